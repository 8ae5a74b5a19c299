#include "models/money.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "models/error.hpp"

namespace headroom {

namespace {

// ISO 4217 (list one, as amended to 2025): active codes by number of decimals. Four-decimal units of account are left
// out.
constexpr std::string_view codes_without_decimals =
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
constexpr std::string_view codes_with_three = "BHD IQD JOD KWD LYD OMR TND";
constexpr std::string_view codes_with_two =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP "
    "CRC CUP CVE "
    "CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS "
    "KHR KPW KYD "
    "KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN "
    "PGK PHP PKR "
    "PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS "
    "UAH USD UYU "
    "UZS VED VES WST XCD XCG YER ZAR ZMW ZWG";

constexpr std::array<Minor, 4> minor_in_major = {1, 10, 100, 1000};

bool lists(std::string_view codes, std::string_view code) {
  for (std::size_t i = 0; i + 3 <= codes.size(); i += 4)
    if (codes.substr(i, 3) == code) return true;
  return false;
}

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string grouped(std::string digits) {
  for (int i = static_cast<int>(digits.size()) - 3; i > 0; i -= 3) digits.insert(static_cast<std::size_t>(i), ",");
  return digits;
}

}  // namespace

std::optional<int> currency_decimals(std::string_view code) {
  if (code.size() != 3) return std::nullopt;
  if (lists(codes_with_two, code)) return 2;
  if (lists(codes_without_decimals, code)) return 0;
  if (lists(codes_with_three, code)) return 3;
  return std::nullopt;
}

std::vector<std::string> currency_codes() {
  std::vector<std::string> codes;
  for (const std::string_view list : {codes_with_two, codes_without_decimals, codes_with_three})
    for (std::size_t i = 0; i + 3 <= list.size(); i += 4) codes.emplace_back(list.substr(i, 3));
  return codes;
}

ParsedMoney parse_money(std::string_view text, int decimals) {
  const auto failed = [](MoneyError error) { return ParsedMoney{std::nullopt, error}; };
  const bool negative = !text.empty() && text.front() == '-';
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  const auto point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  std::string_view part = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  if (!all_digits(whole) || !all_digits(part) || (whole.empty() && part.empty()))
    return failed(MoneyError::not_a_number);
  while (part.size() > static_cast<std::size_t>(decimals) && part.back() == '0') part.remove_suffix(1);
  if (part.size() > static_cast<std::size_t>(decimals)) return failed(MoneyError::too_many_decimals);

  std::string digits = std::string(whole) + std::string(part);
  digits.append(static_cast<std::size_t>(decimals) - part.size(), '0');
  Minor amount = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), amount);
  if (error != std::errc() || end != digits.data() + digits.size() || amount > amount_max)
    return failed(MoneyError::too_large);
  return {negative ? -amount : amount, std::nullopt};
}

Minor round_half_away(double value) {
  if (!(std::abs(value) < static_cast<double>(counted_amount_max)))
    throw ContractError("an amount of money is beyond what can be counted in minor units");
  return static_cast<Minor>(nearest_whole(value));
}

Minor share_of(Minor amount, double share) { return round_half_away(static_cast<double>(amount) * share); }

double to_major(Minor amount, int decimals) {
  return static_cast<double>(amount) / static_cast<double>(minor_in_major.at(static_cast<std::size_t>(decimals)));
}

std::string money_text(Minor amount, int decimals) {
  const Minor unit = minor_in_major.at(static_cast<std::size_t>(decimals));
  const Minor size = amount < 0 ? -amount : amount;
  std::string out = fmt::format("{}{}", amount < 0 ? "-" : "", size / unit);
  if (decimals > 0) out += fmt::format(".{:0{}}", size % unit, decimals);
  return out;
}

std::string money_words(Minor amount, int decimals) {
  const std::string plain = money_text(amount < 0 ? -amount : amount, decimals);
  const auto point = plain.find('.');
  std::string out = (amount < 0 ? "-" : "") + grouped(plain.substr(0, point));
  if (point != std::string::npos) out += plain.substr(point);
  return out;
}

std::string money_words_rounded(Minor amount, int decimals) {
  const Minor unit = minor_in_major.at(static_cast<std::size_t>(decimals));
  const Minor size = ((amount < 0 ? -amount : amount) + unit / 2) / unit;
  return (amount < 0 && size > 0 ? "-" : "") + grouped(std::to_string(size));
}

}  // namespace headroom
