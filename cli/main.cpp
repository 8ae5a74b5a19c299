#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <iostream>
#include <new>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands/command_line.hpp"
#include "cli/report/exit_status.hpp"
#include "cli/terminal/folded_text.hpp"
#include "cli/terminal/terminal_width.hpp"
#include "engine/lanes/simd_target.hpp"
#include "models/error.hpp"

namespace {

/// A closed standard stream gives its number to the next file that is opened, which would then be written to.
/// What stands in for it can be neither read nor written.
void keep_standard_streams_apart() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (::fcntl(descriptor, F_GETFD) < 0 && errno == EBADF)
      static_cast<void>(::open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY));
}

/// Standard output, written whole at the end, or as far as it goes where somebody flushes.
class StandardOutput : public std::stringbuf {
 public:
  /// What writing met; 0: nothing.
  int error() const { return error_; }

 private:
  int sync() override {
    for (std::string_view text = view(); !text.empty() && error_ == 0;) {
      const ssize_t count = ::write(STDOUT_FILENO, text.data(), text.size());
      if (count < 0 && errno != EINTR) error_ = errno;
      if (count > 0) text.remove_prefix(static_cast<std::size_t>(count));
    }
    str({});
    return error_ == 0 ? 0 : -1;
  }

  int error_ = 0;
};

/// HEADROOM_SIMD names the instruction set to use; without it, the fastest that the machine has.
bool choose_simd_target() {
  const char* wanted = std::getenv("HEADROOM_SIMD");
  if (!wanted || headroom::use_simd_target(wanted)) return true;
  std::string known;
  for (const std::string& name : headroom::simd_targets()) known += (known.empty() ? "" : ", ") + name;
  std::cerr << "headroom: HEADROOM_SIMD is \"" << headroom::printable(wanted) << "\"; this machine has " << known
            << "\n";
  return false;
}

int run(const std::vector<std::string>& arguments) {
  if (!choose_simd_target()) return headroom::exit_wrong_usage;
  StandardOutput buffer;
  std::ostream out(&buffer);
  headroom::FoldingStream err(std::cerr, headroom::terminal_width(STDERR_FILENO));
  const int status = headroom::run_command_line(arguments, out, err);
  out.flush();
  const int error = buffer.error();
  if (error == 0) return status;
  // Whoever closed the pipe has seen enough: no message, but no success either.
  if (error != EPIPE) std::cerr << "headroom: standard output cannot be written (" << std::strerror(error) << ")\n";
  return headroom::exit_machine_failed;
}

int failed(std::string_view what) {
  std::cerr << "headroom: " << headroom::printable(what) << "\n";
  return headroom::exit_machine_failed;
}

}  // namespace

int main(int count, char** words) {
  std::signal(SIGPIPE, SIG_IGN);
  keep_standard_streams_apart();
  try {
    return run({words + (count > 0 ? 1 : 0), words + count});
  } catch (const std::bad_alloc&) {
    return failed("there is not enough memory; try fewer paths or a shorter horizon");
  } catch (const headroom::ContractError& error) {
    return failed(std::string("an error of the program, not of the input: ") + error.what());
  } catch (const std::exception& error) {
    return failed(error.what());
  } catch (...) {
    return failed("an unknown error");
  }
}
