#include "cli/edit/ledger_questions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <string_view>

#include "cli/edit/customer_edit.hpp"
#include "cli/edit/toml_edit.hpp"
#include "models/date.hpp"

namespace headroom {

namespace {

/// Where the answer to a question stands: a key of a section, or of the tables that hold `where_value` under
/// `where_key`. Questions of customers stand in the columns of counterparties.csv instead.
struct QuestionPlace {
  std::string_view key, words, form;
  std::string_view section, field;
  std::string_view with_at;  ///< the key whose value follows the @
  std::string_view where_key = "", where_value = "";
  bool has_default = false;  ///< nothing of the kind is taken where nobody answers
};

constexpr std::string_view customers = "counterparties.csv";

constexpr QuestionPlace questions[] = {
    {"cash", "How much is on your accounts, freely usable?", "84500", "cash", "balance", ""},
    {"payroll", "What do staff cost a month, paid on which day?", "38000@15", "fixed_cost", "amount", "next", "class",
     "wages"},
    {"rent", "And the rent?", "4200@1", "fixed_cost", "amount", "next", "class", "rent"},
    {"tax", "Tax and social security a month?", "6000@10", "fixed_cost", "amount", "next", "class", "tax"},
    {"other", "Insurance, power and all else of every month?", "2500@20", "fixed_cost", "amount", "next", "class",
     "other"},
    {"loan", "A loan: still owed, yearly rate, months to go?", "150000@6.8%/48m", "loan", "balance", "rate_annual"},
    {"line", "An overdraft: its limit and yearly rate?", "50000@9%", "credit_line", "limit", "rate_annual"},
    {"sales", "What do you expect to sell a month, paid when?", "50000@15/30d", "sales", "amount", ""},
    {"cost_share", "Of what you sell, which part do you pay for it?", "62%", "sales", "cost_share", ""},
    {"volatility", "By how much does a month's sales go up or down?", "25%", "sales", "volatility", "", "", "", true},
    {"late", "Which part of invoices is paid late, by how many days?", "30%@20d", customers, "on_time",
     "late_median_days", "", "", true},
    {"cancellation", "Which part of orders is cancelled?", "5%", customers, "cancellation", "", "", "", true}};

std::string text_of(const TomlNode& table, std::string_view key) {
  const TomlNode* node = key.empty() ? nullptr : entry_of(table, key);
  return node == nullptr || node->text == "?" ? "" : node->text;
}

/// `38000.00@15`: as the answer would be given.
std::string answer_in(const TomlNode& table, const QuestionPlace& question) {
  const std::string value = text_of(table, question.field);
  std::string at = text_of(table, question.with_at);
  if (value.empty() || at.empty()) return value;
  if (const auto date = parse_date(at))
    at = text_of(table, "day") == "last" ? "last" : std::to_string(date->day_of_month());
  return value + "@" + at;
}

/// The part that is not `on_time`, with the days after the @; or the column as it stands.
std::string answer_of_customer(const std::string& text, const std::string& customer, const QuestionPlace& question) {
  const auto value_of = [&](std::string_view column) {
    const std::string value = customer_value(std::string(customers), text, customer, std::string(column));
    return value == "?" ? "" : value;
  };
  std::string value = value_of(question.field);
  if (question.field != "on_time") return value;
  if (const std::string law = value_of("delay_law"); !law.empty()) return law;
  double on_time = 0.0;
  if (std::from_chars(value.data(), value.data() + value.size(), on_time).ec != std::errc()) return "";
  const std::string days = value_of(question.with_at);
  return fmt::format("{:.6g}%{}", 100.0 * (1.0 - on_time), days.empty() ? "" : "@" + days + "d");
}

/// Every answer once; empty where one of the customers has none.
std::string known_answer_of_customers(EditedLedger& ledger, const QuestionPlace& question) {
  const auto text = ledger.whole_text_of(std::string(customers));
  std::set<std::string> answers;
  for (const std::string& customer : known_customers(ledger))
    answers.insert(text ? answer_of_customer(text.value(), customer, question) : "");
  return answers.contains("") ? "" : fmt::format("{}", fmt::join(answers, ", "));
}

std::string known_answer(const TomlNode& root, const QuestionPlace& question) {
  const TomlNode* section = entry_of(root, question.section);
  if (section == nullptr) return "";
  if (section->kind == TomlKind::table) return answer_in(*section, question);
  std::string answers;
  for (const TomlNode& table : section->items) {
    if (!question.where_key.empty() && text_of(table, question.where_key) != question.where_value) continue;
    const std::string answer = answer_in(table, question);
    if (answer.empty()) return "";  // one of them is still to be told
    answers += (answers.empty() ? "" : ", ") + answer;
  }
  return answers;
}

}  // namespace

std::vector<LedgerQuestion> ledger_questions(EditedLedger& ledger) {
  const auto text = ledger.whole_text_of("company.toml");
  const Result<TomlNode> root = text ? read_toml_text("company.toml", text.value()) : text.faults();
  std::vector<LedgerQuestion> out;
  for (const QuestionPlace& question : questions) {
    LedgerQuestion asked = {std::string(question.key), std::string(question.words), std::string(question.form), "",
                            question.has_default};
    if (question.section == customers) asked.known = known_answer_of_customers(ledger, question);
    else if (root) asked.known = known_answer(root.value(), question);
    out.push_back(std::move(asked));
  }
  std::stable_partition(out.begin(), out.end(), [](const LedgerQuestion& question) { return question.known.empty(); });
  return out;
}

}  // namespace headroom
