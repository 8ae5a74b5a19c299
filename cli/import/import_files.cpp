#include "cli/import/import_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "cli/syntax/csv_record.hpp"
#include "cli/syntax/toml_string.hpp"
#include "models/error.hpp"

namespace headroom {

namespace {

constexpr std::size_t streams_of_their_own_max = 5;
constexpr int days_missing_max = 2;  // of a full month, at either end: weekends and holidays

double rate_of(const NewCompany& company, const std::string& currency) {
  if (currency.empty() || currency == company.currency) return 1.0;
  const std::string& text = company.rates.at(currency);
  double rate = 0.0;
  std::from_chars(text.data(), text.data() + text.size(), rate);
  return rate;
}

Date first_of_month(Date date) { return Date::of(date.year(), date.month(), 1); }

int median(std::vector<int> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// What was invoiced to one customer in the full months.
struct Invoicing {
  Minor amount = 0;
  std::vector<int> terms_days;
};

ProposedStream stream_of(const std::string& counterparty, const std::string& name, const Invoicing& invoicing,
                         int months) {
  return {counterparty, name, round_half_away(static_cast<double>(invoicing.amount) / months),
          std::max(median(invoicing.terms_days), 0)};
}

std::string commented(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out += text.substr(0, end).empty() ? "#\n" : fmt::format("# {}\n", text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string company_text(const NewCompany& company) {
  std::string out = "[company]\n";
  out += fmt::format("name = {}{}\n", toml_string(company.name),
                     company.is_name_given ? "" : "  # REPLACE: the folder's name stands in for the firm's");
  out += fmt::format("as_of = {}{}\n", iso_text(company.as_of),
                     company.is_as_of_given ? ""
                     : company.is_as_of_stated
                         ? "  # as the export says of itself. Day 0 of every answer"
                         : "  # ASSUMPTION: the latest issue date in the export. Day 0 of every answer");
  out += fmt::format("currency = {}{}\n", toml_string(company.currency),
                     company.currency_reason.empty() ? "" : "  # ASSUMPTION: " + company.currency_reason);
  if (company.country.empty())
    out +=
        "# country = \"CN\"            # two letters (ISO 3166): its business days, and the reliefs that are open to "
        "you\n";
  else out += fmt::format("country = {}\n", toml_string(company.country));
  out += "# employees = 12            # reliefs ask for these two\n# annual_revenue = 5000000.00\n\n";
  if (company.cash_balance.empty())
    out +=
        "[cash]\nbalance = 0.00  # REPLACE: what is on your accounts on as_of. No answer means anything before this is "
        "right\n";
  else
    out += fmt::format(
        "[cash]\nbalance = {}  # ASSUMPTION: the balance of {} on as_of. Compare it with the bank's statement\n",
        company.cash_balance, printable(company.cash_basis));
  out += "minimum = 0.00  # the balance you never want to see: a warning, not a default\n\n";
  out += fmt::format("[exchange_rates]  # {} for one unit\n", company.currency);
  if (company.rates.empty()) out += commented(company.currency == "USD" ? "EUR = 1.10" : "USD = 1.00");
  for (const auto& [currency, rate] : company.rates) out += fmt::format("{} = {}\n", currency, rate);
  return out + "\n";
}

std::string costs_text(const NewCompany& company) {
  const Date month_end = last_day_of_month(company.as_of);
  const Date payday = month_end > company.as_of ? month_end : last_day_of_month(company.as_of + 1);
  std::string out =
      "# REPLACE: what you pay whatever you sell. Take away the # and put in your own amounts and dates.\n\n";
  out += commented(
      fmt::format("[[fixed_cost]]\nname = \"Payroll\"\nclass = \"wages\"             # wages tax rent utilities "
                  "maintenance insurance supplier owner "
                  "other\n"
                  "amount = 25000.00            # everything paid for staff in a month\nevery = \"month\"              "
                  "# week month quarter year\n"
                  "next = {}\nday = \"last\"                 # of the month; leave out for the same day every month",
                  iso_text(payday)));
  out += "\n" + commented(fmt::format(
                    "[[fixed_cost]]\nname = \"Rent\"\nclass = \"rent\"\namount = 4000.00\nevery = \"month\"\nnext = {}",
                    iso_text(payday + 1)));
  out += "\n" + commented(fmt::format("[[loan]]\nname = \"Working capital\"\nbalance = 100000.00          # still owed "
                                      "on as_of\nrate_annual = 0.045\n"
                                      "next_payment = {}\nevery = \"month\"\nmaturity = {}\nrepayment = \"annuity\"    "
                                      "    # annuity equal_principal "
                                      "interest_only bullet",
                                      iso_text(payday + 1), iso_text(add_months(payday + 1, 24))));
  return out + "\n";
}

/// Accounts that are overdrawn, and what else is owed.
std::string debts_text(const NewCompany& company) {
  std::string out;
  for (const Overdraft& overdraft : company.overdrafts)
    out += fmt::format(
        "[[credit_line]]\nname = {}\nlimit = {}  # REPLACE: what the bank allows; what is drawn stands in\ndrawn = {}\n"
        "rate_annual = 0.00  # REPLACE: 0.12 for 12 per cent a year\n\n",
        toml_string(overdraft.account), overdraft.amount, overdraft.amount);
  if (company.debts.empty()) return out;
  out +=
      "# REPLACE: what else the books hold that is no bill. Enter loans as [[loan]], cards as [[credit_line]], taxes "
      "as bills.\n";
  for (const std::string& debt : company.debts) out += fmt::format("#   {}\n", printable(debt));
  return out + "\n";
}

std::string sales_text(const SalesProposal& sales, const NewCompany& company) {
  const int decimals = *currency_decimals(company.currency);
  std::string out =
      fmt::format("# ASSUMPTION: expected sales, drawn up from the invoices that were issued from {} to {}\n",
                  date_words(sales.first_month), date_words(last_day_of_month(sales.last_month)));
  out += fmt::format(
      "# ({} full month{}). {};\n", sales.months, sales.months == 1 ? "" : "s",
      sales.has_paid_invoices
          ? "The books hold paid invoices too, so that nothing invoiced is missing"
          : "The export holds only what is still open, so months that are mostly paid count for too little");
  out +=
      "# what was invoiced after them, and what is sold in the rest of the current month, is not counted. Put in what "
      "you\n"
      "# expect yourself. cost_share = 0.00 means that what you sell costs nothing to buy: REPLACE it (0.62 for 62 of "
      "100).\n";
  for (const ProposedStream& stream : sales.streams) {
    const std::string shown = stream.counterparty_name.empty() ? stream.counterparty : stream.counterparty_name;
    out += fmt::format("\n[[sales]]\nname = {}\ncounterparty = {}\n",
                       toml_string(fmt::format("Sales to {}", stream.counterparty)), toml_string(stream.counterparty));
    if (!stream.counterparty_name.empty()) out.insert(out.size() - 1, fmt::format("  # {}", printable(shown)));
    if (stream.counterparty == pooled_customers)
      out.insert(out.size() - 1, "  # all others, as if they were one customer");
    out += fmt::format(
        "amount = {}\nevery = \"month\"\nnext = {}  # the middle of the month stands for its invoices\nuntil = "
        "{}\nterms_days = {}  # "
        "median of due date - issue date\ncost_share = 0.00  # REPLACE\n",
        money_text(stream.amount, decimals), iso_text(sales.next), iso_text(sales.until), stream.terms_days);
  }
  return out;
}

std::string sales_template(const NewCompany& company) {
  const Date next = first_of_month(last_day_of_month(company.as_of) + 1) + 14;
  return "# REPLACE: what you expect to sell. Without it, the ledger holds costs and no sales, and every firm runs out "
         "of money.\n\n" +
         commented(
             fmt::format("[[sales]]\nname = \"Regular customers\"\ncounterparty = \"{}\"  # give it a row in "
                         "counterparties.csv: how "
                         "it pays\namount = 50000.00            # a month, "
                         "VAT included\nevery = \"month\"\n"
                         "next = {}\nterms_days = 30\ncost_share = 0.60            # what you pay for what you sell",
                         pooled_customers, iso_text(next)));
}

}  // namespace

AssumedLaw assumed_law(std::string_view country) {
  if (country == "US")
    return {"0.55",
            "3",
            "2.25",
            "0.015",
            "our reading of Dun & Bradstreet's payment studies of US firms (2018 and 2019); the share never paid is a "
            "guess",
            true};
  return {"0.63",
          "15",
          "0.9",
          "0.03",
          "our reading of Atradius' survey of business customers in China (2024): a third of invoices overdue, about "
          "three weeks late, 3% "
          "bad debt",
          country == "CN"};
}

std::string law_words(const AssumedLaw& law) {
  const auto percent = [](std::string_view share) {
    double value = 0.0;
    std::from_chars(share.data(), share.data() + share.size(), value);
    return fmt::format("{:.3g}%", value * 100.0);
  };
  return fmt::format("{} on the due date, {} never, the others {} days late in the middle case", percent(law.on_time),
                     percent(law.never), law.late_median_days);
}

Minor converted(Minor amount, int decimals_from, double rate, int decimals_to) {
  return round_half_away(static_cast<double>(amount) * rate * std::pow(10.0, decimals_to - decimals_from));
}

std::map<std::string, std::string> counterparty_names(const ExportedItems& items) {
  std::map<std::string, std::map<std::string, int>> uses;
  for (const ExportedItem& item : items.items) {
    const std::string& name = items.value(item, "name");
    if (!name.empty()) ++uses[items.value(item, "counterparty")][name];
  }
  std::map<std::string, std::string> names;
  for (const auto& [party, counts] : uses)
    names[party] = std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
                     return a.second < b.second;
                   })->first;
  return names;
}

std::optional<SalesProposal> propose_sales(const ExportedItems& items, const NewCompany& company) {
  std::optional<Date> first, last;
  for (const ExportedItem& item : items.items) {
    const auto issued = parse_date(items.value(item, "issued"));
    if (!issued || *issued > company.as_of) continue;
    first = std::min(first.value_or(*issued), *issued);
    last = std::max(last.value_or(*issued), *issued);
  }
  if (!first) return std::nullopt;

  SalesProposal proposal;
  proposal.first_month = first_of_month(*first);
  if (*first - proposal.first_month > days_missing_max) proposal.first_month = add_months(proposal.first_month, 1);
  proposal.last_month = first_of_month(*last);
  if (last_day_of_month(*last) - *last > days_missing_max) proposal.last_month = add_months(proposal.last_month, -1);
  if (proposal.last_month < proposal.first_month) return std::nullopt;
  proposal.months = (proposal.last_month.year() - proposal.first_month.year()) * 12 + proposal.last_month.month() -
                    proposal.first_month.month() + 1;
  proposal.next = first_of_month(last_day_of_month(company.as_of) + 1) + 14;
  proposal.until = add_months(proposal.next, 12);

  const int decimals = *currency_decimals(company.currency);
  const Date end = last_day_of_month(proposal.last_month);
  std::map<std::string, Invoicing> by_customer;
  for (const ExportedItem& item : items.items) {
    const auto issued = parse_date(items.value(item, "issued"));
    if (!issued || *issued < proposal.first_month || *issued > end) continue;
    const std::string& currency = items.value(item, "currency");
    const int decimals_from = currency.empty() ? decimals : *currency_decimals(currency);
    const Minor amount = *parse_money(items.value(item, "amount"), decimals_from).amount;
    Invoicing& invoicing = by_customer[items.value(item, "counterparty")];
    invoicing.amount += converted(amount, decimals_from, rate_of(company, currency), decimals);
    invoicing.terms_days.push_back(*parse_date(items.value(item, "due")) - *issued);
  }

  std::vector<std::pair<std::string, const Invoicing*>> largest;
  for (const auto& [party, invoicing] : by_customer) largest.emplace_back(party, &invoicing);
  std::stable_sort(largest.begin(), largest.end(),
                   [](const auto& a, const auto& b) { return a.second->amount > b.second->amount; });
  const auto names = counterparty_names(items);
  Invoicing others;
  for (std::size_t i = 0; i < largest.size(); ++i) {
    const auto& [party, invoicing] = largest[i];
    const auto name = names.find(party);
    const bool has_own_stream = i < streams_of_their_own_max || largest.size() == streams_of_their_own_max + 1;
    if (has_own_stream && party != pooled_customers) {
      if (invoicing->amount > 0)
        proposal.streams.push_back(
            stream_of(party, name == names.end() ? "" : name->second, *invoicing, proposal.months));
      continue;
    }
    others.amount += invoicing->amount;
    others.terms_days.insert(others.terms_days.end(), invoicing->terms_days.begin(), invoicing->terms_days.end());
  }
  proposal.has_pool = others.amount > 0;
  if (proposal.has_pool)
    proposal.streams.push_back(stream_of(std::string(pooled_customers), "", others, proposal.months));
  if (proposal.streams.empty()) return std::nullopt;
  return proposal;
}

std::string ledger_csv(const ExportedItems& items) {
  const auto columns = target_columns(items.kind);
  std::vector<std::size_t> written;
  std::vector<std::string> header;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const bool is_filled = std::any_of(items.items.begin(), items.items.end(),
                                       [&](const ExportedItem& item) { return !item.values[i].empty(); });
    if (!columns[i].in_ledger || (!columns[i].required && !is_filled)) continue;
    written.push_back(i);
    header.emplace_back(columns[i].name);
  }
  std::string out = csv_record(header);
  std::vector<std::string> fields(written.size());
  for (const ExportedItem& item : items.items) {
    for (std::size_t i = 0; i < written.size(); ++i) fields[i] = item.values[written[i]];
    out += csv_record(fields);
  }
  return out;
}

std::string counterparties_csv(const std::set<std::string>& parties, const std::map<std::string, std::string>& names,
                               const AssumedLaw& law) {
  const bool has_names = !names.empty();
  std::string out =
      fmt::format("counterparty,{}on_time,late_median_days,late_sigma,never,basis\n", has_names ? "name," : "");
  for (const std::string& party : parties) {
    std::vector<std::string> fields = {party};
    const auto name = names.find(party);
    if (has_names) fields.push_back(name == names.end() ? "" : name->second);
    for (const std::string_view value :
         {law.on_time, law.late_median_days, law.late_sigma, law.never, std::string_view("ASSUMPTION")})
      fields.emplace_back(value);
    out += csv_record(fields);
  }
  return out;
}

std::string company_toml(const NewCompany& company, const std::optional<SalesProposal>& sales,
                         const std::optional<AssumedLaw>& law) {
  std::string out = fmt::format(
      "# Begun by `headroom import` from {}. It loads as it stands, but knows only what the export knew:\n"
      "# look for REPLACE (what only you can say) and ASSUMPTION (what was taken for granted).\n\n",
      printable(company.export_file));
  out += company_text(company) + debts_text(company) + costs_text(company);
  if (law) {
    out += fmt::format(
        "# ASSUMPTION: how customers pay stands in counterparties.csv, the same for all: {}.\n# The figures are {}.\n",
        law_words(*law), law->source);
    if (!law->is_of_country) out += "# They stand in: no figures for your country are built in.\n";
    out += "# REPLACE them with your own experience, customer by customer.\n\n";
  }
  return out + (sales ? sales_text(*sales, company) : sales_template(company));
}

}  // namespace headroom
