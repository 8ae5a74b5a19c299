#include "cli/import/assumed_law.hpp"

#include <fmt/format.h>

#include <charconv>
#include <string>

#include "cli/syntax/message.hpp"

namespace headroom {

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

Message law_words(const AssumedLaw& law) {
  const auto percent = [](std::string_view share) {
    double value = 0.0;
    std::from_chars(share.data(), share.data() + share.size(), value);
    return fmt::format("{:.3g}%", value * 100.0);
  };
  return message("{} on the due date, {} never, the others {} days late in the middle case", percent(law.on_time),
                 percent(law.never), law.late_median_days);
}

}  // namespace headroom
