#include "cli/report/words/forecast_sentences.hpp"

#include <fmt/format.h>

namespace headroom {

std::string forecast_meaning() {
  return "The ledger as written: every order goes ahead, every invoice is paid on its due date, sales are as expected. "
         "No probability is in it.";
}

std::string calendar_legend() {
  return "opening and closing: cash less everything owed; cash: net of drawn credit lines";
}

std::string lowest_point_sentence(const std::string& amount, const std::string& date) {
  return fmt::format("The lowest point is {} on {} (cash less everything owed).", amount, date);
}

std::string all_paid_sentence(const std::string& date) {
  return fmt::format("Everything that falls due by {} can be paid in full.", date);
}

std::string first_unpaid_sentence(const std::string& date, const std::string& missing) {
  return fmt::format("On {} something due cannot be paid in full for the first time: {} is missing.", date, missing);
}

std::string left_out_sentence(const std::string& amount, const std::string& date, std::size_t count,
                              std::size_t milestones) {
  const char* noun = milestones == 0      ? count == 1 ? "invoice" : "invoices"
                     : milestones < count ? "invoices and milestones"
                     : count == 1         ? "milestone"
                                          : "milestones";
  return fmt::format("Left out, because nobody knows when it comes: {} overdue on {}, {} {}.", amount, date, count,
                     noun);
}

}  // namespace headroom
