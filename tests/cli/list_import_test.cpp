// Lists of open items of programs nobody here runs: what is open by their own words, and what is asked.

#include <catch2/catch.hpp>

#include "cli/exports/tables/ageing_bucket.hpp"
#include "cli/exports/tables/date_format.hpp"
#include "cli/exports/tables/known_list.hpp"
#include "cli/exports/tables/number_format.hpp"
#include "cli/syntax/csv.hpp"
#include "tests/cli/import_folder.hpp"

using namespace headroom;
using namespace headroom::import_tests;
namespace fs = std::filesystem;

namespace {

/// A list, how it is imported, and what it must come to: `number|counterparty|due|amount`, a row an item.
struct List {
  const char* file;
  const char* as;
  const char* currency;
  const char* rows;
};

constexpr List lists[] = {
    {"odoo_invoices.csv", "", "EUR",
     "INV/2026/00041|Larch Interiors|2026-09-19|2380.00\nINV/2026/00043|Linden Cafe|2026-10-11|690.00\n"
     "RINV/2026/00003|Larch Interiors|2026-09-14|-178.50\n"},
    {"odoo_bills.csv", "payables", "EUR",
     "SN-5521|Sawmill North|2026-09-05|952.00\nG-90|Glue & Co|2026-09-19|138.00\n"},
    {"erpnext_receivable.csv", "", "INR",
     "SINV-0071|C-017|2026-09-13|2400.00\nSINV-0083|C-021|2026-10-02|500.00\nPAY-0090|C-021|2026-09-23|-350.00\n"},
    {"erpnext_payable.csv", "payables", "INR", "SM/884|S-04|2026-09-19|1250.00\nTF-31|S-09|2026-10-04|200.00\n"},
    {"shopify_orders.csv", "receivables", "USD",
     "#2040|Reed Gifts|2026-10-04|435.00\n#2042|Cy Tull|2026-10-09|180.00\n"},
    {"shopify_orders.csv", "orders", "USD", "#2040|Reed Gifts|2026-09-30|435.00\n#2042|Cy Tull|2026-09-30|180.00\n"},
    {"freshbooks_details.csv", "", "USD", "FB-13|Juniper Labs|2026-09-09|900.00\nFB-15|Lotus Spa|2026-10-07|110.00\n"},
    {"zoho_invoices.csv", "", "GBP",
     "ZB-301|Moss Garden Centre|2026-09-17|504.00\nZB-303|Nettle Inn|2026-10-03|230.00\n"},
    {"stripe_invoices.csv", "", "USD", "L-0001|cus_L|2026-10-10|475.50\nM-0001|cus_M|2026-10-11|500.00\n"},
    {"datev_open_items.csv", "", "EUR",
     "2026-118|10410|2026-09-10|2856.00\nGS-14|10410|2026-08-20|-238.00\n2026-131|10520|2026-10-09|5712.00\n"},
    {"datev_open_bills.csv", "payables", "EUR", "4410|70210|2026-09-17|1904.00\nR-77|70330|2026-09-16|357.00\n"},
    {"sap_customer_items.txt", "", "EUR",
     "1800000711|2000451|2026-09-11|3210.50\n1600000044|2000451|2026-09-03|-210.50\n"
     "1800000730|2000460|2026-10-10|995.00\n"},
    {"sap_line_items.csv", "", "EUR", "AR-5501|3000118|2026-09-17|1450.00\nAR-5510|3000127|2026-10-07|2300.00\n"},
    {"kingdee_receivables.csv", "", "CNY",
     "AR00001812|苏州青石建材有限公司|2026-10-14|40000.00\nAR00001827|无锡蓝湾酒店|2026-10-02|18600.00\n"},
    {"yonyou_balances.csv", "", "CNY",
     "line 5|0101|2026-09-30|42000.00\nline 6|0102|2026-09-30|-3000.00\nline 7|0103|2026-09-30|9500.00\n"},
    {"freee_deals.csv", "", "JPY", "D-101|株式会社みなと印刷|2026-09-30|132000\nD-104|さくら食堂|2026-10-31|66000\n"},
    {"moneyforward_invoices.csv", "", "JPY", "M-51|株式会社ほしの工業|2026-09-30|330000\n"},
    {"factures_ouvertes.csv", "receivables", "EUR",
     "F-2026-88|Boulangerie Moreau|2026-09-02|1200.00\nF-2026-91|Atelier Duval|2026-09-11|560.40\n"},
    {"facturas_pendientes.csv", "receivables", "EUR",
     "A-310|Panadería Luna|2026-09-04|2450.00\nA-312|Talleres Ríos|2026-09-17|800.00\n"},
};

std::string file_written(const fs::path& folder) {
  for (const char* name : {"receivables.csv", "payables.csv", "orders.csv"})
    if (fs::exists(folder / name)) return (folder / name).string();
  return "";
}

/// The first columns of a ledger's file, by name.
std::string rows_of(const fs::path& file) {
  const Result<CsvTable> table = read_csv(file);
  REQUIRE(table.ok());
  const auto& header = table.value().header.fields;
  const auto column = [&](const std::string& name) {
    return static_cast<std::size_t>(
        std::find_if(header.begin(), header.end(), [&](const CsvField& field) { return field.text == name; }) -
        header.begin());
  };
  const bool is_orders = column("ships") < header.size();
  std::string out;
  for (const CsvRow& row : table.value().rows)
    out += row.fields[0].text + '|' + row.fields[column("counterparty")].text + '|' +
           row.fields[column(is_orders ? "ships" : "due")].text + '|' + row.fields[column("amount")].text + '\n';
  return out;
}

Outcome import_list(const Folder& folder, const fs::path& source, const std::string& as, const std::string& currency,
                    const std::string& mapping = "") {
  ImportArguments arguments = arguments_for(source, as, folder.books());
  arguments.as_of = "2026-09-30";
  arguments.currency = currency;
  if (!mapping.empty()) arguments.map = folder.write("mapping.toml", mapping);
  return import_with(arguments);
}

Outcome import_text(const Folder& folder, const std::string& csv, const std::string& mapping = "") {
  return import_list(folder, folder.write("list.csv", csv), "receivables", "EUR", mapping);
}

std::string receivables_of(const Folder& folder) { return rows_of(folder.books() / "receivables.csv"); }

}  // namespace

TEST_CASE("each program's list gives what is open by its own words", "[import][lists]") {
  for (const List& list : lists) {
    INFO(list.file << " as " << list.as);
    const Folder folder;
    const Outcome outcome = import_list(folder, exports / list.file, list.as, list.currency);
    INFO(outcome.err);
    REQUIRE(outcome.status == 0);
    CHECK(rows_of(file_written(folder.books())) == list.rows);
    CHECK(load_ledger_folder(folder.books()).ok());
  }
}

TEST_CASE("every known list is a mapping that a person could have written", "[import][lists]") {
  CHECK(known_lists().size() >= 15);
  for (const ColumnMapping& list : known_lists()) {
    INFO(list.name);
    CHECK(!list.name.empty());
    CHECK(list.told_by.size() >= 2);
    const auto again = read_column_mapping_text("again.toml", to_toml(list), std::nullopt);
    REQUIRE(again.ok());
    CHECK(again.value().columns == list.columns);
    CHECK(again.value().status.size() == list.status.size());
  }
}

TEST_CASE("a column of states decides what is open, and says so with sums", "[import][lists]") {
  const std::string header = "Rechnung;Kunde;Rechnungsdatum;Fälligkeit;Betrag;Status\n";
  const Folder folder;
  const Outcome outcome = import_text(folder, header +
                                                  "R1;Alt;01.08.2026;31.08.2026;100,00;bezahlt\n"
                                                  "R2;Neu;05.08.2026;04.09.2026;250,00;überfällig\n"
                                                  "R3;Neu;20.08.2026;19.09.2026;75,50;storniert\n");
  REQUIRE(outcome.status == 0);
  CHECK(receivables_of(folder) == "R2|Neu|2026-09-04|250.00\n");
  CHECK(
      says(outcome.err,
           "by the column \"Status\" open: \"überfällig\" 250.00 in 1 row; settled, left out: \"bezahlt\" 100.00 in 1 "
           "row; never owed, left out: \"storniert\" 75.50 in 1 row"));

  const Folder asked;
  const std::string strange = header +
                              "R1;Alt;01.08.2026;31.08.2026;100,00;in Klärung\n"
                              "R2;Neu;05.08.2026;04.09.2026;250,00;offen\n";
  CHECK(says(import_text(asked, strange).err,
             "list.csv:2:37: the column \"Status\" says what is not known: is this item open?: "
             "\"in Klärung\"; say so in a mapping: [status.\"Status\"] open = "
             "[\"in Klärung\"] (or settled, or left_out); or ignore = [\"Status\"]"));
  const std::string mapping = "[status.Status]\nopen = [\"offen\"]\nleft_out = [\"in Klärung\"]\n";
  REQUIRE(import_text(asked, strange, mapping).status == 0);
  CHECK(receivables_of(asked) == "R2|Neu|2026-09-04|250.00\n");
}

TEST_CASE("what was settled by as_of is left out, and what was settled later was open then", "[import][lists]") {
  const Folder folder;
  const Outcome outcome =
      import_text(folder,
                  "Invoice,Customer,Invoice Date,Due,Invoice Amount,Paid on\n"
                  "1,A,2026-08-01,2026-08-31,10.00,2026-09-29\n2,B,2026-08-02,2026-09-01,20.00,2026-10-04\n"
                  "3,C,2026-08-03,2026-09-02,40.00,\n4,D,2026-10-02,2026-11-01,80.00,\n");
  REQUIRE(outcome.status == 0);
  CHECK(receivables_of(folder) == "2|B|2026-09-01|20.00\n3|C|2026-09-02|40.00\n");
  CHECK(says(outcome.err, "1 row settled by then left out (10.00)"));
  CHECK(says(outcome.err, "1 row issued after 2026-09-30 left out"));
}

TEST_CASE("a side beside an unsigned balance gives it its sign", "[import][lists]") {
  const Folder folder;
  const Outcome outcome =
      import_text(folder,
                  "单据编号,客户名称,单据日期,到期日,借贷方向,余额\n"
                  "Y1,东湖,2026-08-01,2026-09-30,借,700.00\nY2,东湖,2026-08-09,2026-08-09,贷,90.00\n");
  REQUIRE(outcome.status == 0);
  CHECK(receivables_of(folder) == "Y1|东湖|2026-09-30|700.00\nY2|东湖|2026-08-09|-90.00\n");
  CHECK(says(outcome.err, "where \"借贷方向\" says \"贷\", the amount is owed the other way"));
  const Folder types;
  REQUIRE(import_text(types,
                      "Document,Type,Customer,Due,Open balance\n7,Invoice,Ash,2026-10-01,300.00\n"
                      "8,Credit note,Ash,2026-10-01,45.00\n")
              .status == 0);
  CHECK(receivables_of(types) == "7|Ash|2026-10-01|300.00\n8|Ash|2026-10-01|-45.00\n");
}

TEST_CASE("a list's own sum is compared with its rows", "[import][lists]") {
  const std::string rows = "Rechnungsnr.;Kunde;Fällig am;Offen\nA;Eins;26.10.2026;700,00\nB;Zwei;13.11.2026;50,00\n";
  const Folder folder;
  CHECK(says(import_text(folder, rows + "Summe;;;750,00\n").err,
             "the list's own sum agrees with its rows: 750.00 (line 4)"));
  const Folder wrong;
  const Outcome outcome = import_text(wrong, rows + "Summe;;;8.750,00\n");
  CHECK(outcome.status == 1);
  CHECK(says(outcome.err, "list.csv:4:9: the list's own sum is 8,750.00, its rows add up to 750.00: \"8.750,00\""));
}

TEST_CASE("a foot below an empty line ends the list, and the day above it is the list's", "[import][lists]") {
  const Folder folder;
  ImportArguments arguments =
      arguments_for(folder.write("list.csv",
                                 "应收明细\n打印日期：2026/9/30 上午9:05:00\n\n"
                                 "单据编号,客户名称,单据日期,到期日,未收金额,状态\n"
                                 "S1,远帆,2026-08-02,2026-10-01,410.00,未收款\n"
                                 "S2,远帆,2026-08-12,2026-10-11,0.00,已收款\n\n汇总\n未收金额,¥410.00\n"),
                    "receivables", folder.books());
  arguments.currency = "CNY";
  const Outcome outcome = import_with(arguments);
  REQUIRE(outcome.status == 0);
  CHECK(receivables_of(folder) == "S1|远帆|2026-10-01|410.00\n");
  CHECK(says(text_of(folder.books() / "company.toml"), "as_of = 2026-09-30"));
  CHECK(says(outcome.err, "the list ends before line 8"));
  CHECK(says(outcome.err, "the list's own sum agrees with its rows: 410.00 (line 9)"));
}

TEST_CASE("money in a column that means nothing to the program is asked about", "[import][lists]") {
  const std::string csv =
      "Invoice,Customer,Due,Balance,Court fee\n1,Ash,2026-10-05,1000.00,100.00\n2,Elm,2026-10-06,500.00,0.00\n";
  const Folder folder;
  CHECK(says(import_text(folder, csv).err,
             "money in the column \"Court fee\", which is not understood: \"100.00\"; say in a mapping what it "
             "is, below [columns]; or less = [\"Court fee\"], where it is to be taken off the amount; or that it "
             "changes nothing: ignore = [\"Court fee\"]"));
  REQUIRE(import_text(folder, csv, "ignore = [\"Court fee\"]\n").status == 0);
  CHECK(receivables_of(folder) == "1|Ash|2026-10-05|1000.00\n2|Elm|2026-10-06|500.00\n");
}

TEST_CASE("rows of one document count once or add up, or are asked about", "[import][lists]") {
  const Folder repeated;
  REQUIRE(import_text(repeated,
                      "Invoice,Customer,Due,Invoice total,Product,Line total\nP1,Ash,2026-10-05,90.00,Cup,50.00\n"
                      "P1,Ash,2026-10-05,90.00,Pot,40.00\n")
              .status == 0);
  CHECK(receivables_of(repeated) == "P1|Ash|2026-10-05|90.00\n");
  const std::string unclear =
      "Invoice,Customer,Due,Amount,Product\nP1,Ash,2026-10-05,90.00,Cup\nP1,Ash,2026-10-05,90.00,Pot\n";
  const Folder asked;
  CHECK(
      says(import_text(asked, unclear).err, "rows of one number: the document's amount on each, or lines that add up"));
  REQUIRE(import_text(asked, unclear, "lines = \"sum\"\n").status == 0);
  CHECK(receivables_of(asked) == "P1|Ash|2026-10-05|180.00\n");
}

TEST_CASE("what is due at once or without a day of its own gets one", "[import][lists]") {
  const Folder folder;
  const Outcome outcome = import_text(folder,
                                      "Invoice,Customer,Issued,Due,Open balance\n1,Ash,2026-09-02,2026-10-02,100.00\n"
                                      "2,Ash,2026-09-10,Due on receipt,50.00\n3,Ash,2026-09-12,,-20.00\n"
                                      "4,Elm,2026-09-15,,70.00\n5,Elm,2026-09-20,2026-10-20,30.00\n");
  REQUIRE(outcome.status == 0);
  CHECK(receivables_of(folder) ==
        "1|Ash|2026-10-02|100.00\n2|Ash|2026-09-10|50.00\n3|Ash|2026-09-12|-20.00\n4|Elm|2026-10-15|70.00\n"
        "5|Elm|2026-10-20|30.00\n");
  CHECK(says(text_of(folder.books() / "receivables.csv"), "ASSUMPTION: no due date, so 30 days after its issue"));
}

TEST_CASE("a list without numbers is numbered by its lines", "[import][lists]") {
  const Folder folder;
  REQUIRE(import_text(folder, "客户,金额,到期日\n海岸贸易,1850,2026/10/31\n山丘家居,924,2026/11/16\n").status == 0);
  CHECK(receivables_of(folder) == "line 2|海岸贸易|2026-10-31|1850.00\nline 3|山丘家居|2026-11-16|924.00\n");
}

TEST_CASE("the line at fault is the one that is named", "[import][lists]") {
  const Folder folder;
  CHECK(
      says(import_text(folder, "Invoice,Customer,Due,Open balance\n1,Ash,2026-10-02,10.00\n2,Ash,someday,10.00\n").err,
           "list.csv:3:7: due is not a date written YYYY-MM-DD: \"someday\""));
}

TEST_CASE("ages are read in their own units", "[import][ageing]") {
  const auto middle = [](const char* heading) { return ageing_bucket(heading).value().middle(); };
  CHECK(middle("1-2年") == 547);
  CHECK(middle("3年以上") == 1109);
  CHECK(middle("3-6个月") == 135);
  CHECK(middle("Over 1 year") == 380);
  CHECK(middle("6 months to 1 year") == 272);
  CHECK(middle("Within 30 days") == 15);
  CHECK(!ageing_bucket("12-14 High Street"));
  CHECK(!ageing_bucket("2-4 Day Delivery"));
  const auto bands = ageing_buckets({"Customer", "< 30 days", "< 60 days", "< 90 days", "Older"});
  CHECK(bands[1]->middle() == 15);
  CHECK(bands[2]->middle() == 45);
  CHECK(bands[3]->middle() == 75);
  CHECK(bands[4]->middle() == 105);
  const Folder folder;
  REQUIRE(import_list(folder, exports / "sage_aged_debtors.csv", "receivables", "GBP").status == 0);
  CHECK(receivables_of(folder) ==
        "ageing < 30 days|Quartz Gyms|2026-09-15|500.00\nageing < 60 days|Quartz Gyms|2026-08-16|200.00\n"
        "ageing < 60 days|Ridge Farm|2026-08-16|120.00\nageing < 90 days|Ridge Farm|2026-07-17|80.00\n"
        "ageing Older|Ridge Farm|2026-06-17|40.00\n");
  const Folder years;
  REQUIRE(import_list(years, exports / "zhangling_years.csv", "receivables", "CNY").status == 0);
  CHECK(says(receivables_of(years), "ageing 3年以上|无锡蓝湾酒店|2023-09-17|18000.00\n"));
}

TEST_CASE("dates and numbers are read as East Asian and Romance writers write them", "[import][formats]") {
  const auto day = [](const char* pattern, const char* text) { return DateFormat::parse(pattern)->read(text); };
  CHECK(day("GYY年MM月DD日", "令和8年10月31日") == Date::of(2026, 10, 31));
  CHECK(day("GYY.MM.DD", "R8.10.31") == Date::of(2026, 10, 31));
  CHECK(day("GYY年MM月DD日", "令和元年5月1日") == Date::of(2019, 5, 1));
  CHECK(day("YYYY年MM月DD日", "二〇二六年十月三十一日") == Date::of(2026, 10, 31));
  CHECK(day("YYYY/MM/DD", "２０２６／１０／３１") == Date::of(2026, 10, 31));
  CHECK(day("DD MMM YYYY", "31 de octubre de 2026") == Date::of(2026, 10, 31));
  CHECK(day("DD MMM YYYY", "1er février 2026") == Date::of(2026, 2, 1));
  CHECK(day("DD MMM YYYY", "5 juillet 2026") == Date::of(2026, 7, 5));
  CHECK(read_exported_amount("▲5,000", DecimalSign::point)->plain == "-5000");
  CHECK(read_exported_amount("△ 3,000", DecimalSign::point)->plain == "-3000");
  CHECK(read_exported_amount("１１０，０００", DecimalSign::point)->plain == "110000");
}
