#include "cli/exports/tables/column_names.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <span>

namespace headroom {

namespace {

/// Headings of one target, likeliest first, separated by commas; those after `|` are weak.
struct Headings {
  std::string_view target;
  std::string_view names;
};

constexpr std::string_view customer_ids =
    "cust number,customer number,customer no,customer nr,customer id,customer code,customer account,cust no,cust "
    "id,cust code,"
    "account number,account no,account id,account code,debtor number,debtor no,debtor id,debtor code,client "
    "number,client no,client id,"
    "client code,kundennummer,kundennr,kunden nr,kunden nummer,debitor,debitor "
    "nr,debitorennummer,debitorennr,客户编号,客户编码,客户代码,客户号,";
constexpr std::string_view customer_names =
    "customer name,name customer,cust name,customer,client name,client,debtor name,debtor,account name,account,contact "
    "name,company name,"
    "company,bill to,bill to name,sold to,buyer,counterparty,partner,name,name "
    "1,kundenname,kunde,debitorname,客户名称,客户,购买方,购买方名称,付款方";
constexpr std::string_view vendor_ids =
    "vendor number,vendor no,vendor nr,vendor id,vendor code,vendor account,supplier number,supplier no,supplier "
    "nr,supplier id,"
    "supplier code,supplier account,creditor number,creditor no,creditor id,kreditor,kreditor "
    "nr,kreditorennummer,lieferantennummer,"
    "lieferantennr,lieferanten nr,account number,account no,供应商编号,供应商编码,供应商代码,";
constexpr std::string_view vendor_names =
    "vendor name,name vendor,vendor,supplier name,name supplier,supplier,creditor name,creditor,payee,contact "
    "name,company name,company,"
    "counterparty,partner,name,name 1,lieferant,lieferantenname,kreditorname,供应商名称,供应商,销售方,收款方";
constexpr std::string_view due_names =
    "due date,due in date,net due date,due,date due,due on,payment due date,payment due,invoice due date,bill due "
    "date,maturity "
    "date,maturity,"
    "fälligkeitsdatum,fälligkeit,fällig am,fällig,nettofälligkeit,faelligkeit,faelligkeitsdatum,faellig am,netto "
    "faelligkeit,netto "
    "fälligkeit,"
    "到期日,到期日期,应收日期,应付日期,付款到期日";
constexpr std::string_view issued_names =
    "invoice date,bill date,issue date,date issued,issued,document date,doc date,posting date,post date,transaction "
    "date,txn date,created "
    "date,date,"
    "rechnungsdatum,belegdatum,buchungsdatum,ausstellungsdatum,datum,开票日期,发票日期,单据日期,记账日期,日期";
constexpr std::string_view open_amount_names =
    "total open amount,open amount,amount open,open balance,outstanding amount,amount outstanding,outstanding "
    "balance,outstanding,balance "
    "due,"
    "amount due,remaining amount,amount remaining,residual amount,amount residual,unpaid amount,amount unpaid,invoice "
    "amount "
    "due,balance,open,"
    "offener betrag,offener saldo,offener posten,betrag "
    "offen,offen,restbetrag,saldo,未收金额,应收余额,未付金额,应付余额,未结金额,余额|"
    "amount,invoice amount,bill amount,total amount,amount total,gross amount,total,document amount,amount in document "
    "currency,"
    "betrag,bruttobetrag,rechnungsbetrag,gesamtbetrag,价税合计,金额,发票金额";
constexpr std::string_view currency_names =
    "invoice currency,document currency,currency,currency code,transaction "
    "currency,curr,cur,ccy,währung,waehrung,währg,whrg,waers,币种,货币,币别";
constexpr std::string_view terms_names =
    "terms days,payment terms days,payment days,credit days,net days,days credit,zahlungsziel,zahlungsziel "
    "tage,账期|payment "
    "terms,terms,zahlungsbedingung";

constexpr std::string_view invoice_names =
    "invoice number,invoice no,invoice nr,invoice num,invoice id,invoice ref,invoice,inv number,inv no,document "
    "number,document "
    "no,document id,"
    "doc number,doc no,doc id,document,belegnummer,belegnr,beleg nr,beleg,rechnungsnummer,rechnungsnr,rechnung "
    "nr,rechnungs "
    "nr,rechnung,发票号码,发票号,"
    "单据编号,单据号|reference number,reference no,reference,ref no,ref,voucher no,voucher number,transaction "
    "number,transaction "
    "id,num,number,no";
constexpr std::string_view bill_names =
    "bill number,bill no,bill id,bill,invoice number,invoice no,invoice nr,invoice num,invoice id,invoice,supplier "
    "invoice,supplier "
    "invoice no,"
    "vendor invoice,vendor invoice no,document number,document no,document id,doc number,doc no,doc "
    "id,belegnummer,belegnr,beleg nr,"
    "rechnungsnummer,rechnungsnr,rechnung nr,发票号码,发票号,单据编号,单据号|reference number,reference "
    "no,reference,ref no,ref,voucher "
    "no,voucher number,"
    "transaction number,transaction id,num,number,no";
constexpr std::string_view order_names =
    "order number,order no,order nr,order id,order,sales order,sales order number,sales order no,so number,so no,so,po "
    "number,po no,"
    "auftragsnummer,auftragsnr,auftrag,订单号,订单编号|reference,ref,document number,document no,number,no";

constexpr Headings receivable_headings[] = {
    {"invoice", invoice_names}, {"counterparty", ""},         {"due", due_names},         {"amount", open_amount_names},
    {"issued", issued_names},   {"currency", currency_names}, {"terms_days", terms_names}};
constexpr Headings payable_headings[] = {
    {"bill", bill_names},     {"counterparty", ""},         {"due", due_names}, {"amount", open_amount_names},
    {"issued", issued_names}, {"currency", currency_names}, {"class", "class"}, {"terms_days", terms_names}};
constexpr Headings order_headings[] = {
    {"order", order_names},
    {"counterparty", ""},
    {"ships",
     "ships,ship date,shipping date,shipment date,ships on,delivery date,delivery,requested delivery date,promised "
     "date,planned delivery "
     "date,"
     "expected ship date,expected delivery date,etd,liefertermin,lieferdatum,versanddatum,交货日期,发货日期,交期"},
    {"amount",
     "open amount,remaining amount,amount to invoice,order amount,order value,order total,amount,total amount,amount "
     "total,total,value,auftragswert,"
     "betrag,订单金额,金额,价税合计"},
    {"terms_days", terms_names},
    {"placed",
     "order date,placed,date placed,placed on,sales order date,date,created "
     "date,auftragsdatum,bestelldatum,下单日期,订单日期"},
    {"currency", currency_names},
    {"cancellation", "cancellation,cancellation probability"},
    {"deposit", "deposit,deposit amount,deposit received,advance,advance payment,prepayment,anzahlung,定金,预付款"},
    {"deposit_refund", "deposit refund"},
    {"cost", "cost,order cost,cost of goods,purchase cost,kosten,成本"},
    {"cost_due", "cost due"},
    {"cost_sunk", "cost sunk"}};
constexpr Headings history_headings[] = {
    {"kind", "kind"},
    {"id", invoice_names},
    {"counterparty", ""},
    {"issued", issued_names},
    {"due", due_names},
    {"amount",
     "amount,total amount,invoice amount,bill amount,gross amount,total open amount,open "
     "amount,total,amount total,betrag,bruttobetrag,金额,价税合计"},
    {"settled",
     "settled,clear date,clearing date,paid date,date paid,payment date,paid on,settlement "
     "date,settled date,fully paid on,ausgleichsdatum,ausgleich,"
     "zahlungsdatum,bezahlt am,付款日期,收款日期,核销日期,结清日期"},
    {"cancelled", "cancelled,canceled,is cancelled,is canceled,storniert,已取消"},
    {"currency", currency_names}};
constexpr Headings counterparty_headings[] = {{"counterparty", ""},
                                              {"cancellation", "cancellation"},
                                              {"on_time", "on time"},
                                              {"late_median_days", "late median days"},
                                              {"late_sigma", "late sigma"},
                                              {"never", "never"},
                                              {"delay_law", "delay law"},
                                              {"failure", "failure,failure probability"},
                                              {"group", "group,customer group,kundengruppe"},
                                              {"country", "country,country code,land,国家"}};

std::span<const Headings> headings_of(ImportKind kind) {
  switch (kind) {
    case ImportKind::receivables: return receivable_headings;
    case ImportKind::payables: return payable_headings;
    case ImportKind::orders: return order_headings;
    case ImportKind::history: return history_headings;
    case ImportKind::counterparties: break;
  }
  return counterparty_headings;
}

std::vector<std::string_view> split(std::string_view names, char separator) {
  std::vector<std::string_view> parts;
  while (!names.empty()) {
    const std::size_t end = std::min(names.find(separator), names.size());
    if (end > 0) parts.push_back(names.substr(0, end));
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return parts;
}

/// Words in small letters, one space between them.
std::string split_words(std::string_view heading) {
  std::string out;
  char before = ' ';
  for (const char c : heading) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_word = std::isalnum(byte) != 0 || byte >= 0x80;
    const bool begins_word = std::isupper(byte) != 0 && std::islower(static_cast<unsigned char>(before)) != 0;
    if ((!is_word || begins_word) && !out.empty() && out.back() != ' ') out += ' ';
    // Ä, Ö, Ü and their like are two bytes, C3 and then 20 less than the small letter's.
    const bool is_large_accented = before == '\xC3' && byte >= 0x80 && byte <= 0x9E && byte != 0x97;
    if (is_word) out += static_cast<char>(is_large_accented ? byte + 0x20 : std::tolower(byte));
    if (c == '#') out += "no ";
    before = c;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

/// Abbreviations of single words as one spelling.
std::string spelled_out(const std::string& words) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 14> spellings = {{{"number", "no"},
                                                                                        {"num", "no"},
                                                                                        {"nr", "no"},
                                                                                        {"amt", "amount"},
                                                                                        {"inv", "invoice"},
                                                                                        {"cust", "customer"},
                                                                                        {"doc", "document"},
                                                                                        {"acct", "account"},
                                                                                        {"acc", "account"},
                                                                                        {"curr", "currency"},
                                                                                        {"cur", "currency"},
                                                                                        {"ccy", "currency"},
                                                                                        {"dt", "date"},
                                                                                        {"ref", "reference"}}};
  std::string out;
  for (std::string_view word : split(words, ' ')) {
    for (const auto& [short_form, full_form] : spellings)
      if (word == short_form) word = full_form;
    out += (out.empty() ? "" : " ") + std::string(word);
  }
  return out;
}

/// The headings of an export, each used at most once.
class Matcher {
 public:
  explicit Matcher(const std::vector<std::string>& headings) : headings_(headings), used_(headings.size(), false) {
    for (const std::string& heading : headings) normal_.push_back(normal_heading(heading));
  }

  bool propose(std::string_view target, std::string_view names, std::vector<ProposedColumn>& out) {
    const std::vector<std::string_view> strengths = split(names, '|');
    for (std::size_t strength = 0; strength < strengths.size(); ++strength) {
      for (const std::string_view name : split(strengths[strength], ',')) {
        const auto found = std::find(normal_.begin(), normal_.end(), normal_heading(name));
        const auto index = static_cast<std::size_t>(found - normal_.begin());
        if (found == normal_.end() || used_[index]) continue;
        used_[index] = true;
        out.push_back({std::string(target), headings_[index], strength > 0});
        return true;
      }
    }
    return false;
  }

 private:
  const std::vector<std::string>& headings_;
  std::vector<std::string> normal_;
  std::vector<bool> used_;
};

/// The party first by its id, then by its name; the name itself is kept beside an id.
void propose_party(ImportKind kind, Matcher& matcher, std::vector<ProposedColumn>& out) {
  std::vector<std::string> ids, names;
  if (kind != ImportKind::payables) ids.emplace_back(customer_ids), names.emplace_back(customer_names);
  if (kind == ImportKind::payables || kind == ImportKind::history || kind == ImportKind::counterparties)
    ids.emplace_back(vendor_ids), names.emplace_back(vendor_names);
  const bool has_name = target_index(kind, "name").has_value();
  for (const std::string& list : ids) {
    if (!matcher.propose("counterparty", list, out)) continue;
    if (has_name) matcher.propose("name", names.front(), out);
    return;
  }
  for (const std::string& list : names)
    if (matcher.propose("counterparty", list, out)) return;
}

}  // namespace

std::string normal_heading(std::string_view heading) { return spelled_out(split_words(heading)); }

std::vector<ProposedColumn> propose_columns(ImportKind kind, const std::vector<std::string>& headings) {
  Matcher matcher(headings);
  std::vector<ProposedColumn> out;
  for (const Headings& target : headings_of(kind)) {
    const bool has_due =
        std::any_of(out.begin(), out.end(), [](const ProposedColumn& column) { return column.target == "due"; });
    if (target.target == "terms_days" && kind != ImportKind::orders && has_due) continue;
    if (target.target == "counterparty") propose_party(kind, matcher, out);
    else matcher.propose(target.target, target.names, out);
  }
  return out;
}

}  // namespace headroom
