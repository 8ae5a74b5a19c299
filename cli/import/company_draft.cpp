#include "cli/import/company_draft.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/ledger/ledger_columns.hpp"
#include "cli/syntax/toml_string.hpp"
#include "models/error.hpp"

namespace headroom {

namespace {

std::string commented(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out += text.substr(0, end).empty() ? "#\n" : fmt::format("# {}\n", text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

/// Says of a table's figures where they come from, so that a run can say what it would be without them.
std::string basis_line(std::string_view reason) {
  return fmt::format("basis = {}\n", toml_string(fmt::format("{}: {}", assumption_mark, reason)));
}

std::string company_text(const NewCompany& company) {
  std::string out = "[company]\n";
  out += fmt::format("name = {}{}\n", toml_string(company.name),
                     company.is_name_given ? "" : "  # ASSUMPTION: the folder's name stands in for the firm's");
  out += fmt::format("as_of = {}{}\n", iso_text(company.as_of),
                     company.is_as_of_given ? ""
                     : company.is_as_of_stated
                         ? "  # as the export says of itself. Day 0 of every answer"
                         : "  # ASSUMPTION: the latest issue date in the export. Day 0 of every answer");
  out += fmt::format("currency = {}{}\n", toml_string(company.currency),
                     company.currency_reason.empty() ? "" : "  # ASSUMPTION: " + text_of(company.currency_reason));
  if (company.country.empty())
    out +=
        "# country = \"CN\"            # two letters (ISO 3166): its business days, and the reliefs that are open to "
        "you\n";
  else out += fmt::format("country = {}\n", toml_string(company.country));
  out += "# employees = 12            # reliefs ask for these two\n# annual_revenue = 5000000.00\n\n";
  if (company.cash_balance.empty())
    out += "[cash]\nbalance = \"?\"               # what is freely usable on your accounts on as_of\n";
  else
    out += fmt::format(
        "[cash]\nbalance = {}  # ASSUMPTION: the balance of {} on as_of. Compare it with the bank's statement\n",
        company.cash_balance, printable(company.cash_basis));
  out += "minimum = \"?\"               # the balance you never want to see undercut: a warning, not a default\n\n";
  out += fmt::format("[exchange_rates]  # {} for one unit\n", company.currency);
  if (company.rates.empty()) out += commented(company.currency == "USD" ? "EUR = 1.10" : "USD = 1.00");
  for (const auto& [currency, rate] : company.rates) out += fmt::format("{} = {}\n", currency, rate);
  out +=
      "\n[dependence]                # how alike your customers fare: 0 is each by itself\n"
      "market = 0.10               # all together, in good and bad times\n"
      "counterparty = 0.15         # the invoices and orders of one customer\n";
  out += basis_line("no list of invoices tells how alike customers fare; these are moderate");
  return out + "\n";
}

std::string costs_text(const NewCompany& company) {
  const Date month_end = last_day_of_month(company.as_of);
  const Date payday = month_end > company.as_of ? month_end : last_day_of_month(company.as_of + 1);
  std::string out = fmt::format(
      "# What you pay whatever you sell. Put in your amounts, take away what you do not have, add what is missing.\n\n"
      "[[fixed_cost]]\nname = \"Payroll\"\nclass = \"wages\"             # wages tax rent utilities maintenance "
      "insurance supplier owner other\namount = \"?\"                # everything paid for staff in a month\n"
      "every = \"month\"             # week month quarter year\nnext = {}\n"
      "day = \"last\"                # of the month; leave out for the same day every month\n\n"
      "[[fixed_cost]]\nname = \"Rent\"\nclass = \"rent\"\namount = \"?\"\nevery = \"month\"\nnext = {}\n",
      iso_text(payday), iso_text(payday + 1));
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
        "[[credit_line]]\nname = {}\nlimit = \"?\"                 # what the bank allows\ndrawn = {}\n"
        "rate_annual = \"?\"           # 0.12 for 12 per cent a year\n\n",
        toml_string(overdraft.account), overdraft.amount);
  if (company.debts.empty()) return out;
  out +=
      "# What else the books hold that is no bill. Enter loans as [[loan]], cards as [[credit_line]], taxes "
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
      "# expect yourself. cost_share is what you pay for what you sell: 0.62 for 62 of 100.\n";
  for (const ProposedStream& stream : sales.streams) {
    const std::string shown = stream.counterparty_name.empty() ? stream.counterparty : stream.counterparty_name;
    out += fmt::format("\n[[sales]]\nname = {}\ncounterparty = {}\n",
                       toml_string(fmt::format("Sales to {}", stream.counterparty)), toml_string(stream.counterparty));
    if (!stream.counterparty_name.empty()) out.insert(out.size() - 1, fmt::format("  # {}", printable(shown)));
    if (stream.counterparty == pooled_customers)
      out.insert(out.size() - 1, "  # all others, as if they were one customer");
    out += fmt::format(
        "amount = {}\nevery = \"month\"\nnext = {}  # the middle of the month stands for its invoices\nuntil = "
        "{}\nterms_days = {}  # median of due date - issue date\nvolatility = {:.2f}\ncost_share = \"?\"\n",
        money_text(stream.amount, decimals), iso_text(sales.next), iso_text(sales.until), stream.terms_days,
        stream.volatility);
    out += basis_line(
        sales.has_own_volatility
            ? fmt::format("the average of {} full months, volatility as they stray from each other", sales.months)
            : fmt::format("the average of {} full month{}, too few to tell a volatility", sales.months,
                          sales.months == 1 ? "" : "s"));
  }
  return out;
}

std::string sales_template(const NewCompany& company) {
  const Date next = last_day_of_month(company.as_of) + 15;
  return "# What you expect to sell. Without it, the ledger holds costs and no sales, and every firm runs out "
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

std::string company_toml(const NewCompany& company, const std::optional<SalesProposal>& sales,
                         const std::optional<AssumedLaw>& law) {
  std::string out = fmt::format(
      "# Begun by `headroom import` from {}. It knows only what the export knew:\n"
      "# look for \"?\" (what only you can say) and ASSUMPTION (what was taken for granted). `headroom set` asks for "
      "it.\n\n",
      printable(company.export_file));
  out += company_text(company) + debts_text(company) + costs_text(company);
  if (law) {
    out += fmt::format(
        "# ASSUMPTION: how customers pay stands in counterparties.csv, the same for all: {}.\n# The figures are {}.\n",
        text_of(law_words(*law)), law->source);
    if (!law->is_of_country) out += "# They stand in: no figures for your country are built in.\n";
    out += "# Put in your own experience, customer by customer.\n\n";
  }
  return out + (sales ? sales_text(*sales, company) : sales_template(company));
}

}  // namespace headroom
