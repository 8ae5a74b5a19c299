#include "cli/exports/journals/shared_account.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <numeric>
#include <regex>
#include <unordered_map>
#include <utility>

#include "cli/exports/tables/export_values.hpp"

namespace headroom {

namespace {

constexpr std::size_t name_bytes_min = 3;
constexpr std::size_t text_bytes_max = 500;  // of a description that is looked through

/// "Invoice no. 118", "bill #A-7", "Rechnung 2026/14": the second group is the number.
const std::regex& number_pattern() {
  static const std::regex pattern(R"(\b(invoice|inv|bill|rechnung|facture|factura|fattura|faktura)\b\.?[ :#-]*)"
                                  R"((?:no\b\.?|nr\b\.?|number\b)?[ :#]*([a-z]{0,6}[-/]?[0-9][0-9a-z/-]*))",
                                  std::regex::icase | std::regex::optimize);
  return pattern;
}

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || std::isalnum(byte) || c == '-' || c == '/';
}

/// Whether a text holds a part as whole words. Requires: both in small letters.
bool holds_words(std::string_view text, std::string_view part) {
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) {
    const std::size_t end = at + part.size();
    if ((at == 0 || !is_word_byte(text[at - 1])) && (end == text.size() || !is_word_byte(text[end]))) return true;
  }
  return false;
}

/// The first run of letters and digits; empty where there is none.
std::string_view first_word(std::string_view text) {
  const auto begin = std::find_if(text.begin(), text.end(), is_word_byte);
  return {begin, std::find_if_not(begin, text.end(), is_word_byte)};
}

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// One shared account in one currency.
class SharedAccount {
 public:
  SharedAccount(SourceSide& side, SharedAccountMatching& out) : side_(side), out_(out) {}

  void add_item(std::size_t item) { items_.push_back(item); }
  void add_payment(std::size_t payment, std::string text) { payments_.push_back({payment, std::move(text), false}); }

  void run() {
    if (items_.empty()) return;
    index();
    for (Payment& payment : payments_) recognise(payment);
    match();
    std::stable_sort(payments_.begin(), payments_.end(), [this](const Payment& a, const Payment& b) {
      return side_.payments[a.place].payment.paid < side_.payments[b.place].payment.paid;
    });
    for (Payment& payment : payments_)
      if (!payment.is_known) assign(payment);
    set_off_credits();
  }

 private:
  struct Payment {
    std::size_t place = 0;
    std::string text;  // in small letters
    bool is_known = false;
    Minor left = 0;
  };

  BookedInvoice& invoice(std::size_t i) { return side_.items[items_[i]].invoice; }
  BookedPayment& booked(const Payment& payment) { return side_.payments[payment.place].payment; }

  /// Names and numbers of the account's documents, in small letters, so that texts need not be held against each.
  void index() {
    for (std::size_t i = 0; i < items_.size(); ++i) {
      const std::string name = lower_text(invoice(i).counterparty), number = lower_text(invoice(i).number);
      if (has_digit(number)) numbers_[number].push_back(i);
      if (names_.try_emplace(name, i).second && name.size() >= name_bytes_min)
        names_by_word_[std::string(first_word(name))].push_back(name);
    }
  }

  /// The item of the longest name that a text holds; nothing where it holds none.
  std::optional<std::size_t> named_in(std::string_view text) const {
    std::string_view longest;
    for (std::string_view rest = text, word; !(word = first_word(rest)).empty();) {
      if (const auto found = names_by_word_.find(std::string(word)); found != names_by_word_.end())
        for (const std::string& name : found->second)
          if (name.size() > longest.size() && holds_words(text, name)) longest = name;
      rest.remove_prefix(static_cast<std::size_t>(word.data() + word.size() - rest.data()));
    }
    if (longest.empty()) return std::nullopt;
    return names_.at(std::string(longest));
  }

  /// The item whose number a text holds, of this counterparty where it is known.
  std::optional<std::size_t> numbered_in(std::string_view text, const std::string* counterparty) {
    for (std::string_view rest = text, word; !(word = first_word(rest)).empty();) {
      if (const auto found = numbers_.find(std::string(word)); found != numbers_.end())
        for (const std::size_t i : found->second)
          if (!counterparty || invoice(i).counterparty == *counterparty) return i;
      rest.remove_prefix(static_cast<std::size_t>(word.data() + word.size() - rest.data()));
    }
    return std::nullopt;
  }

  /// Whose payment it is, by what its text says.
  void recognise(Payment& payment) {
    BookedPayment& paid = booked(payment);
    if (const auto found = names_.find(lower_text(paid.counterparty)); found != names_.end()) {
      payment.is_known = true;
      paid.counterparty = invoice(found->second).counterparty;
    } else if (const auto item = named_in(payment.text)) {
      payment.is_known = true;
      ++out_.by_name;
      paid.counterparty = invoice(*item).counterparty;
    }
    if (!paid.invoices.empty()) return;
    const auto item = numbered_in(payment.text, payment.is_known ? &paid.counterparty : nullptr);
    if (!item) return;
    if (!payment.is_known) ++out_.by_number;
    payment.is_known = true;
    paid.counterparty = invoice(*item).counterparty;
    paid.invoices = invoice(*item).number;
  }

  /// What is open, and what is left of payments, after those whose counterparty is known.
  void match() {
    std::vector<BookedInvoice> invoices;
    std::vector<BookedPayment> known;
    for (std::size_t i = 0; i < items_.size(); ++i) invoices.push_back(invoice(i));
    for (const Payment& payment : payments_)
      if (payment.is_known) known.push_back(booked(payment));
    const PaymentMatching matching = match_payments(invoices, known);
    for (const MatchedInvoice& matched : matching.invoices) open_.push_back(matched.open);
    std::size_t next = 0;
    for (Payment& payment : payments_) payment.left = payment.is_known ? matching.left[next++] : booked(payment).amount;
    oldest_first_.resize(items_.size());
    std::iota(oldest_first_.begin(), oldest_first_.end(), std::size_t{0});
    std::stable_sort(oldest_first_.begin(), oldest_first_.end(),
                     [this](std::size_t a, std::size_t b) { return invoice(a).due < invoice(b).due; });
  }

  /// Gives `amount` of a payment to an item: the whole payment where nothing else of it is left, else a part of it.
  void give(std::size_t place, std::size_t item, Minor amount) {
    open_[item] -= amount;
    SourcePayment part = side_.payments[place];
    part.payment.amount = amount;
    part.payment.counterparty = invoice(item).counterparty;
    part.payment.invoices = invoice(item).number;
    if (side_.payments[place].payment.amount == amount) {
      side_.payments[place] = std::move(part);
    } else {
      side_.payments[place].payment.amount -= amount;
      side_.payments.push_back(std::move(part));
    }
  }

  std::optional<std::size_t> with_exactly(Minor amount) const {
    for (const std::size_t i : oldest_first_)
      if (open_[i] == amount) return i;
    return std::nullopt;
  }

  void assign(Payment& payment) {
    const Date paid = booked(payment).paid;
    if (const auto item = with_exactly(payment.left)) {
      ++out_.by_amount;
      return settle(payment, *item);
    }
    bool met = false;
    for (const bool issued_by_then : {true, false})  // money paid in advance comes last
      for (const std::size_t i : oldest_first_) {
        if (payment.left == 0 || open_[i] == 0 || (invoice(i).issued <= paid) != issued_by_then) continue;
        settle(payment, i);
        met = true;
      }
    if (met) ++out_.by_age;
  }

  void settle(Payment& payment, std::size_t item) {
    const Minor amount = std::min(payment.left, open_[item]);
    payment.left -= amount;
    give(payment.place, item, amount);
  }

  /// Credits that the account has beside what is open in it.
  void set_off_credits() {
    const Minor open = std::accumulate(open_.begin(), open_.end(), Minor{0});
    Minor left = 0;
    for (const Payment& payment : payments_) left += payment.left;
    const bool is_balanced = open == left;
    for (Payment& payment : payments_) {
      if (payment.left == 0) continue;
      if (const auto item = with_exactly(payment.left)) {
        ++out_.set_off;
        settle(payment, *item);
        continue;
      }
      if (!is_balanced) continue;
      ++out_.set_off;
      for (const std::size_t i : oldest_first_)
        if (payment.left > 0 && open_[i] > 0) settle(payment, i);
    }
  }

  SourceSide& side_;
  SharedAccountMatching& out_;
  std::vector<std::size_t> items_;
  std::vector<Payment> payments_;
  std::vector<Minor> open_;  // Shape: [item]
  std::vector<std::size_t> oldest_first_;
  std::unordered_map<std::string, std::size_t> names_;  // an item of each
  std::unordered_map<std::string, std::vector<std::string>> names_by_word_;
  std::unordered_map<std::string, std::vector<std::size_t>> numbers_;
};

}  // namespace

std::string document_number_in(std::string_view text) {
  const std::string shown(text.substr(0, text_bytes_max));
  std::smatch found;
  return std::regex_search(shown, found, number_pattern()) ? found[2].str() : "";
}

std::string without_document_number(std::string_view text) {
  const std::string shown(text.substr(0, text_bytes_max));
  std::smatch found;
  if (!std::regex_search(shown, found, number_pattern())) return std::string(text);
  const auto is_edge = [](char c) { return std::string_view(" ,;:-()").find(c) != std::string_view::npos; };
  std::string rest = found.prefix().str() + " " + found.suffix().str();
  while (!rest.empty() && is_edge(rest.front())) rest.erase(rest.begin());
  while (!rest.empty() && is_edge(rest.back())) rest.pop_back();
  return rest.size() < name_bytes_min ? std::string(text) : line_of_text(rest);
}

SharedAccountMatching assign_shared_payments(SourceSide& side, const std::vector<PostedText>& item_texts,
                                             const std::vector<PostedText>& payment_texts, std::optional<Date> as_of) {
  SharedAccountMatching out;
  std::map<std::pair<std::string, std::string>, SharedAccount> accounts;
  const auto account_of = [&](const PostedText& posted, const std::string& currency) -> SharedAccount& {
    return accounts.try_emplace({posted.account, currency}, side, out).first->second;
  };
  for (std::size_t i = 0; i < item_texts.size(); ++i) {
    const BookedInvoice& invoice = side.items[i].invoice;
    if (!item_texts[i].account.empty() && (!as_of || invoice.issued <= *as_of))
      account_of(item_texts[i], invoice.currency).add_item(i);
  }
  for (std::size_t i = 0; i < payment_texts.size(); ++i) {
    const BookedPayment& payment = side.payments[i].payment;
    if (!payment_texts[i].account.empty() && (!as_of || payment.paid <= *as_of))
      account_of(payment_texts[i], payment.currency).add_payment(i, lower_text(payment_texts[i].text));
  }
  for (auto& [key, account] : accounts) account.run();
  return out;
}

}  // namespace headroom
