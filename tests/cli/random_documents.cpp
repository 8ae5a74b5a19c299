#include "tests/cli/random_documents.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <vector>

#include "cli/syntax/toml_string.hpp"
#include "models/money.hpp"
#include "tests/engine/random_choice.hpp"

namespace headroom {

namespace {

const std::vector<std::string> hostile_names = {"Ada",
                                                "O'Brien & Söhne",
                                                "Robert'); DROP TABLE receivable;--",
                                                "深圳市 电子",
                                                "a\"b\"c",
                                                "comma, Inc",
                                                "{\"json\": [1]}",
                                                "x = 1 # no comment",
                                                "[[sales]]",
                                                "NULL",
                                                "-- ?1 :name @x $y",
                                                "%s%n\\x00",
                                                "ünï\xE2\x80\x8B",
                                                "'' OR 1=1"};
const std::vector<std::string> note_texts = {
    "plain", "two\nlines", "  edges  ", "a,b", "\"quoted\"", "'); DROP TABLE company;--", "0", "1.50", "=1+1",
    "\t",    "müde",       "\\",        "{}",  "null"};

/// A column or key with what it may hold; an empty value is left out.
struct Field {
  std::string name;
  std::function<std::string()> value;
  bool is_required = false;
};

class Writer {
 public:
  explicit Writer(std::uint64_t seed) : random_(seed) {
    currency_ = random_.pick<const char*>({"CNY", "JPY", "KWD", "EUR"});
    as_of_ = random_.date(Date::of(2020, 1, 1), 0, 2500);
  }

  std::map<std::string, std::string> run() {
    std::map<std::string, std::string> documents = {{"company.toml", company()}};
    if (random_.chance(0.8)) documents["delays.csv"] = delays();
    const bool has_laws = documents.count("delays.csv") > 0;
    if (random_.chance(0.8)) documents["counterparties.csv"] = counterparties(has_laws);
    if (random_.chance(0.8))
      documents["receivables.csv"] =
          items("invoice", {{"issued", [this] { return date(-200, 0); }}, {"part", [this] { return name(); }}}, true);
    if (random_.chance(0.8)) documents["orders.csv"] = orders();
    if (!ordered_.empty()) documents["milestones.csv"] = milestones();
    if (is_floating_)
      documents["rates.csv"] =
          "index,date,rate,source\nLPR '1Y',2019-01-01,0.030,\"bank, central\"\nLPR '1Y',2030-01-01,3.5e-2,\n";
    if (random_.chance(0.8))
      documents["payables.csv"] = items("bill", {{"class", [this] { return payment_class(); }}}, false);
    if (random_.chance(0.7)) documents["history.csv"] = history();
    return documents;
  }

 private:
  std::string name() { return random_.pick(hostile_names); }
  std::string date(int earliest, int latest) { return iso_text(random_.date(as_of_, earliest, latest)); }
  std::string payment_class() {
    return random_.pick<const char*>({"wages", "tax", "rent", "supplier", "other", "owner"});
  }
  std::string maybe(const std::string& text) { return random_.chance(0.5) ? text : ""; }

  std::string money(const std::string& currency, bool negative_too = false) {
    const int decimals = *currency_decimals(currency);
    const Minor amount = random_.money(90'000'000);
    std::string text = money_text(negative_too && random_.chance(0.2) ? -amount : amount, decimals);
    if (decimals > 0 && random_.chance(0.2)) text += "0";
    if (decimals > 0 && text.ends_with("00") && random_.chance(0.5)) text.pop_back();
    return text;
  }

  std::string share() {
    return random_.pick<std::string>(
        {"0", "1", "0.10", "0.5", "1.0", "0.050", fmt::format("{}", random_.real(0.0, 1.0))});
  }

  std::string some_currency() { return random_.pick<std::string>({currency_, "USD", "JPY", "BHD"}); }

  // CSV.

  std::string cell(const std::string& text) {
    const bool needs_quotes = text.find_first_of(",\"\r\n") != std::string::npos || text.starts_with(' ') ||
                              text.ends_with(' ') || text.starts_with('\t') || text.ends_with('\t');
    if (!needs_quotes && random_.chance(0.8)) return text.empty() || random_.chance(0.9) ? text : " " + text + " ";
    std::string out = "\"";
    for (const char c : text) out += c == '"' ? "\"\"" : std::string(1, c);
    return out + "\"";
  }

  /// A table of these columns and a few of nobody's, in any order.
  std::string table(
      std::vector<Field> fields, int rows_max, const std::function<void()>& begin_row = [] {}) {
    std::erase_if(fields, [this](const Field& field) { return !field.is_required && random_.chance(0.3); });
    for (const char* note : {"Region", "remark; x", "", "due2", "sales_rep'"})
      if (random_.chance(0.3)) fields.push_back({note, [this] { return maybe(random_.pick(note_texts)); }});
    for (std::size_t i = fields.size(); i > 1; --i) std::swap(fields[i - 1], fields[random_.bits() % i]);
    const std::string line_end = random_.pick<std::string>({"\n", "\n", "\r\n", "\r"});
    std::string out = random_.chance(0.2) ? "\xEF\xBB\xBF" : "";
    for (std::size_t i = 0; i < fields.size(); ++i) out += (i > 0 ? "," : "") + cell(fields[i].name);
    out += line_end;
    const int rows = random_.whole(0, rows_max);
    for (int row = 0; row < rows; ++row) {
      begin_row();
      if (random_.chance(0.05)) out += line_end;
      for (std::size_t i = 0; i < fields.size(); ++i) {
        const std::string value = fields[i].is_required || random_.chance(0.7) ? fields[i].value() : "";
        out += (i > 0 ? "," : "") + cell(value);
      }
      if (row + 1 < rows || random_.chance(0.8)) out += line_end;
    }
    return out;
  }

  std::string number() { return fmt::format("{}{}", random_.pick<const char*>({"", "A-", "'"}), ++count_); }

  std::string items(const std::string& number_column, std::vector<Field> more, bool negative_too) {
    // The currency is chosen before the row, since the amount must fit it, and written only where the column is there.
    std::vector<Field> fields = {{number_column, [this] { return number(); }, true},
                                 {"counterparty", [this] { return name(); }, true},
                                 {"due", [this] { return date(-200, 300); }, true},
                                 {"amount", [this, negative_too] { return money(row_currency_, negative_too); }, true},
                                 {"currency", [this] { return row_currency_; }, true}};
    fields.insert(fields.end(), more.begin(), more.end());
    return table(fields, 12, [this] { row_currency_ = some_currency(); });
  }

  std::string orders() {
    std::string order, counterparty;
    std::vector<Field> fields = {
        {"order", [&order] { return order; }, true},
        {"counterparty", [&counterparty] { return counterparty; }, true},
        {"ships", [this] { return date(-20, 300); }, true},
        {"amount", [this] { return money_text(900'000, *currency_decimals(row_currency_)); }, true},
        {"currency", [this] { return row_currency_; }, true},
        {"terms_days", [this] { return std::to_string(random_.whole(-5, 90)); }},
        {"placed", [this] { return date(-90, 0); }},
        {"cancellation", [this] { return share(); }},
        {"deposit", [this] { return money_text(random_.money(90'000), *currency_decimals(row_currency_)); }},
        {"deposit_refund", [this] { return share(); }},
        {"cost", [this] { return money(row_currency_); }},
        {"cost_due", [this] { return date(-30, 200); }},
        {"cost_sunk", [this] { return share(); }}};
    return table(fields, 10, [&] {
      row_currency_ = some_currency();
      order = number();
      counterparty = name();
      ordered_.push_back({order, counterparty, row_currency_});
    });
  }

  /// In the currency of their orders.
  std::string milestones() {
    std::size_t next = 0;
    const auto order = [this, &next]() -> const Ordered& { return ordered_[(next - 1) % ordered_.size()]; };
    std::vector<Field> fields = {
        {"order", [&order] { return order().number; }, true},
        {"counterparty", [&order] { return order().counterparty; }, true},
        {"milestone", [this, &next] { return fmt::format("{} {}", name(), next); }, true},
        {"due", [this] { return date(-10, 200); }, true},
        {"amount", [this, &order] { return money_text(random_.money(90'000), *currency_decimals(order().currency)); },
         true},
        {"if_cancelled", [this] { return share(); }}};
    return table(fields, static_cast<int>(ordered_.size()), [&next] { ++next; });
  }

  std::string history() {
    std::vector<Field> fields = {{"kind",
                                  [this] {
                                    return random_.pick<std::string>({"invoice", "order", "bill"});
                                  },
                                  true},
                                 {"id", [this] { return number(); }},
                                 {"counterparty", [this] { return name(); }, true},
                                 {"issued", [this] { return date(-400, -100); }},
                                 {"due", [this] { return date(-300, 0); }},
                                 {"amount", [this] { return money(currency_, true); }, true},
                                 {"settled", [this] { return date(-200, 0); }},
                                 {"cancelled", [this] {
                                    return random_.pick<std::string>({"true", "false"});
                                  }}};
    return table(fields, 10);
  }

  std::string delays() {
    int row = 0;
    std::vector<Field> fields = {{"law", [&row] { return fmt::format("Law {}", row / 3); }, true},
                                 {"probability",
                                  [&row] {
                                    return std::vector<std::string>{"0.10", "0.7", "1.0"}[row % 3];
                                  },
                                  true},
                                 {"days", [&row] { return std::to_string(row % 3 * 10 - 3); }, true}};
    std::string text;
    do {  // whole laws alone are valid
      row = -1;
      text = table(fields, 9, [&row] { ++row; });
    } while (row < 0 || row % 3 != 2);
    laws_ = row / 3 + 1;
    return text;
  }

  std::string counterparties(bool has_laws) {
    std::size_t next = 0;
    std::string median, law, on_time;
    std::vector<Field> fields = {{"counterparty", [&next] { return hostile_names[next++]; }, true},
                                 {"cancellation", [this] { return share(); }},
                                 {"late_median_days", [&median] { return median; }, true},
                                 {"late_sigma", [&median] { return median.empty() ? "" : "0.80"; }, true},
                                 {"on_time", [&on_time] { return on_time; }, true},
                                 {"delay_law", [&law] { return law; }, true},
                                 {"failure", [this] { return share(); }},
                                 {"group", [this] { return random_.pick(note_texts).substr(0, 3); }, false},
                                 {"country",
                                  [this] {
                                    return random_.pick<std::string>({"CN", "US"});
                                  }},
                                 {"name", [this] { return name(); }},
                                 {"basis", [this] {
                                    return random_.pick<std::string>({"ASSUMPTION", "own"});
                                  }}};
    std::erase_if(fields, [](const Field& field) { return field.name == "group"; });
    fields.push_back({"group", [this] { return random_.pick<std::string>({"retail", "'wholesale'"}); }});
    return table(fields, static_cast<int>(hostile_names.size()), [&] {
      const bool by_law = has_laws && random_.chance(0.3);
      median = by_law || random_.chance(0.3) ? "" : random_.pick<std::string>({"12", "7.50", "3650", "0.1"});
      on_time = median.empty() ? "" : maybe("0.40");
      law = by_law ? fmt::format("Law {}", random_.whole(0, laws_ - 1)) : "";
    });
  }

  // TOML.

  std::string toml_date(int earliest, int latest) {
    const std::string text = date(earliest, latest);
    return random_.chance(0.3) ? "\"" + text + "\"" : text;
  }
  std::string toml_name() {
    const std::string text = fmt::format("{} {}", name(), ++count_);
    return text.find('\'') == std::string::npos && random_.chance(0.3) ? "'" + text + "'" : toml_string(text);
  }
  std::string toml_money() { return money(currency_); }
  std::string every() { return random_.pick<std::string>({"\"week\"", "\"month\"", "\"quarter\"", "\"year\""}); }

  std::string section(const std::string& heading, std::vector<Field> fields) {
    std::erase_if(fields, [this](const Field& field) { return !field.is_required && random_.chance(0.4); });
    for (std::size_t i = fields.size(); i > 1; --i) std::swap(fields[i - 1], fields[random_.bits() % i]);
    std::string out = random_.chance(0.3) ? "# before " + heading + "\n\n" : "";
    out += heading + "\n";
    for (const Field& field : fields)
      out += fmt::format("{}{}={}{}{}\n", random_.chance(0.1) ? "  " : "", field.name,
                         random_.pick<const char*>({" ", "   "}), field.value(),
                         random_.chance(0.3) ? "   # \"why\" [so]" : "");
    return out + "\n";
  }

  std::string company() {
    std::string out =
        section("[company]", {{"name", [this] { return toml_name(); }, true},
                              {"as_of", [this] { return iso_text(as_of_); }, true},
                              {"currency", [this] { return "\"" + currency_ + "\""; }, true},
                              {"country",
                               [this] {
                                 return random_.pick<std::string>({"\"CN\"", "\"US\""});
                               }},
                              {"sector", [this] { return toml_name(); }},
                              {"employees", [this] { return std::to_string(random_.whole(0, 1000)); }},
                              {"annual_revenue", [this] { return toml_money(); }},
                              {"business_days", [this] {
                                 return random_.pick<std::string>({"\"none\"", "\"following\"", "\"preceding\""});
                               }}});
    out += section("[cash]",
                   {{"balance", [this] { return toml_money(); }, true}, {"minimum", [this] { return toml_money(); }}});
    std::vector<Field> rates;
    for (const std::string code : {"USD", "JPY", "BHD"})
      if (code != currency_)
        rates.push_back({code,
                         [this] {
                           return random_.pick<std::string>({"7.10", "0.047", "1_000.5", "0.12345678901234567"});
                         },
                         true});
    out += section("[exchange_rates]", rates);
    if (random_.chance(0.6))
      out += section("[payment_policy]",
                     {{"supplier", [this] { return std::to_string(random_.whole(0, 40)); }},
                      {"tax", [this] { return std::to_string(random_.whole(0, 40)); }},
                      {"order", [this] {
                         return random_.pick<std::string>({"[\"rent\", \"wages\"]", "[ \"supplier\" ]"});
                       }}});
    if (random_.chance(0.6))
      out += section("[dependence]", {{"market", [] { return "0.10"; }}, {"counterparty", [] { return "0.150"; }}});
    for (int i = random_.whole(0, 4); i > 0; --i) out += fixed_cost();
    for (int i = random_.whole(0, 3); i > 0; --i) out += loan();
    for (int i = random_.whole(0, 2); i > 0; --i)
      out += section("[[credit_line]]",
                     {{"name", [this] { return toml_name(); }, true},
                      {"limit", [this] { return money_text(5'000'000, *currency_decimals(currency_)); }, true},
                      {"drawn", [this] { return money_text(random_.money(5'000'000), *currency_decimals(currency_)); }},
                      {"rate_annual", [] { return "0.058"; }, true},
                      {"until", [this] { return toml_date(0, 400); }}});
    for (int i = random_.whole(0, 3); i > 0; --i) out += sales();
    return out;
  }

  std::string fixed_cost() {
    row_currency_ = some_currency();
    return section(
        "[[fixed_cost]]",
        {{"name", [this] { return toml_name(); }, true},
         {"class", [this] { return "\"" + payment_class() + "\""; }, true},
         {"amount", [this] { return money_text(random_.money(900'000), *currency_decimals(row_currency_)); }, true},
         {"currency", [this] { return "\"" + row_currency_ + "\""; }, true},
         {"every",
          [this] {
            return random_.pick<std::string>({"\"month\"", "\"3 months\""});
          },
          true},
         {"next", [this] { return toml_date(-30, 60); }, true},
         {"day", [] { return "\"last\""; }},
         {"until", [this] { return toml_date(100, 900); }},
         {"growth_annual", [] { return "0.030"; }}});
  }

  std::string loan() {
    std::vector<Field> fields = {{"name", [this] { return toml_name(); }, true},
                                 {"balance", [this] { return toml_money(); }, true},
                                 {"rate_annual",
                                  [this] {
                                    return random_.pick<std::string>({"0.0435", "0", "4e-2"});
                                  },
                                  true},
                                 {"next_payment", [this] { return toml_date(0, 60); }, true},
                                 {"every", [this] { return every(); }},
                                 {"maturity", [this] { return toml_date(60, 900); }, true},
                                 {"repayment",
                                  [this] {
                                    return random_.pick<std::string>({"\"annuity\"", "\"interest_only\""});
                                  }},
                                 {"day_count",
                                  [this] {
                                    return random_.pick<std::string>({"\"Act/360\"", "'30E/360'"});
                                  }},
                                 {"accrued_from", [this] { return toml_date(-30, 0); }}};
    if (random_.chance(0.4)) {
      is_floating_ = true;
      fields.push_back({"index", [] { return "\"LPR '1Y'\""; }, true});
      fields.push_back({"next_reset", [this] { return toml_date(10, 50); }, true});
      fields.push_back({"reset_every", [] { return "\"half_year\""; }, true});
      fields.push_back({"spread", [] { return "-0.0010"; }});
      fields.push_back({"cap", [] { return "0.150"; }});
    }
    if (random_.chance(0.3)) {
      fields.push_back({"fee_share", [] { return "0.010"; }, true});
      fields.push_back({"next_fee", [this] { return toml_date(0, 50); }, true});
    }
    return section("[[loan]]", fields);
  }

  std::string sales() {
    return section("[[sales]]", {{"name", [this] { return toml_name(); }, true},
                                 {"counterparty", [this] { return toml_string(name()); }, true},
                                 {"amount", [this] { return toml_money(); }, true},
                                 {"every", [this] { return every(); }, true},
                                 {"next", [this] { return toml_date(0, 40); }, true},
                                 {"until", [this] { return toml_date(100, 900); }},
                                 {"terms_days", [this] { return std::to_string(random_.whole(-3, 60)); }},
                                 {"season", [] { return "[1, 1.0, 0.85,\n 1, 1, 1, 1, 1, 1, 1, 1.40, 1_0.5]"; }},
                                 {"volatility", [] { return "0.20"; }},
                                 {"cost_share", [] { return "0.62"; }},
                                 {"cost_flex", [this] { return share() == "0" ? "0.0" : "0.5"; }},
                                 {"net_of_orders", [this] {
                                    return random_.pick<std::string>({"true", "false"});
                                  }}});
  }

  twin::RandomChoice random_;
  std::string currency_, row_currency_;
  Date as_of_;
  struct Ordered {
    std::string number, counterparty, currency;
  };

  std::vector<Ordered> ordered_;
  bool is_floating_ = false;
  int count_ = 0;
  int laws_ = 0;
};

}  // namespace

std::map<std::string, std::string> random_documents(std::uint64_t seed) { return Writer(seed).run(); }

}  // namespace headroom
