#include "cli/report/xlsx/drivers_sheet.hpp"

#include "cli/report/words/drivers_words.hpp"
#include "cli/report/words/words.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

std::vector<std::string> said(const Wording& wording, const std::vector<const char*>& texts) {
  std::vector<std::string> out;
  for (const char* text : texts) out.push_back(wording.say(text));
  return out;
}

Cell share(const std::optional<Estimate>& estimate) { return estimate ? Cell(ShareCell{estimate->value}) : Cell(); }

void write_causes(Workbook& workbook, const DriversResult& drivers, const Wording& wording) {
  workbook.heading(said(
      wording, {"what goes wrong", "its part", "standard error", "if it alone went wrong", "if all else went wrong"}));
  for (const CauseShare& cause : drivers.causes)
    workbook.row({wording.say(cause_words(cause.cause)), ShareCell{cause.share.value},
                  ShareCell{cause.share.standard_error}, ShareCell{cause.alone}, ShareCell{cause.without}});
  workbook.empty_row();
}

/// The chart's series are the changes of both ways.
void write_levers(Workbook& workbook, const DriversResult& drivers, const Wording& wording) {
  workbook.heading(said(wording, {"what is different", "change one way", "change the other way", "one way", "chance",
                                  "the other way", "chance", "swing"}));
  const int first = workbook.next_row();
  for (const LeverResult& lever : drivers.levers) {
    const auto change = [](const LeverSide& side) {
      return side.difference ? Cell(ShareCell{side.difference->value}) : Cell();
    };
    CellRow row = {wording.say(lever_words(lever.lever))};
    row.push_back(lever.low ? change(*lever.low) : Cell());
    row.push_back(change(lever.high));
    row.push_back(lever.low ? Cell(wording.say(change_words(lever.low->change))) : Cell());
    row.push_back(lever.low ? share(lever.low->estimate) : Cell());
    row.push_back(wording.say(change_words(lever.high.change)));
    row.push_back(share(lever.high.estimate));
    row.push_back(ShareCell{lever.swing});
    workbook.row(row);
  }
  workbook.chart({SheetChart::Kind::bars,
                  wording.say("What the chance would be if one thing were different"),
                  0,
                  first,
                  workbook.next_row() - 1,
                  {{1}, {2}},
                  9,
                  1});
  workbook.empty_row();
}

void write_customers(Workbook& workbook, const DriversResult& drivers, const Wording& wording) {
  const auto money = [&](double minor) { return MoneyCell{minor * wording.major(1)}; };
  workbook.heading(
      said(wording, {"customer", "should have paid", "missing where it runs short", "missing in all futures"}));
  for (const CustomerReceipts& customer : drivers.customers)
    workbook.row({customer.counterparty, money(customer.expected), money(customer.missing_in_failing),
                  money(customer.missing_in_all)});
  workbook.empty_row();
  workbook.heading(said(wording, {"customer", "invoice", "amount", "change", "standard error"}));
  for (const InvoiceToChase& invoice : drivers.chase)
    workbook.row({invoice.counterparty, invoice.invoice, money(static_cast<double>(invoice.amount)),
                  ShareCell{invoice.difference.value}, ShareCell{invoice.difference.standard_error}});
}

}  // namespace

void write_drivers_sheet(Workbook& workbook, const RunReport& report, const Wording& wording) {
  workbook.sheet("Drivers", {44, 18, 18, 22, 22, 18, 12, 12});
  if (!report.drivers) {
    workbook.heading({wording.say("not computed")});
    return;
  }
  const DriversResult& drivers = *report.drivers;
  workbook.row({wording.say("chance"), share(drivers.all), wording.say("futures"), static_cast<double>(drivers.paths)});
  workbook.empty_row();
  write_causes(workbook, drivers, wording);
  write_levers(workbook, drivers, wording);
  workbook.heading(said(wording, {"payment that fails first", "on", "share of these futures"}));
  for (const FirstUnpaid& first : drivers.first_failures) {
    const std::string dues = wording.say(dues_words(first.payment_class));
    workbook.row({first.items.empty() ? dues : wording.say(message("{} ({})", dues, first.items.front())),
                  report.manifest.as_of + first.day, ShareCell{first.share}});
  }
  workbook.empty_row();
  write_customers(workbook, drivers, wording);
}

}  // namespace headroom
