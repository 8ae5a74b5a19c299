#include "cli/report/words/forecast_sentences.hpp"

#include "cli/syntax/message.hpp"
#include "cli/syntax/words.hpp"

namespace headroom {

Message forecast_meaning() {
  return message(
      "The ledger as written: every order goes ahead, every invoice is paid on its due date, sales are as expected. "
      "No probability is in it.");
}

Message calendar_legend() {
  return message("opening and closing: cash less everything owed; cash: net of drawn credit lines");
}

Message lowest_point_sentence(const Message& amount, Date date) {
  return message("The lowest point is {} on {} (cash less everything owed).", amount, in_words(date));
}

Message all_paid_sentence(Date date) {
  return message("Everything that falls due by {} can be paid in full.", in_words(date));
}

Message first_unpaid_sentence(Date date, const Message& missing) {
  return message("On {} something due cannot be paid in full for the first time: {} is missing.", in_words(date),
                 missing);
}

Message left_out_sentence(const Message& amount, Date date, std::size_t count, std::size_t milestones) {
  const Message items = milestones == 0      ? how_many(count, "invoice", "invoices")
                        : milestones < count ? message("{} invoices and milestones", count)
                                             : how_many(count, "milestone", "milestones");
  return message("Left out, because nobody knows when it comes: {} overdue on {}, {}.", amount, in_words(date), items);
}

}  // namespace headroom
