#include "cli/edit/customer_setting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "cli/edit/customer_edit.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/nearest_name.hpp"

namespace headroom {

namespace {

constexpr const char* customer_file = "counterparties.csv";

constexpr std::string_view customer_columns[] = {
    "cancellation", "on_time", "late_median_days", "late_sigma", "never", "delay_law", "failure", "group", "country"};

class CustomerSetting {
 public:
  CustomerSetting(EditedLedger& ledger, const Setting& setting) : ledger_(ledger), setting_(setting) {}

  Result<std::vector<SettingChange>> apply() {
    if (setting_.subject == "late") return set_late();
    if (setting_.subject == "cancellation") return set_cancellation();
    return set_customer();
  }

 private:
  void fault(Message what, const std::string& value, Message mend) {
    faults_.push_back({"set " + setting_.key(), 0, 0, std::move(what), value, std::move(mend)});
  }

  /// The customers of whom nothing is entered in a column, else the only one there is; none, with a fault, where each
  /// of several has a value of its own.
  std::vector<std::string> customers_meant(const std::string& column, const std::string& text) {
    const std::vector<std::string> all = known_customers(ledger_);
    std::vector<std::string> open;
    for (const std::string& customer : all) {
      const auto value = [&](const std::string& name) {
        return customer_value(ledger_.file_of(customer_file), text, customer, name);
      };
      const bool has_law = column == "on_time" && !value("delay_law").empty();
      if (!has_law && (value(column).empty() || value(column) == "?")) open.push_back(customer);
    }
    if (!open.empty() || all.size() == 1) return open.empty() ? all : open;
    if (all.empty()) fault("the ledger speaks of no customer yet", "", "set sales=50000@15/30d first");
    else
      fault("is entered for each customer already", "",
            message("change that of one of them: customer:\"{}\".{}=...", all.front(), column));
    return {};
  }

  void write_of_customer(const std::string& customer, const std::string& column, const std::string& value,
                         std::string& text) {
    const std::string file = ledger_.file_of(customer_file);
    const std::string before = customer_value(file, text, customer, column);
    if (before == value) return;
    auto after = with_customer_value(file, text, customer, column, value);
    if (!after) {
      faults_.insert(faults_.end(), after.faults().begin(), after.faults().end());
      return;
    }
    text = std::move(after).value();
    changes_.push_back({customer_file, customer + ": " + column, before, value});
  }

  /// Values of columns, for every customer that is meant.
  Result<std::vector<SettingChange>> set_customers(const std::vector<std::pair<std::string, std::string>>& values) {
    auto read = ledger_.whole_text_of(customer_file);
    if (!read) return read.faults();
    std::string text = std::move(read).value();
    for (const std::string& customer : customers_meant(values.front().first, text))
      for (const auto& [column, value] : values)
        if (value != "?" || customer_value(ledger_.file_of(customer_file), text, customer, column).empty() ||
            setting_.value == "?")
          write_of_customer(customer, column, value, text);
    if (!faults_.empty()) return faults_;
    ledger_.change(customer_file, text);
    return changes_;
  }

  Result<std::vector<SettingChange>> set_cancellation() {
    return set_customers({{"cancellation", plain_value(setting_.value)}});
  }

  /// `30%@20d`: that part of invoices comes late, half of those within so many days.
  Result<std::vector<SettingChange>> set_late() {
    if (setting_.value == "?") return set_customers({{"on_time", "?"}, {"late_median_days", "?"}, {"late_sigma", "?"}});
    ValueParts parts = value_parts(setting_.value);
    const std::string share_text = plain_value(parts.amount);
    double share = -1.0;
    const auto [end, error] = std::from_chars(share_text.data(), share_text.data() + share_text.size(), share);
    const bool is_share =
        error == std::errc() && end == share_text.data() + share_text.size() && share >= 0.0 && share <= 1.0;
    if (parts.at.ends_with('d')) parts.at.pop_back();
    if (!is_share || (parts.at.empty() && share > 0.0)) {
      fault("is no part of all invoices and the days by which it is late", setting_.value, "write late=30%@20d");
      return faults_;
    }
    std::vector<std::pair<std::string, std::string>> values = {{"on_time", fmt::format("{:.6g}", 1.0 - share)}};
    if (!parts.at.empty()) {
      values.emplace_back("late_median_days", parts.at);
      values.emplace_back("late_sigma", "?");  // how widely they spread is not asked
    }
    return set_customers(values);
  }

  Result<std::vector<SettingChange>> set_customer() {
    const std::vector<std::string> columns(std::begin(customer_columns), std::end(customer_columns));
    if (setting_.name.empty() || setting_.field.empty()) {
      fault("names no customer or no figure of it", setting_.key(), "write customer:\"Marketplace US\".never=0.01");
      return faults_;
    }
    if (std::find(columns.begin(), columns.end(), setting_.field) == columns.end()) {
      const auto near = nearest_name(setting_.field, columns);
      fault("a customer has no such figure", setting_.field,
            near ? message("did you mean {}?", *near)
                 : message("choose one of {}", fmt::format("{}", fmt::join(columns, ", "))));
      return faults_;
    }
    const std::vector<std::string> names = known_customers(ledger_);
    if (!std::binary_search(names.begin(), names.end(), setting_.name)) {
      const auto near = nearest_name(setting_.name, names);
      fault("the ledger speaks of no customer of this name", setting_.name,
            near ? message("did you mean {}?", *near) : message("write the name as the ledger has it"));
      return faults_;
    }
    const auto text = ledger_.whole_text_of(customer_file);
    if (!text) return text.faults();
    const std::string file = ledger_.file_of(customer_file), value = plain_value(setting_.value);
    const std::string before = customer_value(file, text.value(), setting_.name, setting_.field);
    auto after = with_customer_value(file, text.value(), setting_.name, setting_.field, value);
    if (!after) return after.faults();
    ledger_.change(customer_file, std::move(after).value());
    return std::vector<SettingChange>{{customer_file, setting_.name + ": " + setting_.field, before, value}};
  }

  EditedLedger& ledger_;
  const Setting& setting_;
  Faults faults_;
  std::vector<SettingChange> changes_;
};

}  // namespace

bool is_of_customers(const Setting& setting) {
  return setting.subject == "customer" || setting.subject == "late" || setting.subject == "cancellation";
}

Result<std::vector<SettingChange>> apply_customer_setting(EditedLedger& ledger, const Setting& setting) {
  return CustomerSetting(ledger, setting).apply();
}

}  // namespace headroom
