#include "cli/report/json/size_json.hpp"

#include "cli/report/json/json_parts.hpp"
#include "cli/report/words/language.hpp"
#include "cli/report/words/size_words.hpp"

namespace headroom {

namespace {

class SizeWriter {
 public:
  explicit SizeWriter(const SizeReport& report) : report_(report), answer_(report.answer) {}

  Json json() const {
    Json json;
    json["relief"] = report_.question.relief.name;
    json["scenario"] = text_of(scenario_name(report_.question.scenario.name));
    json["target"] = report_.question.target;
    json["currency"] = report_.currency;
    json["max"] = major(report_.question.max);
    json["step"] = major(report_.question.step);
    json["without"] = estimate_json(answer_.without.probability());
    json["amount"] = answer_.at_amount ? major(answer_.at_amount->amount) : Json(nullptr);
    json["reason"] = reason(reason_without_amount(report_));
    json["at_amount"] = answer_.at_amount ? estimate_json(answer_.at_amount->outcome.probability()) : Json(nullptr);
    json["a_step_less"] = sized(answer_.a_step_less);
    json["amount_ci95"] = interval();
    json["lowest"] = sized(answer_.lowest);
    json["largest"] = answer_.largest ? major(answer_.largest->amount) : Json(nullptr);
    json["largest_reason"] = reason(reason_without_largest(report_));
    json["between_all_meet"] = json_or_null(answer_.between_all_meet);
    json["latest_arrival"] = latest_arrival();
    json["computed"] = Json::array();
    for (const SizedLoan& one : answer_.computed) json["computed"].push_back(sized(one));
    return json;
  }

 private:
  Json major(Minor amount) const { return to_major(amount, report_.decimals); }

  static Json reason(const std::optional<Message>& reason) { return reason ? Json(text_of(*reason)) : Json(nullptr); }

  Json sized(const std::optional<SizedLoan>& loan) const {
    if (!loan) return nullptr;
    Json json;
    json["amount"] = major(loan->amount);
    json.update(estimate_json(loan->outcome.probability()));
    return json;
  }

  /// Null where there is no interval: nothing is random, or nothing was sized.
  Json interval() const {
    if (!answer_.without.has_estimate() || answer_.computed.empty()) return nullptr;
    const auto end = [this](const std::optional<Minor>& amount) { return amount ? major(*amount) : Json(nullptr); };
    return Json::array({end(answer_.lower_end), end(answer_.upper_end)});
  }

  Json latest_arrival() const {
    if (!answer_.latest_arrival) return nullptr;
    Json json;
    json["day"] = answer_.latest_arrival->day;
    json["date"] = iso_text(report_.manifest.as_of + answer_.latest_arrival->day);
    json.update(estimate_json(answer_.latest_arrival->outcome.probability()));
    return json;
  }

  const SizeReport& report_;
  const SizeAnswer& answer_;
};

}  // namespace

std::string size_json(const SizeReport& report, std::string_view version) {
  Json json = question_json(report.manifest, version, report.notices, report.unanswered);
  json["size"] = SizeWriter(report).json();
  return json_document(json);
}

}  // namespace headroom
