#include "cli/files/output_file.hpp"

#include <catch2/catch.hpp>

#include "tests/cli/temporary_folder.hpp"

using namespace headroom;

namespace {

std::size_t entries_of(const std::filesystem::path& folder) {
  return static_cast<std::size_t>(
      std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator()));
}

}  // namespace

TEST_CASE("a file is written whole, in the place of an earlier one, with nothing beside it") {
  const TemporaryFolder folder;
  folder.write("result.json", "old and longer than the new one");
  REQUIRE(write_file_atomically(folder / "result.json", "new"));
  CHECK(content_of(folder / "result.json") == "new");
  CHECK(entries_of(folder.path()) == 1);
}

TEST_CASE("a link to a file stays a link, and the file it points to is replaced") {
  const TemporaryFolder folder;
  folder.write("real", "old");
  std::filesystem::create_symlink(folder / "real", folder / "link");
  REQUIRE(write_file_atomically(folder / "link", "new"));
  CHECK(std::filesystem::is_symlink(folder / "link"));
  CHECK(content_of(folder / "real") == "new");
}

TEST_CASE("a file that cannot be written is a fault that says why, and leaves nothing") {
  const TemporaryFolder folder;
  CHECK_THAT(to_text(write_file_atomically(folder / "none/result.json", "x").faults().front()),
             Catch::Contains("none/result.json: cannot be written (No such file or directory)"));
  CHECK_THAT(to_text(write_file_atomically(folder.path(), "x").faults().front()),
             Catch::Contains("cannot be written (Is a directory)"));
  CHECK(entries_of(folder.path()) == 0);
}

TEST_CASE("a full disk is a fault that says so") {
  CHECK(write_file_atomically("/dev/null", "x"));
  const auto written = write_file_atomically("/dev/full", "x");
  REQUIRE_FALSE(written);
  CHECK(to_text(written.faults().front()) ==
        "/dev/full: cannot be written (No space left on device); make room on the disk, or write elsewhere");
}

TEST_CASE("a set of files is written all or none") {
  const TemporaryFolder folder;
  const std::vector<NewFile> files = {{"a", "1"}, {"b", "2"}};
  REQUIRE(write_new_files(folder / "new/set", files));
  CHECK(content_of(folder / "new/set/b") == "2");
  std::filesystem::create_directories(folder / "old/b");  // a folder where a file should go: the rename fails
  folder.write("old/b/kept", "");
  REQUIRE_FALSE(write_new_files(folder / "old", files));
  CHECK(entries_of(folder / "old") == 1);
}
