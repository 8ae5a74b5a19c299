// What a loan's contract may say beyond its plain terms, in company.toml.

#include "cli/ledger/loan_terms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cli/ledger/ledger_columns.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/nearest_name.hpp"

namespace headroom {

namespace {

std::optional<bool> parse_last_period(std::string_view text) {
  if (text == "short") return false;
  if (text == "long") return true;
  return std::nullopt;
}

std::optional<bool> parse_payment_at_reset(std::string_view text) {
  if (text == "recalculated") return false;
  if (text == "kept") return true;
  return std::nullopt;
}

const std::vector<std::string> last_period_names = {"short", "long"};
const std::vector<std::string> payment_at_reset_names = {"recalculated", "kept"};
const std::vector<std::string> business_day_names = {"none", "following", "modified_following", "preceding"};

/// A key that another way of repayment has no use for.
void log_other_repayment(TomlReader& table, std::string_view key, const Loan& loan, std::string_view mend) {
  table.log().fault(table.place_of(key), message("`{}` is given for repayment \"{}\"", key, name_of(loan.repayment)),
                    "", Message(mend));
}

/// A key that says nothing without another.
void log_without(TomlReader& table, std::string_view key, std::string_view missing, const Message& mend) {
  if (table.has(key)) table.log().fault(table.place_of(key), message("`{}` without `{}`", key, missing), "", mend);
}

/// Days from as_of up to the maturity. Logs what is not among them.
void check_within_life(TomlReader& table, std::string_view key, Date date, const Loan& loan, const LedgerDraft& draft) {
  FaultLog& log = table.log();
  if (!draft.as_of || table.is_unknown("maturity") || table.is_unknown("next_payment"))
    return;  // its life is not known
  if (date < *draft.as_of)
    log.fault(table.place_of(key), message("`{}` is before as_of ({})", key, *draft.as_of), iso_text(date),
              "give the next one from as_of on");
  else if (date > loan.maturity)
    log.fault(table.place_of(key), message("`{}` is after `maturity` ({})", key, loan.maturity), iso_text(date),
              "correct one of them, or remove it");
}

bool repays_in_parts(const Loan& loan) {
  return loan.repayment == Repayment::annuity || loan.repayment == Repayment::equal_principal;
}

/// What the rates of a floating loan are taken from, said where they are asked for.
void note_path(TomlReader& table, const FloatingRate& floating, const RateSeries& series, const Loan& loan,
               Date as_of) {
  FaultLog& log = table.log();
  const Place place = table.place_of("index");
  if (loan.resets.empty())
    return log.warning(table.place_of("next_reset"), "no reset falls before `maturity`: the rate stays as it is",
                       iso_text(floating.next_reset), "check both days");
  const Fixing& last = series.fixings.back();
  const auto first_looked_up = loan.resets.begin() + (floating.next_rate ? 1 : 0);
  const auto beyond = std::find_if(first_looked_up, loan.resets.end(), [&](const RateReset& reset) {
    return reset.date - floating.fixing_days > last.date;
  });
  if (beyond != loan.resets.end())
    log.note(place,
             message("the rate from {} on is {:.6g}%: {} stays as {} {} ({:.6g}%)", beyond->date,
                     beyond->rate_annual * 100.0, floating.index,
                     Message(last.date > as_of ? "the path given ends on" : "it was known on"), last.date,
                     last.rate * 100.0),
             floating.index,
             message("to play another path, add its later fixings to {}, or shock `rate` in a scenario",
                     DocumentName{"rates.csv"}));
  else if (first_looked_up != loan.resets.end())
    log.note(place, message("the rate follows the path given in {} up to {}", DocumentName{"rates.csv"}, last.date),
             floating.index, "nothing to do, if that is the path you mean");
}

/// The series of the loan's index, or a fault that says which ones there are.
const RateSeries* series_of(TomlReader& table, const FloatingRate& floating, const LedgerDraft& draft) {
  std::vector<std::string> names;
  for (const RateSeries& series : draft.ledger.rates) {
    if (series.index == floating.index) return &series;
    names.push_back(series.index);
  }
  const auto near = nearest_name(floating.index, names);
  table.log().fault(table.place_of("index"), message("{} has no fixings of this index", DocumentName{"rates.csv"}),
                    floating.index,
                    near ? message("did you mean \"{}\"?", *near)
                         : message("add rows of it to {}: index,date,rate", DocumentName{"rates.csv"}));
  return nullptr;
}

/// The first payment of principal, with the day that the contract moves it to.
std::optional<Instalment> first_repayment(const Loan& loan) {
  const Date from = first_principal_date(loan);
  for (const Instalment& instalment : instalments(repayment_plan(loan)))
    if (instalment.date >= from) return instalment;
  return std::nullopt;
}

}  // namespace

void read_loan_cycle(TomlReader& table, Loan& loan, const LedgerDraft& draft) {
  FaultLog& log = table.log();
  if (const auto day = table.text_or_number("day")) {
    if (day->text != "last")
      log.fault(day->place, "`day` has a value that is not known", day->text,
                "write day = \"last\", or remove it: the day of `next_payment` then counts");
    else if (loan.every.months == 0)
      log.fault(day->place, message("`day` is given for payments every {}", name_of(loan.every)), day->text,
                "remove it: the weekday of `next_payment` counts");
    else loan.on_last_day = true;
  }
  loan.long_last_period =
      choice_of(table.text("last_period"), &parse_last_period, last_period_names, log).value_or(false);
  loan.business_days = choice_of(table.text("business_days"), &parse_business_days, business_day_names, log)
                           .value_or(BusinessDays::none);
  if (loan.business_days != BusinessDays::none) loan.country = draft.ledger.company.country;
}

void read_principal_terms(TomlReader& table, Loan& loan, const LedgerDraft& draft, AmountReader& amounts,
                          const std::optional<Currency>& currency) {
  FaultLog& log = table.log();
  loan.principal_from = date_of(table.date("principal_from"), log);
  loan.principal_every = choice_of(table.text("principal_every"), &parse_every, every_names(), log);
  const auto part = table.number("principal_payment");
  loan.principal_payment = amounts.amount_not_negative(part, currency);
  loan.capitalised_until = date_of(table.date("capitalised_until"), log);
  if (loan.principal_from && !repays_in_parts(loan))
    log_other_repayment(table, "principal_from", loan,
                        "remove it, or write repayment = \"annuity\" or \"equal_principal\"");
  else if (loan.principal_from) check_within_life(table, "principal_from", *loan.principal_from, loan, draft);
  if (table.has("principal_every") && loan.repayment != Repayment::equal_principal)
    log_other_repayment(table, "principal_every", loan,
                        "remove it: only equal parts of principal have a cycle of their own");
  if (table.has("principal_payment") && loan.repayment != Repayment::equal_principal)
    log_other_repayment(
        table, "principal_payment", loan,
        "remove it: only equal parts of principal have a stated part; an annuity's level payment is `payment`");
  if (loan.principal_payment == Minor{0})
    log.fault(part->place, "`principal_payment` is 0", part->text,
              "take it from the contract, or remove it and let it be computed");
  if (!loan.capitalised_until) return;
  if (loan.repayment == Repayment::bullet)
    log_other_repayment(table, "capitalised_until", loan, "remove it: all interest of a bullet is paid at maturity");
  else check_within_life(table, "capitalised_until", *loan.capitalised_until, loan, draft);
  if (loan.principal_from && *loan.principal_from <= *loan.capitalised_until)
    log.fault(table.place_of("principal_from"),
              message("`principal_from` is not after `capitalised_until` ({})", *loan.capitalised_until),
              iso_text(*loan.principal_from), "nothing is paid while interest joins the balance: give a later day");
}

void read_loan_fee(TomlReader& table, Loan& loan, const LedgerDraft& draft, AmountReader& amounts,
                   const std::optional<Currency>& currency) {
  FaultLog& log = table.log();
  const auto amount = amounts.amount_not_negative(table.number("fee"), currency);
  const auto share = number_of(table.number("fee_share"), fee_share_range, log);
  const auto every = choice_of(table.text("fee_every"), &parse_every, every_names(), log);
  const auto next = date_of(table.date("next_fee"), log);
  if (!table.has("fee") && !table.has("fee_share")) {
    for (const char* key : {"fee_every", "next_fee"})
      log_without(table, key, "fee", "add fee, an amount, or fee_share, a share of the balance");
    return;
  }
  if (!table.has("next_fee"))
    log.fault(table.place_of(table.has("fee") ? "fee" : "fee_share"),
              message("`{}` without `next_fee`", table.has("fee") ? "fee" : "fee_share"), "",
              "add next_fee, the day on which it is charged next, and fee_every, such as \"year\"");
  if (!next) return;
  check_within_life(table, "next_fee", *next, loan, draft);
  loan.fee = LoanFee{amount.value_or(0), share.value_or(0.0), *next, every.value_or(Every::year)};
}

void read_floating_rate(TomlReader& table, Loan& loan, const LedgerDraft& draft) {
  FaultLog& log = table.log();
  const auto index = line_of(table.text("index"), log);
  FloatingRate floating;
  floating.index = index.value_or("");
  floating.multiplier = number_of(table.number("multiplier"), multiplier_range, log).value_or(1.0);
  floating.spread = number_of(table.number("spread"), spread_range, log).value_or(0.0);
  floating.floor = number_of(table.number("floor"), rate_range, log).value_or(0.0);
  floating.cap = number_of(table.number("cap"), rate_range, log);
  const auto next = date_of(table.date("next_reset"), log);
  const auto every = choice_of(table.text("reset_every"), &parse_every, every_names(), log);
  floating.fixing_days =
      whole_number_of(table.number("fixing_days"), 0, static_cast<int>(fixing_days_range.most), log).value_or(0);
  floating.next_rate = number_of(table.number("next_reset_rate"), rate_range, log);
  const auto kept = choice_of(table.text("payment_at_reset"), &parse_payment_at_reset, payment_at_reset_names, log);
  loan.payment_kept_at_reset = kept.value_or(false);
  if (!table.has("index")) {
    for (const char* key : {"multiplier", "spread", "floor", "cap", "next_reset", "reset_every", "fixing_days",
                            "next_reset_rate", "payment_at_reset"})
      log_without(table, key, "index",
                  message("add index, the name of a rate in {}, or remove it: a fixed rate has no resets",
                          DocumentName{"rates.csv"}));
    return;
  }
  for (const char* key : {"next_reset", "reset_every"})
    if (!table.has(key))
      log.fault(table.place_of("index"), message("`index` without `{}`", key), "",
                "add next_reset, the day from which the next rate counts, and reset_every, such as \"year\"");
  if (kept && loan.repayment != Repayment::annuity)
    log_other_repayment(table, "payment_at_reset", loan, "remove it: only an annuity has a level payment");
  if (floating.cap && *floating.cap < *floating.floor)
    log.fault(table.place_of("cap"), message("`cap` is below `floor` ({:.6g})", *floating.floor),
              fmt::format("{:.6g}", *floating.cap), "correct one of them");
  if (!index || !next || !every) return;
  if (draft.as_of && *next < *draft.as_of)
    log.fault(table.place_of("next_reset"), message("`next_reset` is before as_of ({})", *draft.as_of), iso_text(*next),
              "give the next reset from as_of on; `rate_annual` is the rate until then");
  floating.next_reset = *next;
  floating.reset_every = *every;
  loan.floating = floating;
}

void find_rates(TomlReader& table, Loan& loan, const LedgerDraft& draft) {
  if (!loan.floating) return;
  const FloatingRate& floating = *loan.floating;
  const RateSeries* series = series_of(table, floating, draft);
  if (series == nullptr || series->fixings.empty()) return;  // a series without fixings has a fault of its own
  const std::vector<Date> dates = reset_dates(floating, loan.maturity);
  const std::size_t looked_up_from = floating.next_rate ? 1 : 0;
  if (dates.size() > looked_up_from) {
    const Date fixing_day = dates[looked_up_from] - floating.fixing_days;
    if (!series->known_on(fixing_day)) {
      table.log().fault(table.place_of("index"),
                        message("{} has no fixing of this index on or before {}, for the reset of {}",
                                DocumentName{"rates.csv"}, fixing_day, dates[looked_up_from]),
                        floating.index,
                        "add the fixing that is known by then, or give the agreed rate as next_reset_rate");
      return;
    }
  }
  loan.resets = rate_resets(floating, *series, loan.maturity);
  note_path(table, floating, *series, loan, *draft.as_of);
}

void check_contract(TomlReader& table, const Loan& loan, const LedgerDraft& draft,
                    const std::optional<Currency>& currency) {
  FaultLog& log = table.log();
  if (loan.business_days != BusinessDays::none) {
    const Date moved = BusinessCalendar::of_country(loan.country).adjust(loan.next_payment, loan.business_days);
    if (moved < *draft.as_of)
      log.fault(table.place_of("next_payment"),
                message("`business_days` moves `next_payment` to {}, before as_of ({})", moved, *draft.as_of),
                iso_text(loan.next_payment),
                "give the payment after it, and put what was missed into past_due and past_due_since");
  }
  if (loan.repayment == Repayment::annuity && loan.principal_from) {
    const std::vector<Date> dates = interest_dates(loan);
    if (!std::binary_search(dates.begin(), dates.end(), *loan.principal_from))
      log.fault(
          table.place_of("principal_from"), "`principal_from` is no interest date of the annuity",
          iso_text(*loan.principal_from),
          message("an annuity pays both together: write a date of the cycle that begins with {}", loan.next_payment));
  }
  if (!loan.payment || !currency || loan.repayment != Repayment::annuity) return;
  const auto first = first_repayment(loan);
  if (*loan.payment != 0 && (!first || *loan.payment >= first->interest)) return;
  const int decimals = currency->decimals;
  log.fault(table.place_of("payment"),
            message("`payment` is below the first interest ({})", money_text(first ? first->interest : 0, decimals)),
            money_text(*loan.payment, decimals), "take it from the contract, or remove it and let it be computed");
}

double owed_at_most(const Loan& loan) {
  double rate = loan.rate_annual;
  for (const RateReset& reset : loan.resets) rate = std::max(rate, reset.rate_annual);
  const double interest = rate * static_cast<double>(loan.maturity - loan.accrued_from + 366) / 360.0;
  const bool may_grow = loan.capitalised_until || (loan.floating && loan.payment_kept_at_reset);
  double owed = static_cast<double>(loan.balance) * (may_grow ? std::exp(interest) * (1.0 + interest) : 1.0 + interest);
  if (loan.fee) {
    const auto times = dates_up_to({loan.fee->next, loan.fee->every, false, std::nullopt}, loan.maturity).size();
    owed += static_cast<double>(times) * (static_cast<double>(loan.fee->amount) + loan.fee->share * owed);
  }
  return owed;
}

}  // namespace headroom
