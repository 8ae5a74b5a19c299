// Puts what reports say into words: sentences, amounts, dates and shares, in one language and one firm's currency.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/report/manifest.hpp"
#include "cli/report/words/language.hpp"
#include "engine/measures/results.hpp"
#include "models/date.hpp"
#include "models/error.hpp"
#include "models/message.hpp"
#include "models/money.hpp"

namespace headroom {

/// In which amounts an axis is labelled, so that its labels stay short.
struct AxisUnit {
  double major = 1.0;  ///< so many major units are one of the axis
  std::string title;   ///< "thousand CNY"
};

/// The one place where reports turn values into text.
class Wording {
 public:
  explicit Wording(const Manifest& manifest, Language language = Language::en)
      : manifest_(manifest), language_(language) {}

  /// As HTML has it: "en", "zh-Hans".
  std::string language_tag() const { return std::string(html_name_of(language_)); }

  std::string say(const Message& message) const { return text_of(message, words_of(language_)); }
  template <class Messages>
  std::vector<std::string> say_all(const Messages& messages) const {
    std::vector<std::string> texts;
    for (const auto& message : messages) texts.push_back(say(message));
    return texts;
  }
  /// `file:line:column: what: "value"; mend`.
  std::string finding(const Fault& finding) const;

  /// The name of an option ("No relief" where it has none), of a scenario ("As written"), of a relief: translated where
  /// the program itself has given it.
  std::string option_name(const std::string& name) const { return name.empty() ? say("No relief") : relief_name(name); }
  std::string scenario_name(const std::string& name) const {
    return name.empty() ? say("As written") : relief_name(name);
  }
  std::string relief_name(const std::string& name) const { return say(name); }

  /// "1,234", in whole major units; with the currency, "1,234 CNY".
  std::string amount(Minor amount) const;
  std::string money(Minor amount) const;
  std::string mean_amount(double amount) const { return this->amount(round_half_away(amount)); }
  std::string mean_money(double amount) const { return money(round_half_away(amount)); }
  double major(Minor amount) const { return to_major(amount, manifest_.decimals); }

  std::string date(Date date) const;
  std::string date(int day) const { return date(manifest_.as_of + day); }
  std::string short_date(int day) const;
  /// "7 Nov", "Nov", "2026".
  std::string day_and_month(Date date) const;
  std::string month(Date date) const;
  std::string year(Date date) const;

  /// "12.3%", with as many decimals as its error leaves meaning to.
  std::string percent(const Estimate& estimate) const;
  std::string percent(double share, double standard_error) const;
  std::string percent_with_error(const Estimate& estimate) const;
  /// "20%", of an axis.
  std::string whole_percent(double share) const;
  std::string points_with_error(const Estimate& change) const;

  /// A number of an axis: "-1,200", "0.5".
  std::string number(double value) const;
  AxisUnit axis_unit(double largest_major) const;

  const Manifest& manifest() const { return manifest_; }

 private:
  const Manifest& manifest_;
  Language language_;
};

}  // namespace headroom
