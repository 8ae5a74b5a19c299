#include "cli/report/words/saved_words.hpp"

#include "cli/syntax/message.hpp"
#include "cli/syntax/words.hpp"

namespace headroom {

Message saved_runs_sentence(const std::string& file, std::size_t count) {
  if (count == 0) return message("{} holds no saved run: `headroom run LEDGER --save {}` adds one.", file, file);
  return message("{} holds {}.", file, how_many(count, "saved run", "saved runs"));
}

Message rerun_sentence(const RerunReport& report) {
  if (report.first_difference)
    return message("Run {} of {}, saved at {}, was computed again from what is stored: the result is NOT the same.",
                   report.run.id, report.file, report.run.saved_at);
  return message(
      "Run {} of {}, saved at {}, was computed again from what is stored: the result is the same, to the last digit.",
      report.run.id, report.file, report.run.saved_at);
}

Message first_difference_sentence(const ChangedField& field) {
  return message("The first difference is {}: {} when it was saved, {} now.", field.field, field.first, field.second);
}

Message programs_sentence(const RerunReport& report) {
  if (report.run.version == report.version_now && report.run.compiler == report.compiler_now)
    return message("Both were computed by headroom {} ({}).", report.version_now, report.compiler_now);
  return message("It was computed by headroom {} ({}), and now by headroom {} ({}).", report.run.version,
                 report.run.compiler, report.version_now, report.compiler_now);
}

Message changed_lines_sentence(const RunDifference& difference) {
  if (difference.inputs.empty())
    return message("Runs {} and {} have the same inputs.", difference.first_id, difference.second_id);
  return message("The inputs of runs {} and {} differ in {}:", difference.first_id, difference.second_id,
                 how_many(difference.inputs.size(), "line", "lines"));
}

Message changed_fields_sentence(const RunDifference& difference) {
  if (difference.results.empty()) return message("Their results are the same, to the last digit.");
  return message("Their results differ in {}:", how_many(difference.results.size(), "field", "fields"));
}

Message more_in_json_sentence(std::size_t count) { return message("... and {} more; --json has them all", count); }

}  // namespace headroom
