// What a forecast says, each in a sentence. Amounts and dates come in words.
#pragma once

#include <cstddef>
#include <string>

namespace headroom {

/// What is shown: no future is drawn.
std::string forecast_meaning();
std::string calendar_legend();

std::string lowest_point_sentence(const std::string& amount, const std::string& date);
std::string all_paid_sentence(const std::string& date);
std::string first_unpaid_sentence(const std::string& date, const std::string& missing);

/// Receivables that nobody can date. `milestones`: how many of them are no invoices.
std::string left_out_sentence(const std::string& amount, const std::string& date, std::size_t count,
                              std::size_t milestones);

}  // namespace headroom
