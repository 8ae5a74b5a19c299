#include "cli/edit/setting_edit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "cli/edit/customer_setting.hpp"
#include "cli/edit/toml_edit.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/nearest_name.hpp"
#include "cli/syntax/toml_string.hpp"
#include "models/date.hpp"
#include "models/money.hpp"

namespace headroom {

namespace {

constexpr const char* company_file = "company.toml";

struct SimpleKey {
  std::string_view key, section, field;
};
constexpr SimpleKey simple_keys[] = {{"cash", "cash", "balance"},
                                     {"minimum", "cash", "minimum"},
                                     {"name", "company", "name"},
                                     {"as_of", "company", "as_of"},
                                     {"currency", "company", "currency"},
                                     {"country", "company", "country"},
                                     {"sector", "company", "sector"},
                                     {"employees", "company", "employees"},
                                     {"annual_revenue", "company", "annual_revenue"},
                                     {"business_days", "company", "business_days"},
                                     {"market", "dependence", "market"},
                                     {"counterparty", "dependence", "counterparty"}};

/// A cost that has a word of its own, and what it is called where it is new.
struct CostKey {
  std::string_view key, payment_class, name;
};
constexpr CostKey cost_keys[] = {{"payroll", "wages", "Payroll"},
                                 {"rent", "rent", "Rent"},
                                 {"tax", "tax", "Tax"},
                                 {"utilities", "utilities", "Utilities"},
                                 {"maintenance", "maintenance", "Maintenance"},
                                 {"insurance", "insurance", "Insurance"},
                                 {"drawings", "owner", "Drawings"},
                                 {"other", "other", "Other costs"}};

/// A list of tables whose entries are told by their names.
struct ListKey {
  std::string_view key, section;
};
constexpr ListKey list_keys[] = {{"cost", "fixed_cost"}, {"loan", "loan"}, {"line", "credit_line"}, {"sales", "sales"}};

template <class Keys>
auto find_key(const Keys& keys, std::string_view key) -> decltype(&*std::begin(keys)) {
  for (const auto& one : keys)
    if (one.key == key) return &one;
  return nullptr;
}

/// The day of month of `15` or `last`: the first such day after as_of, and whether it is pinned to month ends.
struct PayDay {
  Date next;
  bool is_last_day = false;
};

std::optional<PayDay> pay_day(std::string_view text, Date as_of) {
  if (const auto date = parse_date(text)) return PayDay{*date, false};
  const bool is_last = text == "last" || text == "31";
  int day = 31;
  if (!is_last) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), day);
    if (error != std::errc() || end != text.data() + text.size() || day < 1 || day > 31) return std::nullopt;
  }
  Date month = Date::of(as_of.year(), as_of.month(), 1);
  for (;; month = add_months(month, 1)) {
    const Date last = last_day_of_month(month);
    const Date next = std::min(month + (day - 1), last);
    if (next <= as_of) continue;
    // A month that is too short for the day would move every later payment: the month's end is meant.
    return PayDay{next, is_last || next == last};
  }
}

/// Whole months of `48m`, `4y`; nothing for other text.
std::optional<int> months_of(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const int factor = text.back() == 'm' ? 1 : text.back() == 'y' ? 12 : 0;
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size() - 1, number);
  if (factor == 0 || error != std::errc() || end != text.data() + text.size() - 1 || number < 1 || number > 1200)
    return std::nullopt;
  return number * factor;
}

/// Puts one setting into the documents.
class SettingEdit {
 public:
  SettingEdit(EditedLedger& ledger, const Setting& setting) : ledger_(ledger), setting_(setting) {}

  Result<std::vector<SettingChange>> apply() {
    auto text = ledger_.whole_text_of(company_file);
    if (!text) return text.faults();
    text_ = std::move(text).value();
    const Result<TomlNode> root = read_toml_text(ledger_.file_of(company_file), text_);
    if (!root) return root.faults();
    root_ = root.value();
    set_in_company();
    if (!faults_.empty()) return faults_;
    ledger_.change(company_file, text_);
    return changes_;
  }

 private:
  void fault(Message what, const std::string& value, Message mend) {
    faults_.push_back({"set " + setting_.key(), 0, 0, std::move(what), value, std::move(mend)});
  }

  void set_in_company() {
    if (const SimpleKey* simple = find_key(simple_keys, setting_.subject))
      return write({std::string(simple->section), {}, std::string(simple->field)}, literal_of(*simple));
    if (setting_.subject == "cost_share" || setting_.subject == "volatility") return set_of_all_sales();
    if (const CostKey* cost = find_key(cost_keys, setting_.subject))
      return set_cost(*cost, setting_.name.empty() ? std::string() : setting_.name);
    if (const ListKey* list = find_key(list_keys, setting_.subject)) return set_in_list(std::string(list->section));
    if (currency_decimals(setting_.subject))
      return write({"exchange_rates", {}, setting_.subject}, toml_literal(setting_.value));
    std::vector<std::string> known = {"customer", "cost_share", "volatility", "late", "cancellation"};
    for (const SimpleKey& key : simple_keys) known.emplace_back(key.key);
    for (const CostKey& key : cost_keys) known.emplace_back(key.key);
    for (const ListKey& key : list_keys) known.emplace_back(key.key);
    const auto near = nearest_name(setting_.subject, known);
    fault("there is no such key", setting_.subject,
          near ? message("did you mean {}?", *near) : message("headroom set --help lists the keys"));
  }

  /// A name is a text, whatever it looks like.
  std::string literal_of(const SimpleKey& key) const {
    const bool is_text = key.field == "name" || key.field == "sector";
    return is_text ? toml_string(setting_.value) : toml_literal(setting_.value);
  }

  static std::string shown(const TomlNode* node) {
    if (node == nullptr) return "";
    return node->kind == TomlKind::text ? "\"" + node->text + "\"" : node->text;
  }

  void write(const TomlPlace& place, const std::string& literal) {
    const TomlNode* table = table_of(root_, place);
    const TomlNode* node = table == nullptr ? nullptr : entry_of(*table, place.key);
    const TomlNode* name = table == nullptr ? nullptr : entry_of(*table, "name");
    const std::string where = place.index && name != nullptr ? name->text + ": " : "[" + place.section + "] ";
    if (shown(node) == literal) return;
    changes_.push_back({company_file, where + place.key, shown(node), literal});
    replace_text(with_toml_value(ledger_.file_of(company_file), text_, place, literal));
  }

  void replace_text(Result<std::string> text) {
    if (!text) {
      faults_.insert(faults_.end(), text.faults().begin(), text.faults().end());
      return;
    }
    text_ = std::move(text).value();
    const Result<TomlNode> root = read_toml_text(ledger_.file_of(company_file), text_);
    if (root) root_ = root.value();
    else faults_.insert(faults_.end(), root.faults().begin(), root.faults().end());
  }

  void add(const std::string& section, const std::string& name, const std::string& lines) {
    changes_.push_back({company_file, "[[" + section + "]]", "", name});
    replace_text(with_toml_table(text_, section, fmt::format("name = {}\n{}", toml_string(name), lines)));
  }

  std::optional<Date> as_of() {
    const TomlNode* company = entry_of(root_, "company");
    const TomlNode* node = company == nullptr ? nullptr : entry_of(*company, "as_of");
    const auto date = node == nullptr ? std::nullopt : parse_date(node->text);
    if (!date) fault("the ledger's as_of is not known, from which dates are counted", "", "set as_of=2026-10-31 first");
    return date;
  }

  std::vector<std::size_t> entries_where(const std::string& section, const std::string& key,
                                         const std::string& value) const {
    std::vector<std::size_t> found;
    const TomlNode* list = entry_of(root_, section);
    for (std::size_t i = 0; list != nullptr && i < list->items.size(); ++i) {
      const TomlNode* node = entry_of(list->items[i], key);
      if (value.empty() || (node != nullptr && node->text == value)) found.push_back(i);
    }
    return found;
  }

  std::string names_in(const std::string& section, const std::vector<std::size_t>& entries) const {
    std::vector<std::string> names;
    for (const std::size_t i : entries)
      if (const TomlNode* name = entry_of(entry_of(root_, section)->items[i], "name")) names.push_back(name->text);
    return fmt::format("{}", fmt::join(names, ", "));
  }

  /// The entry that is meant: the named one, else the only one. Nothing where there is none, or with a fault where
  /// there are several.
  std::optional<std::size_t> entry_meant(const std::string& section, const std::string& name,
                                         const std::vector<std::size_t>& candidates) {
    if (!name.empty()) {
      const auto named = entries_where(section, "name", name);
      return named.empty() ? std::nullopt : std::optional(named.front());
    }
    if (candidates.size() > 1)
      fault(message("there are several: {}", names_in(section, candidates)), "",
            message("say which: {}:\"NAME\"=...", setting_.subject));
    return candidates.size() == 1 ? std::optional(candidates.front()) : std::nullopt;
  }

  void set_field(const std::string& section, std::size_t index) {
    const bool is_text = setting_.field == "name" || setting_.field == "counterparty" || setting_.field == "supplier";
    write({section, index, setting_.field}, is_text ? toml_string(setting_.value) : toml_literal(setting_.value));
  }

  /// `38000@15`: so much every month on that day.
  void set_cost(const CostKey& cost, const std::string& name) {
    const std::vector<std::size_t> of_class = entries_where("fixed_cost", "class", std::string(cost.payment_class));
    const auto entry = entry_meant("fixed_cost", name, of_class);
    if (!faults_.empty()) return;
    if (entry && !setting_.field.empty()) return set_field("fixed_cost", *entry);
    const ValueParts parts = value_parts(setting_.value);
    if (entry) write({"fixed_cost", entry, "amount"}, toml_literal(parts.amount));
    if (parts.at.empty() && entry) return;
    const auto day = parts.at.empty() ? std::nullopt : as_of();
    if (!faults_.empty()) return;
    const auto pay = day ? pay_day(parts.at, *day) : std::nullopt;
    if (!pay)
      return fault("says no day of the month on which it is paid", setting_.value,
                   message("write {}=38000@15, or @last for the last day", setting_.subject));
    if (!entry)
      return add("fixed_cost", name.empty() ? std::string(cost.name) : name,
                 fmt::format("class = \"{}\"\namount = {}\nevery = \"{}\"\nnext = {}\n{}", cost.payment_class,
                             toml_literal(parts.amount), parts.over.empty() ? "month" : parts.over, iso_text(pay->next),
                             pay->is_last_day ? "day = \"last\"\n" : ""));
    write({"fixed_cost", entry, "next"}, iso_text(pay->next));
    const TomlNode* table = table_of(root_, {"fixed_cost", entry, ""});
    if (!pay->is_last_day && entry_of(*table, "day") != nullptr)
      replace_text(without_toml_key(ledger_.file_of(company_file), text_, {"fixed_cost", entry, "day"}));
    if (pay->is_last_day) write({"fixed_cost", entry, "day"}, "\"last\"");
  }

  void set_in_list(const std::string& section) {
    const auto entry = entry_meant(section, setting_.name, entries_where(section, "", ""));
    if (!faults_.empty()) return;
    if (!setting_.field.empty()) {
      if (!entry)
        return fault("there is no entry of this name", setting_.name,
                     message("there are: {}", names_in(section, entries_where(section, "", ""))));
      return set_field(section, *entry);
    }
    const ValueParts parts = value_parts(setting_.value);
    const std::string name = setting_.name;
    if (section == "loan") return set_loan(entry, name.empty() ? "Loan" : name, parts);
    if (section == "credit_line") return set_line(entry, name.empty() ? "Credit line" : name, parts);
    if (section == "sales") return set_sales(entry, name.empty() ? "Sales" : name, parts);
    if (entry) return write({section, entry, "amount"}, toml_literal(parts.amount));
    fault("there is no cost of this name", name, "use payroll, rent, tax, utilities, insurance or other for a new one");
  }

  /// `150000@6.8%/48m`: the balance, the rate, how long it still runs; level payments every month.
  void set_loan(std::optional<std::size_t> entry, const std::string& name, const ValueParts& parts) {
    const auto months = months_of(parts.over);
    const auto day = as_of();
    if (!faults_.empty()) return;
    if (parts.at.empty() || !months)
      return fault("lacks its rate or how long it runs", setting_.value, "write loan=150000@6.8%/48m");
    const bool is_month_end = is_last_day_of_month(*day);
    const auto date_in = [&](int count) {
      const Date date = add_months(*day, count);
      return iso_text(is_month_end ? last_day_of_month(date) : date);
    };
    const std::pair<std::string_view, std::string> values[] = {{"balance", toml_literal(parts.amount)},
                                                               {"rate_annual", toml_literal(parts.at)},
                                                               {"next_payment", date_in(1)},
                                                               {"maturity", date_in(*months)}};
    if (entry) {
      for (const auto& [key, literal] : values) write({"loan", entry, std::string(key)}, literal);
      return;
    }
    std::string lines;
    for (const auto& [key, literal] : values) lines += fmt::format("{} = {}\n", key, literal);
    add("loan", name,
        lines + "every = \"month\"\nrepayment = \"annuity\"\n" + (is_month_end ? "day = \"last\"\n" : ""));
  }

  /// `50000@9%`: the limit and the rate.
  void set_line(std::optional<std::size_t> entry, const std::string& name, const ValueParts& parts) {
    if (entry) {
      write({"credit_line", entry, "limit"}, toml_literal(parts.amount));
      if (!parts.at.empty()) write({"credit_line", entry, "rate_annual"}, toml_literal(parts.at));
      return;
    }
    if (parts.at.empty()) return fault("lacks its rate", setting_.value, "write line=50000@9%");
    add("credit_line", name,
        fmt::format("limit = {}\ndrawn = 0.00\nrate_annual = {}\n", toml_literal(parts.amount),
                    toml_literal(parts.at)));
  }

  /// `50000@15/30d`: so much a month, invoiced on that day, due so many days later, for a year.
  void set_sales(std::optional<std::size_t> entry, const std::string& name, const ValueParts& parts) {
    const auto day = as_of();
    if (!faults_.empty()) return;
    const auto invoiced = pay_day(parts.at.empty() ? "15" : parts.at, *day);
    const bool has_days = parts.over.empty() || parts.over.back() == 'd';
    if (!invoiced || !has_days)
      return fault("is no amount, day and term of payment", setting_.value, "write sales=50000@15/30d");
    if (entry) {
      write({"sales", entry, "amount"}, toml_literal(parts.amount));
      if (!parts.at.empty()) write({"sales", entry, "next"}, iso_text(invoiced->next));
      if (!parts.over.empty()) write({"sales", entry, "terms_days"}, parts.over.substr(0, parts.over.size() - 1));
      return;
    }
    add("sales", name,
        fmt::format("counterparty = {}\namount = {}\nevery = \"month\"\nnext = {}\nuntil = {}\nterms_days = {}\n"
                    "cost_share = \"?\"\n",
                    toml_string("Customers"), toml_literal(parts.amount), iso_text(invoiced->next),
                    iso_text(add_months(invoiced->next, 12)),
                    parts.over.empty() ? "0" : parts.over.substr(0, parts.over.size() - 1)));
  }

  /// `cost_share` or `volatility`, in every stream of sales.
  void set_of_all_sales() {
    const auto streams = entries_where("sales", "", "");
    if (streams.empty())
      return fault("there are no [[sales]] of which it could be", "", "set sales=50000@15/30d first");
    for (const std::size_t i : streams) write({"sales", i, setting_.subject}, toml_literal(setting_.value));
  }

  EditedLedger& ledger_;
  const Setting& setting_;
  std::string text_;
  TomlNode root_;
  Faults faults_;
  std::vector<SettingChange> changes_;
};

}  // namespace

Result<std::vector<SettingChange>> apply_setting(EditedLedger& ledger, const Setting& setting) {
  if (is_of_customers(setting)) return apply_customer_setting(ledger, setting);
  return SettingEdit(ledger, setting).apply();
}

}  // namespace headroom
