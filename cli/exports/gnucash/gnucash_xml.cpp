#include "cli/exports/gnucash/gnucash_xml.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <unordered_map>
#include <utility>

#include "cli/syntax/markup.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

constexpr int small_max = 100'000;  // days, of terms

/// The value of a slot; null where there is none. `path`: from a list of slots on.
const MarkupNode* slot_value(const MarkupNode* slots, std::initializer_list<std::string_view> path) {
  const MarkupNode* value = slots;
  for (const std::string_view key : path) {
    if (!value) return nullptr;
    const auto slot = std::find_if(value->children.begin(), value->children.end(), [&](const MarkupNode& child) {
      return child.name == "slot" && child.text_at({"key"}) == key;
    });
    value = slot == value->children.end() ? nullptr : slot->child("value");
  }
  return value;
}

/// A commodity has no identifier of its own in XML: its space and code are one.
std::string commodity_of(const MarkupNode* node) {
  if (!node) return "";
  return std::string(node->text_at({"space"})) + '\x1F' + std::string(node->text_at({"id"}));
}

/// A moment as SQLite's books have it. With another zone than UTC the day is that of the zone, as it was meant.
std::string moment_of(const MarkupNode* node) {
  if (!node) return "";
  const std::string_view text = node->child("date") ? node->text_at({"date"}) : node->text_at({"gdate"});
  return std::string(text.ends_with("+0000") ? text.substr(0, 19) : text.substr(0, 10));
}

GnucashOwnerKind kind_of(std::string_view owner_type) {
  if (owner_type == "gncCustomer") return GnucashOwnerKind::customer;
  if (owner_type == "gncJob") return GnucashOwnerKind::job;
  if (owner_type == "gncVendor") return GnucashOwnerKind::vendor;
  if (owner_type == "gncEmployee") return GnucashOwnerKind::employee;
  return GnucashOwnerKind::none;
}

GnucashOwnerReference owner_of(const MarkupNode* node) {
  if (!node) return {};
  return {kind_of(node->text_at({"type"})), std::string(node->text_at({"id"}))};
}

std::string text_of(const MarkupNode& node, std::string_view name) { return std::string(node.text_at({name})); }

class BookReader {
 public:
  BookReader(const std::string& file, const MarkupNode& book) : file_(file), book_(book) {}

  Result<GnucashTables> read() {
    each("account", [this](const MarkupNode& node) { read_account(node); });
    each("commodity", [this](const MarkupNode& node) {
      tables_.commodities.push_back({commodity_of(&node), text_of(node, "space"), text_of(node, "id")});
    });
    if (const MarkupNode* prices = book_.child("pricedb"))
      for (const MarkupNode& price : prices->children)
        if (price.name == "price")
          tables_.prices.push_back({commodity_of(price.child("commodity")), commodity_of(price.child("currency")),
                                    moment_of(price.child("time")), fraction(price, "value")});
    read_parties();
    each("GncJob", [this](const MarkupNode& node) {
      tables_.jobs.push_back({text_of(node, "guid"), owner_of(node.child("owner"))});
    });
    each("GncBillTerm", [this](const MarkupNode& node) { read_terms(node); });
    each("GncTaxTable", [this](const MarkupNode& node) { read_tax_table(node); });
    each("transaction", [this](const MarkupNode& node) { read_transaction(node); });
    each("GncInvoice", [this](const MarkupNode& node) { read_document(node); });
    std::stable_sort(tables_.documents.begin(), tables_.documents.end(), [](const auto& a, const auto& b) {
      return std::tie(a.date_posted, a.id, a.guid) < std::tie(b.date_posted, b.id, b.guid);
    });
    each("GncEntry", [this](const MarkupNode& node) { read_entry(node); });
    if (!faults_.empty()) return std::move(faults_);
    return std::move(tables_);
  }

 private:
  template <class Reader>
  void each(std::string_view name, const Reader& reader) const {
    for (const MarkupNode& node : book_.children)
      if (node.name == name) reader(node);
  }

  /// `1250/100`, or a whole number.
  GnucashFraction fraction(const MarkupNode& parent, std::string_view name) {
    const MarkupNode* node = parent.child(name);
    if (!node || node->text.empty()) return {};
    const std::string_view text = node->text;
    GnucashFraction read;
    const char* const end = text.data() + text.size();
    auto [at, error] = std::from_chars(text.data(), end, read.numerator);
    if (error == std::errc() && at != end && *at == '/') {
      const auto below = std::from_chars(at + 1, end, read.denominator);
      at = below.ptr;
      error = below.ec;
    }
    if (error == std::errc() && at == end && read.denominator > 0) return read;
    faults_.push_back({file_, node->line, 1, "a number of these books is no fraction", std::string(text.substr(0, 80)),
                       "these are not books as GnuCash writes them: save them again from GnuCash"});
    return {};
  }

  static int small(const MarkupNode* node) {
    int number = 0;
    if (node) std::from_chars(node->text.data(), node->text.data() + node->text.size(), number);
    return std::clamp(number, -small_max, small_max);
  }

  void read_account(const MarkupNode& node) {
    const std::string guid = text_of(node, "id"), type = text_of(node, "type");
    if (type == "ROOT" && tables_.root_account.empty()) tables_.root_account = guid;
    positions_[guid] = tables_.accounts.size();
    tables_.accounts.push_back(
        {guid, text_of(node, "name"), type, commodity_of(node.child("commodity")), text_of(node, "parent")});
    const MarkupNode* lots = node.child("lots");
    if (!lots) return;
    for (const MarkupNode& lot : lots->children) {
      const MarkupNode* kind = slot_value(lot.child("slots"), {"gncOwner", "owner-type"});
      const MarkupNode* guid_of_owner = slot_value(lot.child("slots"), {"gncOwner", "owner-guid"});
      const int number = small(kind);
      if (guid_of_owner && number >= 2 && number <= 5)
        tables_.lot_owners.push_back(
            {text_of(lot, "id"), {static_cast<GnucashOwnerKind>(number), guid_of_owner->text}});
    }
  }

  /// Customers, vendors, employees, each by number, as SQLite's books are read.
  void read_parties() {
    const auto add = [this](std::string_view element, GnucashOwnerKind kind, const auto& name_of) {
      std::vector<GnucashParty> parties;
      each(element, [&](const MarkupNode& node) {
        parties.push_back({{kind, text_of(node, "guid")}, text_of(node, "id"), name_of(node)});
      });
      std::sort(parties.begin(), parties.end(), [](const GnucashParty& a, const GnucashParty& b) {
        return std::tie(a.id, a.self.guid) < std::tie(b.id, b.self.guid);
      });
      tables_.parties.insert(tables_.parties.end(), parties.begin(), parties.end());
    };
    const auto company = [](const MarkupNode& node) { return text_of(node, "name"); };
    add("GncCustomer", GnucashOwnerKind::customer, company);
    add("GncVendor", GnucashOwnerKind::vendor, company);
    add("GncEmployee", GnucashOwnerKind::employee, [](const MarkupNode& node) {
      const std::string name(node.text_at({"addr", "name"}));
      return name.empty() ? text_of(node, "username") : name;
    });
  }

  void read_terms(const MarkupNode& node) {
    const MarkupNode* days = node.child("days");
    const MarkupNode* proximo = node.child("proximo");
    GnucashTerms terms;
    terms.guid = text_of(node, "guid");
    terms.is_proximo = proximo != nullptr;
    terms.due_days = proximo ? small(proximo->child("due-day")) : days ? small(days->child("due-days")) : 0;
    terms.cutoff = proximo ? small(proximo->child("cutoff-day")) : 0;
    tables_.terms.push_back(terms);
  }

  void read_tax_table(const MarkupNode& node) {
    const MarkupNode* entries = node.child("entries");
    if (!entries) return;
    for (const MarkupNode& entry : entries->children)
      tables_.taxes.push_back({text_of(node, "guid"), text_of(entry, "acct"), fraction(entry, "amount"),
                               entry.text_at({"type"}) == "PERCENT"});
  }

  void read_transaction(const MarkupNode& node) {
    const std::string guid = text_of(node, "id"), date = moment_of(node.child("date-posted"));
    const MarkupNode* slots = node.child("slots");
    const MarkupNode* type = slot_value(slots, {"trans-txn-type"});
    if (const MarkupNode* due = slot_value(slots, {"trans-date-due"})) dues_[guid] = moment_of(due);
    const MarkupNode* splits = node.child("splits");
    if (!splits) return;
    for (const MarkupNode& split : splits->children) {
      const auto account = positions_.find(text_of(split, "account"));
      if (account == positions_.end()) continue;  // of a template, which books nothing
      const std::string& kind = tables_.accounts[account->second].type;
      if (kind == "INCOME" || kind == "EXPENSE" || kind == "EQUITY") continue;
      tables_.splits.push_back(
          {account->second, fraction(split, "quantity"), date, text_of(split, "lot"), guid, type && type->text == "L"});
    }
  }

  void read_document(const MarkupNode& node) {
    GnucashDocument document;
    document.guid = text_of(node, "guid");
    document.id = text_of(node, "id");
    document.date_posted = moment_of(node.child("posted"));
    document.currency = commodity_of(node.child("currency"));
    document.owner = owner_of(node.child("owner"));
    document.terms = text_of(node, "terms");
    document.posted_transaction = text_of(node, "posttxn");
    document.posted_lot = text_of(node, "postlot");
    if (const auto due = dues_.find(document.posted_transaction); due != dues_.end()) document.due = due->second;
    document.is_credit_note = small(slot_value(node.child("slots"), {"credit-note"})) != 0;
    tables_.documents.push_back(std::move(document));
  }

  /// A line may stand on an invoice and on a bill.
  void read_entry(const MarkupNode& node) {
    const auto truth = [&](std::string_view name) { return small(node.child(name)) != 0; };
    if (const std::string invoice = text_of(node, "invoice"); !invoice.empty())
      tables_.entries.push_back({invoice, fraction(node, "qty"), fraction(node, "i-price"),
                                 fraction(node, "i-discount"), node.text_at({"i-disc-type"}) != "VALUE",
                                 text_of(node, "i-disc-how"), truth("i-taxable"), truth("i-taxincluded"),
                                 text_of(node, "i-taxtable")});
    if (const std::string bill = text_of(node, "bill"); !bill.empty())
      tables_.entries.push_back({bill,
                                 fraction(node, "qty"),
                                 fraction(node, "b-price"),
                                 {},
                                 true,
                                 "PRETAX",
                                 truth("b-taxable"),
                                 truth("b-taxincluded"),
                                 text_of(node, "b-taxtable")});
  }

  const std::string& file_;
  const MarkupNode& book_;
  GnucashTables tables_;
  Faults faults_;
  std::unordered_map<std::string, std::size_t> positions_;  // of accounts
  std::unordered_map<std::string, std::string> dues_;       // by transaction
};

}  // namespace

Result<GnucashTables> read_gnucash_xml(const std::string& file, const std::string& bytes) {
  const Result<MarkupNode> document = read_xml(file, bytes);
  if (!document) return document.faults();
  const MarkupNode* book = document.value().child("book");
  if (!book)
    return Fault{
        file, 0, 0, "these GnuCash books hold no book", "", "open them in GnuCash 2.4 or later and save them again"};
  return BookReader(file, *book).read();
}

}  // namespace headroom
