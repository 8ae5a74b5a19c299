// Numbers, shares, money, days and lists in words.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/flows/flow.hpp"
#include "engine/measures/results.hpp"
#include "models/message.hpp"
#include "models/money.hpp"
#include "models/payment_class.hpp"
#include "models/recurrence.hpp"

namespace headroom {

/// `100,000`.
std::string count_words(std::uint64_t count);

/// `12.3%`, with as many decimals as an error of `standard_error` leaves meaning to.
std::string percent_words(double share, double standard_error);

/// `12.3% ± 0.1%`.
std::string percent_with_error(const Estimate& estimate);

/// Standard error of a share of `paths` paths.
double error_of_share(double share, std::uint64_t paths);

/// Which part of its item a flow is: "interest", "late fee", the name of an instalment; empty for all of it.
Message part_words(FlowKind kind, std::string_view name);

/// What fails first, by name: three at most, "and others" where there are more.
Message items_words(const FirstFailure& failure);

/// `-8.1 ± 0.1 points`: a change of a probability, in percentage points.
Message points_with_error(const Estimate& change);

/// `12 of 100 futures`, `4 of 1,000 futures`, `fewer than 1 in 1,000 futures (37 of 100,000)`, `none of 100,000
/// futures`.
Message futures_words(double share, std::uint64_t paths);

/// `-1,250 ± 30` in whole major units.
std::string money_with_error(const MoneyQuantile& quantile, int decimals);
/// A mean of minor units in whole major ones.
std::string mean_money_words(double amount, int decimals);

/// `1,250.00 CNY`, and `1,250 CNY` where cents do not matter; the language has its own name for the currency.
Message money_in_currency(Minor amount, int decimals, std::string_view currency);
Message mean_money_in_currency(double amount, int decimals, std::string_view currency);

/// "the wages", "the loan payment": what falls due; and whether there are several of it, as grammar has it.
Message dues_words(PaymentClass payment_class);
bool is_plural(PaymentClass payment_class);

/// "wages", "tax": a class of dues, as the ledger calls it.
Message class_words(PaymentClass payment_class);

/// "month", "half year", "3 weeks": how often something comes back.
Message every_words(Every every);

/// Several messages with the language's comma between them.
Message joined(const std::vector<Message>& messages, std::string_view separator = ", ");

/// Clauses one after the other, with the language's comma between clauses. Requires: at least one.
Message in_sequence(const std::vector<Message>& clauses);

}  // namespace headroom
