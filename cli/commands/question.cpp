#include "cli/commands/question.hpp"

#include <ostream>

#include "cli/report/exit_status.hpp"

namespace headroom {

int wrong_usage(std::ostream& err, std::string_view command, std::string_view what) {
  err << "headroom: " << what << "\nTry: headroom " << command << " --help\n";
  return exit_wrong_usage;
}

QuestionProgress::QuestionProgress(SimulationSettings& settings) : settings_(settings) {
  settings.progress = [this](std::uint64_t done) {
    if (done < last_) before_ += last_;  // another play has begun
    last_ = done;
    progress_.show(before_ + done);
  };
}

QuestionProgress::~QuestionProgress() { settings_.progress = nullptr; }

}  // namespace headroom
