#!/usr/bin/python3
"""Makes fixtures/exports/workshop.gnucash with GnuCash itself, through its Python bindings.

Needs the Debian packages gnucash, python3-gnucash and libdbd-sqlite3. The firm is invented. GnuCash gives every record a random
identifier and notes the time, so the file differs from run to run; what is owed does not. No test runs this script.

    tools/make_gnucash_books.py fixtures/exports/workshop.gnucash
    gnucash-cli --report run --name "Receivable Aging" fixtures/exports/workshop.gnucash > aging.html

On standard output: what GnuCash says each customer, vendor and employee owes or is owed, and the balance of each account.
"""

import datetime
import os
import sys

from gnucash import Account, GncLot, GncNumeric, GncPrice, Session, SessionOpenMode, Split, Transaction
from gnucash import gnucash_core_c as core
from gnucash.gnucash_business import BillTerm, Customer, Employee, Entry, Invoice, Job, TaxTable, TaxTableEntry, Vendor

PERCENT = 2  # gncAmountType: a percentage, not a sum


def day(text):
    return datetime.date.fromisoformat(text)


def number(text):
    """1250.5 as GnuCash's fraction of hundredths."""
    sign = -1 if text.startswith("-") else 1
    whole, _, cents = text.lstrip("-").partition(".")
    return GncNumeric(sign * int(whole + cents.ljust(2, "0")), 100)


class Books:
    def __init__(self, path):
        url = "sqlite3://" + os.path.abspath(path)
        empty = Session(url, SessionOpenMode.SESSION_NEW_STORE)  # a fresh store takes records only once it was saved and opened again
        empty.save()
        empty.end()
        self.session = Session(url, SessionOpenMode.SESSION_NORMAL_OPEN)
        self.book = self.session.book
        table = self.book.get_table()
        self.eur, self.usd = table.lookup("CURRENCY", "EUR"), table.lookup("CURRENCY", "USD")
        self.make_accounts()
        self.net30 = self.terms("Net 30", core.GNC_TERM_TYPE_DAYS, 30)
        self.net14 = self.terms("2/7 Net 14", core.GNC_TERM_TYPE_DAYS, 14, discount=(7, number("2")))
        self.proximo = self.terms("15th, cut-off 25th", core.GNC_TERM_TYPE_PROXIMO, 15, cutoff=25)
        self.vat = TaxTable(self.book, "VAT 19", TaxTableEntry(self.tax, True, number("19")))

    def make_accounts(self):
        assets = self.account("Assets", core.ACCT_TYPE_ASSET, self.eur)
        assets.SetPlaceholder(True)
        self.bank = self.account("Bank", core.ACCT_TYPE_BANK, self.eur, assets)
        self.till = self.account("Till", core.ACCT_TYPE_CASH, self.eur, assets)
        self.dollars = self.account("Dollar account", core.ACCT_TYPE_BANK, self.usd, assets)
        self.owed_eur = self.account("Receivable", core.ACCT_TYPE_RECEIVABLE, self.eur, assets)
        self.owed_usd = self.account("Receivable in dollars", core.ACCT_TYPE_RECEIVABLE, self.usd, assets)
        debts = self.account("Liabilities", core.ACCT_TYPE_LIABILITY, self.eur)
        self.owing = self.account("Payable", core.ACCT_TYPE_PAYABLE, self.eur, debts)
        self.tax = self.account("VAT", core.ACCT_TYPE_LIABILITY, self.eur, debts)
        self.card = self.account("Company card", core.ACCT_TYPE_CREDIT, self.eur, debts)
        self.loan = self.account("Bank loan", core.ACCT_TYPE_LIABILITY, self.eur, debts)
        self.sales = self.account("Sales", core.ACCT_TYPE_INCOME, self.eur)
        self.exports = self.account("Export sales", core.ACCT_TYPE_INCOME, self.usd)
        self.costs = self.account("Materials", core.ACCT_TYPE_EXPENSE, self.eur)
        self.opening = self.account("Opening balances", core.ACCT_TYPE_EQUITY, self.eur)
        self.opening_usd = self.account("Opening balances in dollars", core.ACCT_TYPE_EQUITY, self.usd)

    def account(self, name, kind, currency, parent=None):
        account = Account(self.book)
        (parent or self.book.get_root_account()).append_child(account)
        account.SetName(name)
        account.SetType(kind)
        account.SetCommodity(currency)
        return account

    def terms(self, name, kind, days, cutoff=0, discount=None):
        terms = BillTerm(self.book)
        terms.BeginEdit()
        terms.SetName(name)
        terms.SetType(kind)
        terms.SetDueDays(days)
        terms.SetCutoff(cutoff)
        if discount:
            terms.SetDiscountDays(discount[0])
            terms.SetDiscount(discount[1])
        terms.CommitEdit()
        return terms

    def party(self, kind, identity, name, currency=None):
        party = kind(self.book, identity, currency or self.eur, name)
        party.GetAddr().SetName(name)
        return party

    def employee(self, identity, username, name):
        employee = Employee(self.book, identity, self.eur)
        employee.BeginEdit()
        employee.SetUsername(username)
        employee.GetAddr().SetName(name)
        employee.CommitEdit()
        return employee

    def transfer(self, date, source, target, amount, words):
        """Moves an amount of one currency."""
        transaction = Transaction(self.book)
        transaction.BeginEdit()
        transaction.SetCurrency(target.GetCommodity())
        transaction.SetDatePostedSecsNormalized(day(date))
        transaction.SetDescription(words)
        for account, value in ((target, number(amount)), (source, number(amount).neg())):
            split = Split(self.book)
            split.SetParent(transaction)
            split.SetAccount(account)
            split.SetValue(value)
            split.SetAmount(value)
        transaction.CommitEdit()

    def price(self, date, value):
        price = GncPrice(self.book)
        price.begin_edit()
        price.set_commodity(self.usd)
        price.set_currency(self.eur)
        price.set_time64(datetime.datetime.fromisoformat(date + "T10:59:00"))
        price.set_value(GncNumeric(int(round(float(value) * 10000)), 10000))
        price.commit_edit()
        self.book.get_price_db().add_price(price)

    def document(self, identity, owner, date, lines, currency=None, terms=None, credit=False, reference=""):
        """An invoice, bill or voucher. A line: words, quantity, price, [taxed, [tax included, [discount in percent]]]."""
        document = Invoice(self.book, identity, currency or self.eur, owner, day(date))
        document.BeginEdit()
        document.SetIsCreditNote(credit)
        document.SetBillingID(reference)
        if terms:
            document.SetTerms(terms)
        document.CommitEdit()
        end_owner = owner.GetOwner() if isinstance(owner, Job) else owner
        for line in lines:
            self.entry(document, isinstance(end_owner, Customer), date, credit, *line)
        return document

    def entry(self, document, is_sale, date, credit, words, quantity, price, taxed=False, included=False, discount=None):
        entry = Entry(self.book, None, day(date))
        entry.BeginEdit()
        entry.SetDescription(words)
        entry.SetDocQuantity(number(quantity), credit)
        if is_sale:
            entry.SetInvAccount(self.exports if document.GetCurrency().get_mnemonic() == "USD" else self.sales)
            entry.SetInvPrice(number(price))
            entry.SetInvTaxable(taxed)
            entry.SetInvTaxIncluded(included)
            if taxed:
                entry.SetInvTaxTable(self.vat)
            if discount:
                entry.SetInvDiscountType(PERCENT)
                entry.SetInvDiscountHow(core.GNC_DISC_PRETAX)
                entry.SetInvDiscount(number(discount))
            document.AddEntry(entry)
        else:
            entry.SetBillAccount(self.costs)
            entry.SetBillPrice(number(price))
            entry.SetBillTaxable(taxed)
            entry.SetBillTaxIncluded(included)
            if taxed:
                entry.SetBillTaxTable(self.vat)
            core.gncBillAddEntry(document.instance, entry.instance)
        entry.CommitEdit()

    def post(self, document, date, due):
        account = self.owing
        if isinstance(self.end_owner(document), Customer):
            account = self.owed_usd if document.GetCurrency().get_mnemonic() == "USD" else self.owed_eur
        document.PostToAccount(account, day(date), day(due), "", True, False)

    def end_owner(self, document):
        owner = document.GetOwner()
        return owner.GetOwner() if isinstance(owner, Job) else owner

    def pay(self, document, date, amount, account=None):
        """Pays a document, fully or in part. Money out has a minus, as GnuCash wants it."""
        document.ApplyPayment(None, account or self.bank, number(amount), GncNumeric(1), day(date), "", "")

    def settle_with_credit(self, *documents):
        """Lets GnuCash set a credit note against an invoice."""
        for document in documents:
            document.AutoApplyPayments()


def sell(b):
    alder = b.party(Customer, "000001", "Alder & Söhne")
    birch = b.party(Customer, "000002", "Birch Hill School")
    cedar = b.party(Customer, "000003", "Cedar Yachts, Inc.", b.usd)
    dogwood = b.party(Customer, "000004", "Dogwood Hotels")
    b.party(Customer, "000005", "Elm Café")  # never invoiced
    dogwood_north = b.party(Customer, "000006", "Dogwood Hotels")  # another firm of the same name

    made = {}

    def invoice(identity, owner, date, due, lines, **options):
        made[identity] = b.document(identity, owner, date, lines, **options)
        b.post(made[identity], date, due)

    # Paid in full, early, late and in two parts.
    invoice("R-2601", alder, "2026-05-04", "2026-06-03", [("Oak tables", "4", "850.00", True)], terms=b.net30)
    b.pay(made["R-2601"], "2026-06-03", "4046.00")
    invoice("R-2602", birch, "2026-05-11", "2026-06-10", [("Benches", "12", "119.00", True, True)], terms=b.net30)
    b.pay(made["R-2602"], "2026-06-24", "1000.00")
    b.pay(made["R-2602"], "2026-07-07", "428.00")
    invoice("R-2603", dogwood, "2026-06-01", "2026-06-15", [("Repairs", "1", "640.00", True, False, "2.5")], terms=b.net14)
    b.pay(made["R-2603"], "2026-06-11", "742.56")
    # Open: not yet due, overdue, partly paid, of a job, in dollars.
    invoice("R-2604", birch, "2026-06-29", "2026-08-15", [("Shelves", "7", "99.99", True), ("Fitting", "3.5", "48.00", True)],
            terms=b.proximo)
    invoice("R-2605", alder, "2026-07-20", "2026-08-19", [("Counter", "1", "6200.00", True)], terms=b.net30)
    b.pay(made["R-2605"], "2026-08-20", "2500.00")
    refit = Job(b.book, "J-1", dogwood, "Refit of the lobby")
    invoice("R-2606", refit, "2026-08-10", "2026-08-24", [("Panelling", "18", "210.00", True, False, "5"), ("Varnish", "6", "31.17", True, True)],
            terms=b.net14)
    invoice("R-2607", cedar, "2026-07-15", "2026-08-14", [("Teak deck", "1", "18400.00")], currency=b.usd, terms=b.net30)
    b.pay(made["R-2607"], "2026-08-21", "8400.00", b.dollars)
    invoice("R-2608", cedar, "2026-08-28", "2026-09-27", [("Hatches", "3", "1133.33")], currency=b.usd, terms=b.net30)
    invoice("R-2609", dogwood_north, "2026-08-31", "2026-09-30", [("Doors", "2", "415.50", True)], terms=b.net30)
    invoice("R-2610", birch, "2026-09-14", "2026-10-14", [("Stools", "20", "36.00", True)], terms=b.net30)
    # A credit note that is still open, and one that cancels an invoice.
    invoice("G-2601", alder, "2026-08-31", "2026-08-31", [("Scratched top", "1", "150.00", True)], credit=True)
    invoice("R-2611", dogwood_north, "2026-09-01", "2026-10-01", [("Wrong doors", "1", "200.00", True)], terms=b.net30)
    invoice("G-2602", dogwood_north, "2026-09-03", "2026-09-03", [("Wrong doors, taken back", "1", "200.00", True)], credit=True)
    b.settle_with_credit(made["R-2611"], made["G-2602"])
    # Paid without an invoice: a payment on account.
    dogwood.ApplyPayment(None, None, b.owed_eur, b.bank, number("300.00"), GncNumeric(1), day("2026-09-10"), "on account", "", False)
    # Drafts.
    b.document("R-2612", alder, "2026-09-15", [("Chairs", "6", "140.00", True), ("Delivery", "1", "75.00", True, True, "10")], terms=b.net30)
    b.document("R-2613", cedar, "2026-09-16", [("Mast step", "1", "990.00")], currency=b.usd)


def buy(b):
    forest = b.party(Vendor, "000001", "Forest Timber")  # the number of a customer too
    glue = b.party(Vendor, "000002", "Glue & Screw")
    alder = b.party(Vendor, "000003", "Alder & Söhne")  # a customer too
    ines = b.employee("000001", "ines", "Inès Okafor")

    made = {}

    def bill(identity, owner, date, due, lines, **options):
        made[identity] = b.document(identity, owner, date, lines, **options)
        b.post(made[identity], date, due)

    bill("B-101", forest, "2026-05-18", "2026-06-17", [("Oak", "3", "780.00", True)], terms=b.net30, reference="FT/2291")
    b.pay(made["B-101"], "2026-06-17", "-2784.60")
    bill("B-102", glue, "2026-07-02", "2026-07-16", [("Screws", "40", "6.40", True, True)], terms=b.net14)
    b.pay(made["B-102"], "2026-07-20", "-256.00", b.card)
    bill("B-103", forest, "2026-08-03", "2026-09-02", [("Ash", "5", "512.25", True)], terms=b.net30, reference="FT/2377")
    b.pay(made["B-103"], "2026-09-02", "-1000.00")
    bill("B-104", glue, "2026-09-07", "2026-09-21", [("Glue", "25", "13.79", True)], terms=b.net14)
    bill("B-105", alder, "2026-09-09", "2026-10-09", [("Turning work", "1", "480.00", True)], terms=b.net30)
    bill("B-106", glue, "2026-09-10", "2026-09-10", [("Screws sent back", "10", "6.40", True, True)], credit=True)
    bill("V-1", ines, "2026-09-11", "2026-09-11", [("Ferry", "1", "84.60"), ("Meals", "1", "31.20")])
    bill("V-2", ines, "2026-06-08", "2026-06-08", [("Fuel", "1", "58.00")])
    b.pay(made["V-2"], "2026-06-12", "-58.00", b.till)
    b.document("B-107", forest, "2026-09-16", [("Walnut", "2", "1450.00", True)], terms=b.net30)


def say(b):
    def value(numeric):
        return "%.2f" % numeric.to_double()

    for account in (b.owed_eur, b.owed_usd, b.owing):
        owed = {}
        for lot in account.GetLotList():
            lot = GncLot(instance=lot)
            invoice = core.gncInvoiceGetInvoiceFromLot(lot.instance)
            name = "no document"
            if invoice:
                owner = b.end_owner(Invoice(instance=invoice))
                name = "%s %s" % (owner.GetUsername() if isinstance(owner, Employee) else owner.GetName(), owner.GetID())
            owed[name] = owed.get(name, 0) + lot.get_balance().to_double()
        for name in sorted(owed):
            print("%-22s %-4s %-32s %13.2f" % (account.GetName(), account.GetCommodity().get_mnemonic(), name, owed[name]))
    for account in (b.bank, b.till, b.dollars, b.owed_eur, b.owed_usd, b.owing, b.tax, b.card, b.loan):
        print("%-22s %-4s %46s" % (account.GetName(), account.GetCommodity().get_mnemonic(), value(account.GetBalance())))


def say_earlier(b, date):
    noon = datetime.datetime.fromisoformat(date + "T12:00:00")
    for account in (b.bank, b.till, b.dollars, b.owed_eur, b.owed_usd, b.owing):
        balance = account.GetBalanceAsOfDate(noon)
        print("%-22s %-4s on %s %31.2f" % (account.GetName(), account.GetCommodity().get_mnemonic(), date, balance.to_double()))


def main(path):
    b = Books(path)
    b.transfer("2026-05-01", b.opening, b.bank, "31000.00", "Opening balance")
    b.transfer("2026-05-01", b.opening, b.till, "350.00", "Opening balance")
    b.transfer("2026-05-01", b.opening_usd, b.dollars, "2500.00", "Opening balance")
    b.transfer("2026-05-01", b.loan, b.opening, "24000.00", "Opening balance")
    b.price("2026-06-30", "0.8812")
    b.price("2026-08-31", "0.8850")
    sell(b)
    buy(b)
    b.transfer("2026-09-15", b.bank, b.till, "200.00", "Cash for the till")
    b.transfer("2026-09-18", b.bank, b.costs, "61.90", "Bank charges")
    say(b)
    say_earlier(b, "2026-08-31")
    b.session.save()
    b.session.end()


if __name__ == "__main__":
    main(sys.argv[1])
