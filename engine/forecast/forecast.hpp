// The ledger played as written, without chance: cash by day and the flows behind it.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "engine/flows/flow.hpp"
#include "models/ledger.hpp"

namespace headroom {

/// An amount in a foreign currency, as its item has it.
struct AmountAsWritten {
  Minor amount = 0;  ///< in minor units of `currency`
  std::string currency;
};

/// One dated sum of money, in or out, with names of its own.
struct ForecastFlow {
  int day = 0;
  std::optional<PaymentClass> payment_class;  ///< none: money in
  Minor amount = 0;                           ///< never negative
  std::string item;
  std::string counterparty;
  FlowKind kind = FlowKind::item;
  std::string part;                           ///< of an invoice, a bill or an order: an instalment, a milestone
  std::optional<AmountAsWritten> as_written;  ///< where the item is in a foreign currency and says an amount
};

/// An overdue receivable or milestone, with what is still open of it. Nobody knows when it will be paid.
struct UndatedReceivable {
  std::string invoice;  ///< or order
  std::string counterparty;
  Date due;
  Minor amount = 0;  ///< in the ledger's currency
  std::optional<AmountAsWritten> as_written;
  std::string part;
  bool is_milestone = false;
};

/// The end of one day with the ledger as written. Minor units.
struct ForecastDay {
  int day = 0;
  Minor cash = 0;  ///< net of drawn credit lines
  Minor drawn = 0;
  Minor unpaid = 0;    ///< due and not paid
  Minor position = 0;  ///< cash less everything owed
};

/// One week of the 13-week cash calendar: seven days from as_of on.
struct CashWeek {
  int first_day = 0, last_day = 0;
  Minor opening = 0, closing = 0;  ///< position at the start and the end
  Minor receipts = 0;
  std::array<Minor, payment_class_count> payments = {};  ///< dues by class, line interest in `loan`
};

/// The ledger as written: every order goes ahead and is paid on its due date, overdue receivables left out.
struct Forecast {
  int horizon_days = 0;
  std::vector<ForecastFlow> flows;  ///< by day, money in first; interest on credit lines included
  std::vector<ForecastDay> days;    ///< 0..H
  std::vector<CashWeek> weeks;      ///< at most 13
  std::vector<UndatedReceivable> undated;
  std::optional<int> first_unpaid_day;  ///< the deterministic runway
};

Forecast make_forecast(const Ledger& ledger, int horizon_days);

}  // namespace headroom
