// What a forecast says, each in a sentence. Amounts come as messages (`money_in_currency`).
#pragma once

#include <cstddef>

#include "models/date.hpp"
#include "models/message.hpp"

namespace headroom {

/// What is shown: no future is drawn.
Message forecast_meaning();
Message calendar_legend();

Message lowest_point_sentence(const Message& amount, Date date);
Message all_paid_sentence(Date date);
Message first_unpaid_sentence(Date date, const Message& missing);

/// Receivables that nobody can date. `milestones`: how many of them are no invoices.
Message left_out_sentence(const Message& amount, Date date, std::size_t count, std::size_t milestones);

}  // namespace headroom
