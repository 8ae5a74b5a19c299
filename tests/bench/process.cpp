#include "tests/bench/process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <stdexcept>

namespace headroom {

namespace {

using File = std::unique_ptr<std::FILE, decltype([](std::FILE* file) { std::fclose(file); })>;

File temporary_file() {
  File file(std::tmpfile());
  if (!file) throw std::runtime_error("no temporary file can be made");
  return file;
}

std::string content(const File& file) {
  std::rewind(file.get());
  std::string text;
  std::array<char, 1 << 16> part;
  for (std::size_t size; (size = std::fread(part.data(), 1, part.size(), file.get())) > 0;)
    text.append(part.data(), size);
  return text;
}

/// In the child: never returns.
[[noreturn]] void become(const std::vector<char*>& words,
                         const std::vector<std::pair<std::string, std::string>>& environment, int out, int err) {
  const int nothing = ::open("/dev/null", O_RDONLY);
  ::dup2(nothing, STDIN_FILENO);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(err, STDERR_FILENO);
  for (const auto& [name, value] : environment) ::setenv(name.c_str(), value.c_str(), 1);
  ::execvp(words[0], words.data());
  std::perror(words[0]);
  std::_Exit(127);
}

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

}  // namespace

ProcessRun run_process(const Program& program) {
  // Files, not pipes: nothing that a program writes makes it wait for us.
  const File out = temporary_file(), err = temporary_file();
  std::vector<char*> words;
  for (const std::string& word : program.words) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);

  const auto start = std::chrono::steady_clock::now();
  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("no process can be started");
  if (child == 0) become(words, program.environment, ::fileno(out.get()), ::fileno(err.get()));
  int status = 0;
  rusage used = {};
  while (::wait4(child, &status, 0, &used) < 0)
    if (errno != EINTR) throw std::runtime_error("a process was lost");
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;

  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
    throw std::runtime_error(
        fmt::format("{} failed:\n{}{}", fmt::join(program.words, " "), content(out), content(err)));
  return {seconds.count(), seconds_of(used.ru_utime) + seconds_of(used.ru_stime),
          1024e-6 * static_cast<double>(used.ru_maxrss), content(out)};
}

}  // namespace headroom
