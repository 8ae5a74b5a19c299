#include "cli/exports/books/payment_matching.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <numeric>
#include <random>

#include "cli/report/words/language.hpp"

using namespace headroom;

namespace {

const Date day_0 = Date::of(2026, 3, 1);

/// An invoice of Ash, issued on the day and due 30 days later.
BookedInvoice invoice(const std::string& number, int day, Minor amount, const std::string& party = "Ash") {
  return {party, "USD", number, day_0 + day, day_0 + day + 30, amount};
}

BookedPayment payment(const std::string& invoices, int day, Minor amount, const std::string& party = "Ash") {
  return {party, "USD", invoices, day_0 + day, amount, false};
}

std::vector<Minor> open_of(const PaymentMatching& matching) {
  std::vector<Minor> open;
  for (const MatchedInvoice& one : matching.invoices) open.push_back(one.open);
  return open;
}

}  // namespace

TEST_CASE("a payment meets the invoice that it names, and a partial one leaves the rest open", "[matching]") {
  const PaymentMatching matching = match_payments({invoice("A-1", 0, 1000), invoice("A-2", 5, 1000)},
                                                  {payment("A-2", 40, 600), payment(" #a-2 ", 50, 400)});
  CHECK(open_of(matching) == std::vector<Minor>{1000, 0});
  CHECK(matching.by_number == 2);
  CHECK(matching.invoices[1].settled == day_0 + 50);
  CHECK_FALSE(matching.invoices[0].settled);
}

TEST_CASE("a payment may name several invoices, and a number may hold a comma", "[matching]") {
  const PaymentMatching several =
      match_payments({invoice("A-1", 0, 1000), invoice("A-2", 5, 500)}, {payment("A-2; A-1", 40, 1200)});
  CHECK(open_of(several) == std::vector<Minor>{300, 0});
  CHECK(several.by_number == 1);
  const PaymentMatching comma = match_payments({invoice("A-1", 0, 1000), invoice("A-1,b", 5, 500)},
                                               {payment("A-1,b", 40, 500), payment("A-1,", 41, 10)});
  CHECK(open_of(comma) == std::vector<Minor>{990, 0});
}

TEST_CASE("a payment without a number meets the invoice with exactly its amount, else the oldest", "[matching]") {
  const PaymentMatching by_amount =
      match_payments({invoice("A-1", 0, 1000), invoice("A-2", 5, 250)}, {payment("", 40, 250)});
  CHECK(open_of(by_amount) == std::vector<Minor>{1000, 0});
  CHECK(by_amount.by_amount == 1);
  const PaymentMatching by_age =
      match_payments({invoice("A-2", 5, 250), invoice("A-1", 0, 1000)}, {payment("", 40, 1100)});
  CHECK(open_of(by_age) == std::vector<Minor>{150, 0});
  CHECK(by_age.by_age == 1);
}

TEST_CASE("what a named invoice cannot take goes on to the oldest one", "[matching]") {
  const PaymentMatching matching =
      match_payments({invoice("A-1", 0, 1000), invoice("A-2", 5, 250)}, {payment("A-2", 40, 300)});
  CHECK(open_of(matching) == std::vector<Minor>{950, 0});
  CHECK(matching.by_number == 1);
  CHECK(matching.by_age == 0);
}

TEST_CASE("the amount of a payment is compared with what earlier numbers left open", "[matching]") {
  const PaymentMatching matching = match_payments({invoice("A-1", 0, 400), invoice("A-2", 5, 1000)},
                                                  {payment("", 41, 400), payment("A-2", 42, 600)});
  CHECK(open_of(matching) == std::vector<Minor>{0, 400});
}

TEST_CASE("other counterparties and other currencies are left alone", "[matching]") {
  BookedPayment euros = payment("", 40, 250);
  euros.currency = "EUR";
  const PaymentMatching matching =
      match_payments({invoice("A-1", 0, 250), invoice("B-1", 0, 250, "Birch")}, {euros, payment("", 40, 250, "Cedar")});
  CHECK(open_of(matching) == std::vector<Minor>{250, 250});
  CHECK(matching.unmatched == 2);
  CHECK(matching.left == std::vector<Minor>{250, 250});
}

TEST_CASE("a payment that names somebody else's number is matched without it", "[matching]") {
  const PaymentMatching matching =
      match_payments({invoice("A-1", 0, 250), invoice("B-1", 0, 700, "Birch")}, {payment("B-1", 40, 700)});
  CHECK(open_of(matching) == std::vector<Minor>{0, 700});
  CHECK(matching.unknown_numbers == 1);
  CHECK(matching.left == std::vector<Minor>{450});
}

TEST_CASE("a payment without a counterparty is known by a number that only one invoice bears", "[matching]") {
  const std::vector<BookedInvoice> invoices = {invoice("7", 0, 250), invoice("8", 0, 250),
                                               invoice("8", 0, 250, "Birch")};
  CHECK(open_of(match_payments(invoices, {payment("7", 40, 250, "")})) == std::vector<Minor>{0, 250, 250});
  const PaymentMatching two = match_payments(invoices, {payment("8", 40, 250, "")});
  CHECK(open_of(two) == std::vector<Minor>{250, 250, 250});
  CHECK(two.unmatched == 1);
}

TEST_CASE("money paid in advance waits for an invoice, which it settles on the day of issue", "[matching]") {
  const PaymentMatching matching =
      match_payments({invoice("A-1", 20, 1000), invoice("A-2", 0, 300)}, {payment("", 10, 1300)});
  CHECK(open_of(matching) == std::vector<Minor>{0, 0});
  CHECK(matching.invoices[0].settled == day_0 + 20);
  CHECK(matching.invoices[1].settled == day_0 + 10);
}

TEST_CASE("a credit note settles without money, and is no day of payment", "[matching]") {
  BookedPayment credit = payment("A-1", 45, 100);
  credit.is_credit_note = true;
  BookedPayment whole = payment("A-2", 45, 500);
  whole.is_credit_note = true;
  const PaymentMatching matching =
      match_payments({invoice("A-1", 0, 1000), invoice("A-2", 0, 500)}, {payment("A-1", 40, 900), credit, whole});
  CHECK(open_of(matching) == std::vector<Minor>{0, 0});
  CHECK(matching.invoices[0].settled == day_0 + 40);
  CHECK(matching.invoices[0].credited == 100);
  CHECK_FALSE(matching.invoices[1].settled);
}

TEST_CASE("no money is lost or made by matching", "[matching]") {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    std::vector<BookedInvoice> invoices;
    std::vector<BookedPayment> payments;
    Minor invoiced = 0, paid = 0;
    for (unsigned i = 0; i < random() % 12; ++i) {
      invoices.push_back(invoice(random() % 2 ? std::to_string(random() % 4) : "", static_cast<int>(random() % 60),
                                 1 + random() % 5 * 100, random() % 2 ? "Ash" : "Birch"));
      invoiced += invoices.back().amount;
    }
    for (unsigned i = 0; i < random() % 12; ++i) {
      payments.push_back(payment(random() % 2 ? std::to_string(random() % 4) : "", static_cast<int>(random() % 90),
                                 1 + random() % 5 * 100, random() % 2 ? "Ash" : "Birch"));
      paid += payments.back().amount;
    }
    const PaymentMatching matching = match_payments(invoices, payments);
    Minor open = 0, left = 0;
    for (const MatchedInvoice& one : matching.invoices) {
      REQUIRE(one.open >= 0);
      open += one.open;
    }
    for (const Minor one : matching.left) left += one;
    REQUIRE(invoiced - open == paid - left);
    REQUIRE(matching.by_number + matching.by_amount + matching.by_age + matching.unmatched == payments.size());
    // Nobody is left with money and an open invoice at once.
    for (std::size_t p = 0; p < payments.size(); ++p)
      for (std::size_t i = 0; i < invoices.size(); ++i)
        if (matching.left[p] > 0 && invoices[i].counterparty == payments[p].counterparty)
          REQUIRE(matching.invoices[i].open == 0);
  }
}

TEST_CASE("what the matching did is said with the numbers of each kind", "[matching]") {
  const PaymentMatching matching =
      match_payments({invoice("A-1", 0, 1000), invoice("A-2", 5, 250), invoice("B-1", 0, 90, "Birch")},
                     {payment("A-1", 40, 500), payment("", 41, 250), payment("", 42, 80, "Cedar")});
  const std::vector<std::string> remarks = texts_of(matching_remarks(matching, "invoice"));
  REQUIRE(remarks.size() == 2);
  CHECK(remarks[0] ==
        "3 payments matched: 1 by the number of the invoice, 1 by counterparty and amount, 1 to no invoice");
  CHECK(remarks[1] == "1 invoice paid in part: only the remainder is open");
  CHECK(matching_remarks(match_payments({invoice("A-1", 0, 1000)}, {}), "invoice").empty());
}

// Were the time to grow with their product, each of these would take most of a minute.
TEST_CASE("as many payments as invoices of one customer are matched in time that grows with their number",
          "[matching]") {
  constexpr std::size_t count = 200'000;
  const auto books_of = [](const std::string& number, Minor paid, bool is_named) {
    std::pair<std::vector<BookedInvoice>, std::vector<BookedPayment>> books;
    for (std::size_t i = 0; i < count; ++i) {
      const int day = static_cast<int>(i % 365);
      books.first.push_back(invoice(number.empty() ? std::to_string(i) : number, day, 10'000));
      books.second.push_back(payment(is_named ? number : "", 400 - day, paid));
    }
    return books;
  };
  const auto [number, paid, is_named] =
      GENERATE(table<std::string, Minor, bool>({{"", 3'700, false}, {"", 10'000, false}, {"A", 3'700, true}}));
  const auto [invoices, payments] = books_of(number, paid, is_named);
  const auto begin = std::chrono::steady_clock::now();
  const PaymentMatching matching = match_payments(invoices, payments);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(15));
  const auto open = open_of(matching);
  CHECK(std::accumulate(open.begin(), open.end(), Minor{0}) == static_cast<Minor>(count) * (10'000 - paid));
  CHECK(matching.unmatched == 0);
}
