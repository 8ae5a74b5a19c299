// Lists whose amounts are not what they seem: units, currencies, running balances, further money, days of payment.

#include <catch2/catch.hpp>

#include "cli/exports/tables/ageing_bucket.hpp"
#include "cli/exports/tables/amount_notation.hpp"
#include "cli/exports/tables/column_mapping.hpp"
#include "cli/syntax/hidden_characters.hpp"
#include "tests/cli/import_folder.hpp"

using namespace headroom;
using namespace headroom::import_tests;

namespace {

Outcome import_list(const Folder& folder, const std::string& csv, const std::string& mapping = "",
                    const std::string& currency = "EUR", const std::string& as = "receivables") {
  ImportArguments arguments = arguments_for(folder.write("list.csv", csv), as, folder.books());
  arguments.as_of = "2026-09-30";
  arguments.currency = currency;
  arguments.rates = {currency == "USD" ? "EUR=1.1" : "USD=0.9"};
  if (!mapping.empty()) arguments.map = folder.write("mapping.toml", mapping);
  return import_with(arguments);
}

/// What the list comes to, in the ledger's minor units by item; or what is said against it.
std::string amounts_in(const std::string& csv, const std::string& mapping = "", const std::string& currency = "EUR",
                       const std::string& as = "receivables") {
  const Folder folder;
  const Outcome outcome = import_list(folder, csv, mapping, currency, as);
  if (outcome.status != 0) return outcome.err;
  std::string out;
  const Ledger ledger = loaded(folder.books());
  for (const Receivable& item : ledger.receivables)
    out += item.invoice + ' ' + std::to_string(item.amount) + item.currency + '\n';
  for (const Payable& item : ledger.payables)
    out += item.bill + ' ' + std::to_string(item.amount) + item.currency + '\n';
  return out;
}

std::string list_with(const std::string& amount_heading, const std::string& a, const std::string& b) {
  return "Invoice;Customer;Due;" + amount_heading + "\n1;Ash;2026-10-05;" + a + "\n2;Elm;2026-10-06;" + b + "\n";
}

}  // namespace

TEST_CASE("headings name the unit and the currency of amounts in many ways", "[import][units]") {
  const auto unit = [](const char* heading) { return notation_of_heading(heading).unit; };
  for (const char* heading :
       {"Amount (k)", "Amount in thousands", "Balance (in thousands of USD)", "Betrag T€", "Saldo TEUR", "T€ offen",
        "Solde en milliers", "Solde (k€)", "金额(千元)", "残高（千円）", "Open ($000)", "Open £'000",
        "Betrag in Tsd. EUR", "Importe en miles de euros", "Balance (x 1,000)", "Balance (x1000)", "Amount 000's",
        "Saldo in 1.000 €", "Montant KEUR"}) {
    INFO(heading);
    CHECK(unit(heading) == 3);
  }
  for (const char* heading : {"金额(万元)", "余额万元", "应收余额（人民币万元）", "金额/万元"}) {
    INFO(heading);
    CHECK(unit(heading) == 4);
  }
  for (const char* heading :
       {"Betrag in Mio. EUR", "Balance ($m)", "残高(百万円)", "Offen Mio", "Montant en millions", "Saldo MEUR"}) {
    INFO(heading);
    CHECK(unit(heading) == 6);
  }
  CHECK(unit("余额(亿元)") == 8);
  CHECK(unit("Amount (lakhs)") == 5);
  CHECK(unit("Open (cents)") == -2);
  CHECK(unit("金额(元)") == 0);
  CHECK(notation_of_heading("Amount (m)").is_unclear);
  CHECK(notation_of_heading("Amount (T)").is_unclear);
  for (const char* heading :
       {"Due Date (UTC)", "Amount", "Total (incl. VAT)", "Invoice No", "Montant TTC", "Open balance", "Amount due",
        "Kontostand", "未收金额", "税込金額", "Item", "Unit price", "Total amount"}) {
    INFO(heading);
    CHECK_FALSE(notation_of_heading(heading).says_something());
    CHECK(without_notation(heading) == heading);
  }
  CHECK(notation_of_heading("Amount USD").currency == "USD");
  CHECK(notation_of_heading("USD balance").currency == "USD");
  CHECK(notation_of_heading("Betrag in EUR").currency == "EUR");
  CHECK(notation_of_heading("金额(美元)").currency == "USD");
  CHECK(notation_of_heading("Amount ($)").sign == "$");
  CHECK(without_notation("Betrag in T€") == "Betrag");
  CHECK(without_notation("Balance (in thousands of USD)") == "Balance");
}

TEST_CASE("lines around a list name its unit", "[import][units]") {
  CHECK(notation_of_line("单位：万元").unit == 4);
  CHECK(notation_of_line("(单位:元)").unit == 0);
  CHECK(notation_of_line("金额单位：人民币千元").unit == 3);
  CHECK(notation_of_line("（単位：千円）").unit == 3);
  CHECK(notation_of_line("Beträge in TEUR").unit == 3);
  CHECK(notation_of_line("All amounts are in thousands of US dollars").unit == 3);
  CHECK(notation_of_line("Montants en milliers d'euros").unit == 3);
  CHECK(notation_of_line("Figures in £'000").unit == 3);
  CHECK(notation_of_line("Currency: USD").currency == "USD");
  CHECK(notation_of_line("币种：美元").currency == "USD");
  for (const char* line :
       {"Open items by customer", "编制单位：苏州青石建材有限公司", "Aged debtors as of 30 September 2026",
        "Made in 1000 Brussels", "All customers", "due in 10 days", "Printed in March"})
    CHECK_FALSE(notation_of_line(line).says_something());
  CHECK(shifted_decimal("12.5", 4) == "125000");
  CHECK(shifted_decimal("-0.05", 3) == "-50");
  CHECK(shifted_decimal("1234", -2) == "12.34");
  CHECK(shifted_decimal("5", -2) == "0.05");
  CHECK(shifted_decimal("0.00", 3) == "0");
}

TEST_CASE("amounts in thousands or 万元 are scaled, and it is said with their sum", "[import][units]") {
  const Folder folder;
  const Outcome outcome = import_list(folder, list_with("Open (T€)", "12.5", "0.75"));
  REQUIRE(outcome.status == 0);
  CHECK(says(outcome.err, "an amount of 1 stands for 1,000 (\"T€\"): what is open comes to EUR 13,250.00"));
  CHECK(amounts_in(
            "应收明细表\n单位：万元\n单据编号,客户名称,到期日,余额\nS1,远帆,2026-10-01,41.5\nS2,海岸,2026-10-02,0.35\n",
            "", "CNY") == "S1 41500000CNY\nS2 350000CNY\n");
  CHECK(amounts_in("单据编号,客户名称,到期日,余额\nS1,远帆,2026-10-01,41.5\n,(单位:千元),,\n", "", "CNY") ==
        "S1 4150000CNY\n");
  CHECK(amounts_in("单据编号,客户名称,到期日,余额\nS1,远帆,2026-10-01,41.5\n单位：万元\n", "", "CNY") ==
        "S1 41500000CNY\n");
  CHECK(amounts_in("単位：百万円\n請求書番号,取引先名,支払期限,残高\nB1,みなと,2026-10-31,3\n", "", "JPY") ==
        "B1 3000000JPY\n");
  CHECK(says(amounts_in(list_with("Open (m)", "12", "3")),
             "in what are the amounts: units, thousands, millions?: \"m\""));
  CHECK(says(amounts_in("单据编号,客户名称,到期日,余额(打)\nS1,远帆,2026-10-01,41.5\n", "", "CNY"),
             "in what are the amounts"));
  CHECK(amounts_in("单据编号,客户名称,到期日,余额(含税)\nS1,远帆,2026-10-01,41.5\n", "", "CNY") == "S1 4150CNY\n");
  CHECK(amounts_in(list_with("Open (m)", "12", "3"), "amount_unit = 1000\n") == "1 1200000EUR\n2 300000EUR\n");
  CHECK(says(amounts_in(list_with("Open (m)", "12", "3"), "amount_unit = 7\n"), "no power of ten"));
  CHECK(says(amounts_in("Invoice;Customer;Due;Total (k);Paid (EUR m)\n1;Ash;2026-10-05;12;3\n"),
             "in what are the amounts"));
  const Folder ageing;
  const Outcome aged = import_list(ageing,
                                   "Aged debtors, amounts in TEUR\nCustomer,Current,1-30 days,31-60 days,Total\n"
                                   "Ash,5,2,1,8\n");
  REQUIRE(aged.status == 0);
  CHECK(says(aged.out, "EUR             8,000.00 in 3 items"));
}

TEST_CASE("a currency beside a number or in a heading is that of the amounts, or asked about", "[import][currency]") {
  CHECK(amounts_in(list_with("Open balance", "1000 USD", "500 EUR")) == "1 100000USD\n2 50000EUR\n");
  CHECK(amounts_in(list_with("Open balance USD", "1000", "500")) == "1 100000USD\n2 50000USD\n");
  CHECK(amounts_in("All amounts in USD\n" + list_with("Open balance", "1000", "500")) == "1 100000USD\n2 50000USD\n");
  CHECK(says(amounts_in(list_with("Open balance", "$1000", "$500")),
             "the amounts are marked \"$\", which is no sign of EUR, the ledger's currency"));
  CHECK(says(amounts_in(list_with("Open balance ($)", "1000", "500")), "which is no sign of EUR"));
  CHECK(amounts_in(list_with("Open balance", "$1000", "$500"), "[fixed]\ncurrency = \"USD\"\n") ==
        "1 100000USD\n2 50000USD\n");
  CHECK(amounts_in(list_with("Open balance", "$1000", "$500"), "", "USD") == "1 100000USD\n2 50000USD\n");
  CHECK(says(amounts_in("Invoice,Customer,Due,Open balance EUR,Currency\n1,Ash,2026-10-05,100.00,USD\n"),
             "the heading \"EUR\" names another currency than the item's USD"));
}

TEST_CASE("a running balance is not what is open of each row", "[import][balance]") {
  const std::string head = "Doc no,Customer,Date,Due,Debit,Credit,Balance\n";
  const std::string account = head +
                              "A1,Ash,2026-08-01,2026-10-01,1000.00,,1000.00\n,Ash,2026-08-20,,,200.00,800.00\n"
                              "A2,Ash,2026-09-01,2026-11-01,500.00,,1300.00\n";
  CHECK(amounts_in(account) == "A1 100000EUR\nline 3 -20000EUR\nA2 50000EUR\n");
  CHECK(amounts_in(head +
                   "A1,Ash,2026-08-01,2026-10-01,1000.00,400.00,600.00\nB1,Elm,2026-08-02,2026-10-02,50.00,,50.00\n") ==
        "A1 60000EUR\nB1 5000EUR\n");
  CHECK(says(
      amounts_in(head + "A1,Ash,2026-08-01,2026-10-01,100.00,,900.00\nA2,Ash,2026-08-02,2026-10-02,50.00,,950.00\n"),
      "the running balance \"Balance\" begins with what no row explains: \"900.00\""));
  CHECK(says(
      amounts_in(head + "A1,Ash,2026-08-01,2026-10-01,100.00,,900.00\nA2,Ash,2026-08-02,2026-10-02,50.00,,70.00\n"),
      "is \"Balance\" what is open of each row, or a running balance?"));
  CHECK(
      amounts_in(
          "Invoice,Customer,Due,Amount,Balance\n1,Ash,2026-10-05,1000.00,1000.00\n2,Ash,2026-10-06,300.00,1300.00\n") ==
      "1 100000EUR\n2 30000EUR\n");
}

TEST_CASE("money beside the amount is understood or asked about, never dropped", "[import][money]") {
  const auto with = [](const std::string& heading, const std::string& amount = "Amount") {
    return "Invoice,Customer,Due," + amount + "," + heading + "\n1,Ash,2026-10-05,1000,100\n2,Elm,2026-10-06,500,\n";
  };
  for (const char* heading : {"Written Off", "Credit", "Withheld", "Credit notes", "已核销坏账"}) {
    INFO(heading);
    CHECK(amounts_in(with(heading)) == "1 90000EUR\n2 50000EUR\n");
  }
  for (const char* heading : {"Retention", "Discount", "Deposit", "Einbehalt"}) {
    INFO(heading);
    CHECK(says(amounts_in(with(heading)), "is it still in \"Amount\", or off it already?"));
    CHECK(amounts_in(with(heading), std::string("less = [\"") + heading + "\"]\n") == "1 90000EUR\n2 50000EUR\n");
  }
  CHECK(says(amounts_in(with("Written Off", "Balance")), "is it still in \"Balance\", or off it already?"));
  CHECK(says(amounts_in(with("Amount USD")),
             "two columns of amounts, \"Amount\" and \"Amount USD\": which of them is owed?"));
  CHECK(amounts_in("Invoice,Customer,Due,Amount,Amount USD\n1,Ash,2026-10-05,1000,100\n", "ignore = [\"Amount\"]\n") ==
        "1 10000USD\n");
  CHECK(says(amounts_in(with("Held by court")), "money in the column \"Held by court\", which is not understood"));
  CHECK(amounts_in("Invoice,Customer,Due,Total,Written Off,Paid,Balance\n1,Ash,2026-10-05,1000,100,200,700\n") ==
        "1 70000EUR\n");
  CHECK(amounts_in("Invoice,Customer,Due,Subtotal,Discount,Total\n1,Ash,2026-10-05,1000,100,900\n") == "1 90000EUR\n");
  CHECK(amounts_in("Invoice,Customer,Due,Amount,VAT,Total\n1,Ash,2026-10-05,100.00,19.00,119.00\n") == "1 11900EUR\n");
  CHECK(amounts_in("Invoice,Customer,Due,Balance,Store\n1,Ash,2026-10-05,1000,101\n2,Elm,2026-10-06,500,102\n3,Oak,"
                   "2026-10-07,700,103\n") == "1 100000EUR\n2 50000EUR\n3 70000EUR\n");
}

TEST_CASE("a mapping that names the columns leaves no money and no day of payment unseen", "[import][money]") {
  const std::string columns =
      "[columns]\ninvoice = \"Ref\"\ncounterparty = \"Whom\"\ndue = \"When\"\namount = \"Sum\"\n";
  const std::string list =
      "Ref,Whom,When,Sum,Retention,Bank slip\n1,Ash,2026-09-05,1000,100,2026-09-10\n2,Elm,2026-09-06,500,,\n";
  const std::string asked = amounts_in(list, columns);
  CHECK(says(asked, "money in the column \"Retention\": is it still in \"Sum\", or off it already?"));
  CHECK(says(asked, "the column \"Bank slip\" holds a day in 1 of 2 rows"));
  CHECK(amounts_in(list, "ignore = [\"Bank slip\"]\nless = [\"Retention\"]\n" + columns) == "1 90000EUR\n2 50000EUR\n");
}

TEST_CASE("a column of days of payment settles its rows, whatever it is called", "[import][settled]") {
  for (const char* heading : {"Received on", "Cleared", "Cleared on", "Settled", "Paid on", "Ausgleichsdatum",
                              "收款日期", "入金日", "Encaissé le", "Fecha de cobro", "Date paid"}) {
    INFO(heading);
    CHECK(amounts_in(std::string("Invoice,Customer,Due,Amount,") + heading +
                     "\n1,Ash,2026-09-05,1000,2026-09-10\n2,Elm,2026-09-06,500,\n3,Oak,2026-09-07,70,2026-10-02\n") ==
          "2 50000EUR\n3 7000EUR\n");
  }
  const std::string unknown =
      "Invoice,Customer,Due,Amount,Bank slip\n1,Ash,2026-09-05,1000,2026-09-10\n2,Elm,2026-09-06,500,\n";
  CHECK(says(amounts_in(unknown), "the column \"Bank slip\" holds a day in 1 of 2 rows: were these paid then?"));
  CHECK(amounts_in(unknown, "[status.\"Bank slip\"]\nsettled = [\"@any\"]\n") == "2 50000EUR\n");
  CHECK(amounts_in(
            "Invoice,Customer,Due,Amount,Last reminder\n1,Ash,2026-09-05,1000,2026-09-10\n2,Elm,2026-09-06,500,\n") ==
        "1 100000EUR\n2 50000EUR\n");
  std::string many = "Invoice,Customer,Due,Amount,Voided on\n";
  for (int i = 10; i < 80; ++i)
    many += std::to_string(i) + ",Ash,2026-09-05,10,2026-0" + std::to_string(1 + i / 28 % 8) + "-" +
            std::to_string(10 + i % 18) + "\n";
  CHECK(amounts_in(many + "99,Elm,2026-09-06,500,\n") == "99 50000EUR\n");
}

TEST_CASE("a column of open or not is a state, not an amount", "[import][settled]") {
  for (const auto& [yes, no] : {std::pair("1", "0"), std::pair("Y", "N"), std::pair("yes", "no"), std::pair("x", "")}) {
    INFO(yes);
    const std::string rows = std::string("1,Ash,2026-10-05,1000,") + yes + "\n2,Elm,2026-10-06,500," + no + "\n";
    CHECK(amounts_in("Invoice,Customer,Due,Amount,Open\n" + rows) == "1 100000EUR\n");
    CHECK(amounts_in("Invoice,Customer,Due,Amount,Outstanding?\n" + rows) == "1 100000EUR\n");
  }
}

TEST_CASE("a mapping that names one state leaves the others to their words, and asks about the rest",
          "[import][settled]") {
  const std::string list =
      "Invoice,Customer,Due,Amount,Status\n1,Ash,2026-08-31,1000,Paid\n2,Elm,2026-09-04,500,Void\n3,Oak,2026-09-06,300,"
      "Ready\n";
  CHECK(says(amounts_in(list), "is this item open?: \"Ready\""));
  CHECK(amounts_in(list, "[status.Status]\nopen = [\"Ready\"]\n") == "3 30000EUR\n");
  CHECK(says(amounts_in(list + "4,Yew,2026-09-07,70,Parked\n", "[status.Status]\nopen = [\"Ready\"]\n"),
             "is this item open?: \"Parked\""));
}

TEST_CASE("a kind of document that is not known beside known ones is asked about", "[import][sign]") {
  const std::string list =
      "Document,Type,Customer,Due,Open "
      "balance\n7,INV,Ash,2026-10-01,300\n8,CRN,Ash,2026-10-01,45\n9,ADJ,Ash,2026-10-01,20\n";
  CHECK(says(amounts_in(list), "names a kind of document that is not known: is it owed?: \"ADJ\""));
  CHECK(amounts_in(list, "[status.Type]\nopen = [\"ADJ\"]\n") == "7 30000EUR\n8 -4500EUR\n9 2000EUR\n");
  CHECK(amounts_in(list, "[status.Type]\nleft_out = [\"ADJ\"]\n") == "7 30000EUR\n8 -4500EUR\n");
}

TEST_CASE("a list of what customers owe that is below 0 throughout is asked about", "[import][sign]") {
  const std::string list = list_with("Balance", "-100.00", "-50.00");
  CHECK(says(amounts_in(list), "2 of 2 amounts are below 0: is this what customers owe?"));
  CHECK(amounts_in(list, "sign = \"reversed\"\n") == "1 10000EUR\n2 5000EUR\n");
  CHECK(amounts_in(list + "3;Oak;2026-10-07;700.00\n") == "1 -10000EUR\n2 -5000EUR\n3 70000EUR\n");
}

TEST_CASE("ages are read in years and months of five languages", "[import][ageing]") {
  const auto days = [](const char* heading) {
    const auto bucket = ageing_bucket(heading);
    if (!bucket) return std::string("none");
    return std::to_string(bucket->first_day) + "-" + (bucket->last_day ? std::to_string(*bucket->last_day) : "");
  };
  for (const char* heading :
       {"2+ years", "2 years +", "2 Jahre und mehr", "2 ans et plus", "2 años o más", "2年以上", "二年以上"})
    CHECK(days(heading) == "730-");
  for (const char* heading : {"Older than 1 year", "> 1 year", "over a year", "Über 1 Jahr", "mehr als ein Jahr",
                              "plus d'un an", "+ d'1 an", "Más de un año", "1年超", "> 1 yr"})
    CHECK(days(heading) == "366-");
  for (const char* heading :
       {"1-2 years", "1 to 2 yrs", "1-2 Jahre", "1 bis 2 Jahre", "1 à 2 ans", "de 1 a 2 años", "1-2年", "一至二年"})
    CHECK(days(heading) == "365-730");
  for (const char* heading : {"3-6 months", "3 bis 6 Monate", "3 à 6 mois", "3 a 6 meses", "3-6个月", "3-6ヶ月"})
    CHECK(days(heading) == "90-180");
  CHECK(days("2-4 weeks") == "14-28");
  CHECK(days("Plus de 90 jours") == "91-");
  CHECK(days("ÜBER 90 TAGE") == "91-");
  CHECK(days("Más de 90 días") == "91-");
  CHECK(ageing_bucket("À échoir")->is_not_due);
  CHECK(ageing_bucket("Nicht fällig")->is_not_due);
  CHECK(ageing_bucket("No vencido")->is_not_due);
  CHECK(days("Age 31-60") == "31-60");
  CHECK(days("12 Main Street") == "none");
}

TEST_CASE("ageings with German, French and Spanish headings need no columns named", "[import][ageing]") {
  for (const char* csv :
       {"Kunde;Nicht fällig;1-30 Tage;31-60 Tage;Über 60 Tage;Gesamt\nAsche;100,00;50,00;0,00;25,00;175,00\n",
        "Client;Non échu;0 à 30 jours;31 à 60 jours;Plus de 60 jours;Total\nCendre;100,00;50,00;0,00;25,00;175,00\n",
        "Cliente;No vencido;1 a 30 días;31 a 60 días;Más de 60 días;Total\nCeniza;100,00;50,00;0,00;25,00;175,00\n"}) {
    const Folder folder;
    const Outcome outcome = import_list(folder, csv);
    INFO(outcome.err);
    REQUIRE(outcome.status == 0);
    CHECK(says(outcome.out, "EUR               175.00 in 3 items"));
  }
  CHECK(says(amounts_in("Customer,Current,1-30 days,31-60 days,Ancient\nAsh,1.00,2.00,3.00,400.00\n"),
             "money in the column \"Ancient\", which is no age that is understood"));
}

TEST_CASE("likely slips are said when a list is imported", "[import]") {
  const Folder folder;
  const Outcome outcome =
      import_list(folder,
                  "Invoice,Customer,Invoice date,Due,Open balance\n1,Ash,2026-09-05,2026-08-05,10.00\n"
                  "2,Ash,2026-09-05,2062-10-05,10.00\n");
  REQUIRE(outcome.status == 0);
  CHECK(says(outcome.err, "1 item is due before it is issued (line 2)"));
  CHECK(says(outcome.err, "1 item is due in a year far away (line 3)"));
  CHECK(says(amounts_in("Order,Customer,Ships,Amount,Cancellation\n1,Ash,2026-10-05,100.00,35\n", "", "EUR", "orders"),
             "cancellation is a share, and not from 0 to 1: \"35\"; write 0.35 or 35%"));
}

TEST_CASE("characters that turn or hide text are left out of names, and it is said", "[import]") {
  const Folder folder;
  const Outcome outcome = import_list(
      folder,
      "Invoice,Customer,Due,Open balance\n1,Ash\u202Etxt\u2066.\u0085,2026-10-05,10.00\n2,Elm,2026-10-06,20.00\n");
  REQUIRE(outcome.status == 0);
  CHECK(says(outcome.err, "characters that turn or hide text (line 2) are left out of names and texts"));
  CHECK(lines_with_hidden_characters(text_of(folder.books() / "receivables.csv")).empty());
  CHECK(says(text_of(folder.books() / "receivables.csv"), "1,Ashtxt.,"));
}

TEST_CASE("a mapping chooses the sheet of a workbook", "[import]") {
  const auto with_sheet = [](const std::string& mapping) {
    const Folder folder;
    ImportArguments arguments = arguments_for(exports / "weavers.xlsx", "receivables", folder.books());
    arguments.currency = "GBP";
    arguments.map = folder.write("mapping.toml", mapping);
    const Outcome outcome = import_with(arguments);
    return outcome.out + outcome.err;
  };
  CHECK(says(with_sheet("sheet = \"No such\"\n"), "has no such sheet: \"No such\"; name one of its sheets: "));
}

TEST_CASE("files of known kinds that are not read are named, with what to bring instead", "[import]") {
  CHECK(says(amounts_in("\"EXTF\";700;21;\"Buchungsstapel\";9;20261001;;\"RE\";\n"),
             "is a DATEV file of the EXTF format"));
  const Folder folder;
  ImportArguments arguments =
      arguments_for(folder.write("bank.csv", "Date,Description,Amount\n2026-09-01,Rent,-900.00\n"), "", folder.books());
  CHECK(says(import_with(arguments).err, "is a bank's list of movements without a balance"));
}

TEST_CASE("lists as further programs lay them out give what is open, or are asked about", "[import][lists]") {
  CHECK(amounts_in("Číslo;Firma;Datum;Splatnost;Celkem;K likvidaci;Uhrazeno;Měna\n"
                   "26012;Dřevo Novák;05.08.2026;19.08.2026;12 100,00;2 100,00;10 000,00;Kč\n",
                   "", "CZK") == "26012 210000CZK\n");
  CHECK(
      amounts_in("Fakturanr;Kundnr;Kund;Fakturadatum;Förfallodatum;Totalt;Saldo;Valuta\n"
                 "1001;12;Ek & "
                 "Co;2026-08-01;2026-08-31;12500,00;2500,00;SEK\n1002;15;Björk;2026-08-15;2026-09-14;800,00;0,00;SEK\n",
                 "", "SEK") == "1001 250000SEK\n");
  CHECK(amounts_in("Belegnr.;Belegdatum;Fällig;Debitor;Name;Betrag brutto;bezahlt am;Zahlbetrag;Skonto;offen\n"
                   "R1;01.08.2026;31.08.2026;10001;Esche;1.190,00;;;23,80;1.190,00\n"
                   "R2;05.08.2026;04.09.2026;10002;Ulme;595,00;20.08.2026;583,10;11,90;0,00\n") == "R1 119000EUR\n");
  CHECK(amounts_in("A/C,Name,Inv Date,Due Date,Ref,Type,Details,Amount,O/S Amount\n"
                   "ASH,Ash,01/08/2026,31/08/2026,1001,SI,Goods,1200.00,1200.00\n"
                   "ELM,Elm,20/08/2026,19/09/2026,1004,SI,Goods,600.00,350.00\n",
                   "", "GBP") == "1001 120000GBP\n1004 35000GBP\n");
  CHECK(
      amounts_in(
          "Bills Receivable\nDate,Ref. No.,Party's Name,Pending Amount,Due on,Overdue by days\n"
          "1-Aug-2026,INV/1,Ash,\"12,500.00 Dr\",31-Aug-2026,30\n5-Aug-2026,INV/2,Elm,\"2,500.00 Cr\",4-Sep-2026,26\n",
          "", "INR") == "INV/1 1250000INR\nINV/2 -250000INR\n");
  CHECK(amounts_in("Customer,Invoice #,Invoice Date,Due Date,Status,Total,Amount Due\n"
                   "Ash,12,2026-08-01,2026-08-31,Overdue by 30 days,$100.00,$100.00\n"
                   "Elm,13,2026-08-05,2026-09-04,Paid 3 days ago,$250.00,$0.00\nOak,14,2026-09-25,2026-10-25,Due in 25 "
                   "days,$75.00,$75.00\n",
                   "", "USD") == "12 10000USD\n14 7500USD\n");
  CHECK(says(
      amounts_in("Co./Last Name,Invoice No.,Date,Due Date,Sale Status,Total Amount,Balance Due\n"
                 "Ash,12,1/08/2026,31/08/2026,O,$1100.00,$1100.00\nOak,14,16/08/2026,15/09/2026,Q,$330.00,$330.00\n",
                 "", "AUD"),
      "the column \"Sale Status\" says what is not known: is this item open?"));
  CHECK(amounts_in("伝票日付,伝票番号,得意先名,当月売上額,当月入金額,差引残高,入金予定日\n"
                   "2026/08/31,101,みなと印刷,\"110,000\",\"50,000\",\"60,000\",2026/09/30\n",
                   "", "JPY") == "101 60000JPY\n");
  CHECK(says(amounts_in("往来明细账\n日期,凭证字号,客户名称,摘要,借方金额,贷方金额,方向,余额\n2026-08-01,记-1,远帆,"
                        "销售,100.00,,借,100.00\n",
                        "", "CNY"),
             "no heading tells which column holds invoice, due"));
  CHECK(amounts_in("Type,Date,Num,Name,Due Date,Aging,Open Balance\nInvoice,08/01/2026,77,Ash,08/31/2026,30,100.00\n"
                   "Credit Memo,08/13/2026,78,Ash,08/13/2026,,-20.00\n",
                   "", "USD") == "77 10000USD\n78 -2000USD\n");
}
