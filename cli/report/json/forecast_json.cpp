#include "cli/report/json/forecast_json.hpp"

#include "cli/report/json/json_parts.hpp"
#include "cli/report/words/words.hpp"

namespace headroom {

namespace {

/// Writes the parts of a forecast.
class ForecastWriter {
 public:
  ForecastWriter(const Manifest& manifest, const Forecast& forecast) : manifest_(manifest), forecast_(forecast) {}

  Json flows() const {
    Json json = Json::array();
    for (const ForecastFlow& flow : forecast_.flows) {
      if (flow.day > forecast_.horizon_days) continue;
      Json row = day_and_date(flow.day);
      row["class"] = flow.payment_class ? name_of(*flow.payment_class) : std::string_view("receipts");
      row["item"] = flow.item;
      if (const std::string part = text_of(part_words(flow.kind, flow.part)); !part.empty()) row["part"] = part;
      if (!flow.counterparty.empty()) row["counterparty"] = flow.counterparty;
      row["amount"] = money(flow.payment_class ? -flow.amount : flow.amount);
      add_as_written(row, flow.as_written, flow.payment_class ? -1 : 1);
      json.push_back(std::move(row));
    }
    return json;
  }

  Json cash() const {
    Json json = Json::array();
    for (const ForecastDay& day : forecast_.days) {
      Json row = day_and_date(day.day);
      row["balance"] = money(day.cash);
      row["drawn"] = money(day.drawn);
      row["unpaid"] = money(day.unpaid);
      row["position"] = money(day.position);
      json.push_back(std::move(row));
    }
    return json;
  }

  Json undated() const {
    Json json = Json::array();
    for (const UndatedReceivable& item : forecast_.undated) {
      Json row;
      row[item.is_milestone ? "order" : "invoice"] = item.invoice;
      if (!item.part.empty()) row["part"] = item.part;
      row["counterparty"] = item.counterparty;
      row["due"] = iso_text(item.due);
      row["amount"] = money(item.amount);
      add_as_written(row, item.as_written, 1);
      json.push_back(std::move(row));
    }
    return json;
  }

  Json weeks() const {
    Json json = Json::array();
    for (const CashWeek& week : forecast_.weeks) {
      Json row;
      row["first_day"] = week.first_day;
      row["last_day"] = week.last_day;
      row["first_date"] = iso_text(manifest_.as_of + week.first_day);
      row["last_date"] = iso_text(manifest_.as_of + week.last_day);
      row["opening"] = money(week.opening);
      row["receipts"] = money(week.receipts);
      for (std::size_t i = 0; i < payment_class_count; ++i)
        row["payments"][std::string(payment_class_names()[i])] = money(week.payments[i]);
      row["closing"] = money(week.closing);
      json.push_back(std::move(row));
    }
    return json;
  }

 private:
  Json money(Minor amount) const { return to_major(amount, manifest_.decimals); }
  static void add_as_written(Json& row, const std::optional<AmountAsWritten>& amount, Minor sign) {
    if (!amount) return;
    row["amount_as_written"] = to_major(sign * amount->amount, currency_decimals(amount->currency).value_or(2));
    row["currency"] = amount->currency;
  }
  Json day_and_date(int day) const {
    Json row;
    row["day"] = day;
    row["date"] = iso_text(manifest_.as_of + day);
    return row;
  }

  const Manifest& manifest_;
  const Forecast& forecast_;
};

}  // namespace

Json weeks_json(const Manifest& manifest, const Forecast& forecast) {
  return ForecastWriter(manifest, forecast).weeks();
}

std::string forecast_json(const ForecastReport& report, std::string_view version) {
  const ForecastWriter writer(report.manifest, report.forecast);
  Json json;
  json["schema"] = 1;
  json["version"] = version;
  json["manifest"] = manifest_json(report.manifest);
  json["manifest"]["inputs_sha256"] = report.manifest.inputs_sha256;
  json["wind_down"] = wind_down_json(report.manifest);
  json["notices"] = notices_json(report.notices);
  json["unanswered"] = unanswered_json(report.unanswered);
  json["flows"] = writer.flows();
  json["cash"] = writer.cash();
  json["undated"] = writer.undated();
  json["weeks"] = writer.weeks();
  json["first_unpaid_day"] = json_or_null(report.forecast.first_unpaid_day);
  return json_document(json);
}

}  // namespace headroom
