#include "cli/edit/ledger_questions.hpp"

#include <algorithm>
#include <string_view>

#include "cli/edit/toml_edit.hpp"
#include "models/date.hpp"

namespace headroom {

namespace {

/// Where the answer to a question stands: a key of a section, or of the tables that hold `where_value` under
/// `where_key`.
struct QuestionPlace {
  std::string_view key, words, form;
  std::string_view section, field;
  std::string_view with_at;  ///< the key whose value follows the @
  std::string_view where_key = "", where_value = "";
};

constexpr QuestionPlace questions[] = {
    {"cash", "How much is on your accounts, freely usable?", "84500", "cash", "balance", ""},
    {"minimum", "Which balance do you never want to see undercut?", "10000", "cash", "minimum", ""},
    {"payroll", "What do staff cost a month, paid on which day?", "38000@15", "fixed_cost", "amount", "next", "class",
     "wages"},
    {"rent", "And the rent?", "4200@1", "fixed_cost", "amount", "next", "class", "rent"},
    {"tax", "Tax and social security a month?", "6000@10", "fixed_cost", "amount", "next", "class", "tax"},
    {"insurance", "Insurance a month?", "450@1", "fixed_cost", "amount", "next", "class", "insurance"},
    {"other", "Other costs of every month?", "2500@20", "fixed_cost", "amount", "next", "class", "other"},
    {"loan", "A loan: still owed, yearly rate, months to go?", "150000@6.8%/48m", "loan", "balance", "rate_annual"},
    {"line", "An overdraft: its limit and yearly rate?", "50000@9%", "credit_line", "limit", "rate_annual"},
    {"sales", "What do you expect to sell a month, paid when?", "50000@15/30d", "sales", "amount", ""},
    {"cost_share", "Of what you sell, which part do you pay for it?", "62%", "sales", "cost_share", ""},
    {"country", "In which country (two letters)?", "US", "company", "country", ""}};

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
  for (const QuestionPlace& question : questions)
    out.push_back({std::string(question.key), std::string(question.words), std::string(question.form),
                   root ? known_answer(root.value(), question) : ""});
  std::stable_partition(out.begin(), out.end(), [](const LedgerQuestion& question) { return question.known.empty(); });
  return out;
}

}  // namespace headroom
