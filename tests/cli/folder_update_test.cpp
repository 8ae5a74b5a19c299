// A ledger in a folder that is brought forward by a bank statement, and whoever is stopped in the middle of that.

#include "cli/files/folder_update.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <iostream>
#include <map>
#include <set>

#include "tests/cli/import_folder.hpp"

using namespace headroom;
using namespace headroom::import_tests;
using Catch::Contains;
namespace fs = std::filesystem;

namespace {

const fs::path statement = exports / "bank_september.camt.xml";

Outcome bring_forward(const fs::path& books, bool does_update = true) {
  ImportArguments arguments;
  arguments.source = statement;
  arguments.into = books;
  arguments.update = does_update;
  return import_with(arguments);
}

/// Every file of a folder, hidden ones too.
std::map<std::string, std::string> contents_of(const fs::path& folder) {
  std::map<std::string, std::string> contents;
  for (const auto& entry : fs::directory_iterator(folder))
    contents[entry.path().filename().string()] = text_of(entry.path());
  return contents;
}

/// Whether a call may make, fill, rename or remove a file, or promises that it lasts.
bool changes_files(const __ptrace_syscall_info& call) {
  if (call.entry.nr == SYS_openat) return (call.entry.args[2] & O_CREAT) != 0;
  static const std::set<std::uint64_t> calls = {SYS_write,     SYS_fsync,
#ifdef SYS_rename  // newer machines have the calls with `at` alone
                                                SYS_rename,    SYS_unlink,
#endif
                                                SYS_renameat2, SYS_unlinkat};
  return calls.contains(call.entry.nr);
}

enum class Ended { killed, finished, not_traced };

/// Runs `work` in a process of its own and kills it before its `step`th call, from 0, that may change a file.
template <class Work>
Ended killed_before(int step, const Work& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    if (::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0) ::_exit(77);
    ::raise(SIGSTOP);
    int status = 99;
    try {
      status = work();
    } catch (...) {
    }
    ::_exit(status);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  if (!WIFSTOPPED(status)) return Ended::not_traced;
  ::ptrace(PTRACE_SETOPTIONS, child, nullptr, PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL);
  int signal = 0, steps = 0;
  while (true) {
    ::ptrace(PTRACE_SYSCALL, child, nullptr, signal);
    ::waitpid(child, &status, 0);
    if (WIFEXITED(status)) {
      REQUIRE(WEXITSTATUS(status) == 0);
      return Ended::finished;
    }
    REQUIRE(WIFSTOPPED(status));
    signal = WSTOPSIG(status) == (SIGTRAP | 0x80) ? 0 : WSTOPSIG(status);
    if (signal != 0) continue;
    __ptrace_syscall_info call = {};
    if (::ptrace(PTRACE_GET_SYSCALL_INFO, child, sizeof call, &call) <= 0) {
      ::kill(child, SIGKILL);
      ::waitpid(child, &status, 0);
      return Ended::not_traced;
    }
    if (call.op != PTRACE_SYSCALL_INFO_ENTRY || !changes_files(call) || steps++ < step) continue;
    ::kill(child, SIGKILL);
    ::waitpid(child, &status, 0);
    return Ended::killed;
  }
}

}  // namespace

TEST_CASE("files of a folder are replaced together, and nothing stays beside them") {
  const Folder folder;
  folder.write("a", "old");
  fs::create_directory(folder.path() / "elsewhere");
  folder.write("elsewhere/real", "old");
  fs::create_symlink("elsewhere/real", folder.path() / "link");
  REQUIRE(update_files(folder.path(), {{"a", "1"}, {"link", "2"}, {"new", "3"}}));
  CHECK(fs::is_symlink(folder.path() / "link"));
  CHECK(text_of(folder.path() / "elsewhere/real") == "2");
  fs::remove(folder.path() / "link");
  fs::remove_all(folder.path() / "elsewhere");
  CHECK(contents_of(folder.path()) == std::map<std::string, std::string>{{"a", "1"}, {"new", "3"}});
  CHECK_FALSE(has_unfinished_update(folder.path()));
  CHECK(complete_update(folder.path()).value().empty());
}

TEST_CASE("where one file cannot be written, none is replaced and nothing stays beside them") {
  const Folder folder;
  folder.write("a", "old");
  folder.write("b", "old");
  folder.write(".b.update/kept", "");  // what was left aside is no file, and cannot be written anew
  REQUIRE_FALSE(update_files(folder.path(), {{"a", "new"}, {"b", "new"}}));
  fs::remove_all(folder.path() / ".b.update");
  CHECK(contents_of(folder.path()) == std::map<std::string, std::string>{{"a", "old"}, {"b", "old"}});
}

TEST_CASE("an import killed at any step leaves a ledger that reads, and the same command again completes it") {
  const Folder folder;
  ImportArguments arguments;
  arguments.source = exports / "workshop.gnucash";
  arguments.into = folder.path() / "start";
  REQUIRE(import_with(arguments).status == 0);
  fs::copy(folder.path() / "start", folder.path() / "end");
  REQUIRE(bring_forward(folder.path() / "end").status == 0);
  const auto before = contents_of(folder.path() / "start"), after = contents_of(folder.path() / "end");
  REQUIRE(before.size() == after.size());
  fs::create_directory(folder.path() / "temporary");

  std::set<std::size_t> replaced;  // how many files were, when the kill came
  bool has_begun_again = false;
  for (int step = 0;; ++step) {
    INFO("killed before step " << step);
    const fs::path books = folder.books();
    fs::remove_all(books);
    fs::copy(folder.path() / "start", books);
    const Ended ended = killed_before(step, [&] {
      ::setenv("TMPDIR", (folder.path() / "temporary").c_str(), 1);
      return bring_forward(books).status;
    });
    if (ended == Ended::not_traced) {
      WARN("skipped: this system lets no process trace its child");
      return;
    }
    if (ended == Ended::finished) break;
    std::size_t changed = 0;
    for (const auto& [name, text] : before) {
      const std::string now = text_of(books / name);
      REQUIRE((now == text || now == after.at(name)));
      if (now != text) ++changed;
    }
    replaced.insert(changed);
    const auto read = load_ledger_folder(books);
    REQUIRE(read);
    const bool is_half = has_unfinished_update(books);
    CHECK((is_half || changed == 0 || contents_of(books) == after));
    CHECK(std::any_of(read.value().notices.begin(), read.value().notices.end(), [](const Fault& notice) {
            return text_of(notice.what).find("half brought forward") != std::string::npos;
          }) == is_half);

    const Outcome again = bring_forward(books);
    INFO(again.err);
    REQUIRE(again.status == 0);
    CHECK(says(again.err, "an update that was interrupted is complete now") == is_half);
    has_begun_again = has_begun_again || !is_half;
    REQUIRE(contents_of(books) == after);
  }
  CHECK(replaced == std::set<std::size_t>{0, 1, 2, 3, 4});
  CHECK(has_begun_again);
}

TEST_CASE("an interrupted update is ended before a statement says anything of the ledger, and only on request") {
  const Folder folder;
  ImportArguments arguments;
  arguments.source = exports / "workshop.gnucash";
  arguments.into = folder.books();
  REQUIRE(import_with(arguments).status == 0);
  folder.write("books/.headroom-update", "headroom update 1\n- 0 payables.csv\n");
  const auto before = contents_of(folder.books());
  const Outcome told = bring_forward(folder.books(), false);
  CHECK(told.status == 1);
  CHECK(says(told.err, "an update of this ledger was interrupted; give --update: that ends it first"));
  const Outcome refused = bring_forward(folder.books());
  CHECK(refused.status == 1);
  CHECK(says(refused.err, "payables.csv: was changed after an update of the ledger was interrupted"));
  CHECK(contents_of(folder.books()) == before);
}

TEST_CASE("a record that says nothing, or names a file elsewhere, ends nothing") {
  for (const std::string text : {"", "headroom update 2\n- 0 a\n", "headroom update 1\n", "headroom update 1\n- 0\n",
                                 "headroom update 1\n- 0 ../a\n", "headroom update 1\n- 0 .headroom-update\n"}) {
    const Folder folder;
    folder.write(".headroom-update", text);
    const auto done = complete_update(folder.path());
    REQUIRE_FALSE(done);
    CHECK_THAT(to_text(done.faults().front()), Contains("is no record of an update that this program can end"));
  }
}

TEST_CASE("of two updates of a folder at once one is refused, and it is the machine's doing") {
  const Folder folder;
  folder.write("a", "old");
  const int other = ::open(folder.path().c_str(), O_RDONLY | O_DIRECTORY);
  REQUIRE(::flock(other, LOCK_EX) == 0);
  const auto refused = update_files(folder.path(), {{"a", "new"}});
  REQUIRE_FALSE(refused);
  CHECK_THAT(to_text(refused.faults().front()), Contains("is being updated by another run of this program"));
  CHECK(refused.faults().front().is_of_machine);
  CHECK(text_of(folder.path() / "a") == "old");
  ::close(other);
  CHECK(update_files(folder.path(), {{"a", "new"}}));
}
