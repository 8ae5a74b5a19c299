#!/usr/bin/env python3
"""Writes the generated tables of the made-up firms in fixtures/companies.

    tools/make_companies.py            rewrites them in place; the result is committed

Two firms: Silver Carp Garments and Kestrel Foodservice. What an owner would type by hand (company.toml, delays.csv, suppliers.csv,
rates.csv) is not touched, save the expected sales at the end of Kestrel's company.toml, below a line that says so. Every name, amount
and date here is invented; what the parameters rest on is said in each firm's README.md. The seed is fixed: the same Python writes the same
bytes. Needs Python 3.9, and nothing else; neither the build nor the tests need it.
"""

import csv
import math
import pathlib
import random
from datetime import date, timedelta

COMPANIES = pathlib.Path(__file__).resolve().parent.parent / "fixtures" / "companies"


def write(path, header, rows):
    with open(path, "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(header)
        table.writerows(rows)


def money(amount):
    return f"{amount:.2f}"


def iso(day):
    return "" if day is None else day.isoformat()


def days_late(rng, law):
    """A delay in days, or None for never: on time, late by a lognormal, or never."""
    on_time, median, sigma, never = law
    u = rng.random()
    if u < on_time:
        return 0
    if u >= 1 - never:
        return None
    return max(1, math.ceil(median * math.exp(sigma * rng.gauss(0, 1))))


# ---- Silver Carp Garments ------------------------------------------------------------------------------------------------

GARMENT_AS_OF = date(2026, 11, 15)
GARMENT_SEASON = [1.20, 1.15, 1.05, 0.80, 0.75, 0.95, 1.25, 1.30, 1.20, 0.85, 0.75, 0.75]

# counterparty: share of sales, terms in days, deposit, (on time, median, sigma, never), cancellation, failure, group, country
BUYERS = {
    "Halloran Stores": (0.33, 60, 0.0, (0.55, 3, 2.25, 0.012), 0.06, 0.04, "department stores", "US"),
    "Brookvale Brands": (0.23, 30, 0.3, (0.60, 3, 2.00, 0.010), 0.04, 0.02, "brands", "US"),
    "Nordhafen Mode GmbH": (0.18, 60, 0.2, (0.67, 15, 0.90, 0.015), 0.03, 0.03, "retailers", "DE"),
    "Pemberton & Rook": (0.15, 75, 0.0, (0.47, 30, 1.00, 0.050), 0.07, 0.07, "department stores", "GB"),
    "Tasman Thread": (0.07, 14, 0.3, (0.63, 15, 0.90, 0.020), 0.03, 0.02, "brands", "AU"),
}
STYLES = {
    "Halloran Stores": "HS", "Brookvale Brands": "BB", "Nordhafen Mode GmbH": "NM", "Pemberton & Rook": "PR", "Tasman Thread": "TT",
}
YEARLY_SALES_USD = 8_600_000
FABRIC_SHARE = 0.58  # of an order: fabric, trims, dyeing, sewing given out
MILLS = ["Keqiao Weaving", "Tongxiang Knits", "Paojiang Dyehouse", "Zhuji Sewing Cooperative"]


def month_amount(buyer, month):
    return YEARLY_SALES_USD * BUYERS[buyer][0] / 12 * GARMENT_SEASON[month - 1]


def months(first, count):
    year, month = first
    for _ in range(count):
        yield year, month
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def shipments(rng, first, count, share=lambda year, month: 1.0):
    """(buyer, day, amount in USD) of each shipment, split over one to three orders a month and buyer."""
    for year, month in months(first, count):
        for buyer in BUYERS:
            whole = month_amount(buyer, month) * share(year, month) * math.exp(rng.gauss(0, 0.12))
            parts = 3 if whole > 220_000 else 2 if whole > 90_000 else 1
            weights = [0.6 + rng.random() for _ in range(parts)]
            for weight in weights:
                day = date(year, month, rng.randint(4, 27))
                amount = round(whole * weight / sum(weights) / 240) * 240
                if amount > 4_000:
                    yield buyer, day, amount


def charged_back(buyer, amount, first_of_buyer):
    """Pemberton & Rook charges a sixth of its oldest open invoice back, for late delivery."""
    return (money(round(amount / 6, 2)), "0.6") if buyer == "Pemberton & Rook" and first_of_buyer else ("", "")


def garment_tables():
    rng = random.Random(20261115)
    folder = COMPANIES / "silver_carp_garments"
    invoices, settled = [], []
    number = 2600
    for buyer, day, amount in sorted(shipments(rng, (2025, 11), 13), key=lambda row: row[1]):
        if day >= GARMENT_AS_OF:
            continue
        number += rng.choice([3, 4, 7])
        _, terms, deposit, law, *_ = BUYERS[buyer]
        due = day + timedelta(days=terms)
        late = days_late(rng, law)
        paid = None if late is None else due + timedelta(days=late)
        invoice = (f"SC-{number}", buyer, day, due, amount * (1 - deposit))
        if paid is not None and paid < GARMENT_AS_OF:
            settled.append((invoice, paid))
        elif due > GARMENT_AS_OF - timedelta(days=120):
            invoices.append(invoice)
        else:
            settled.append((invoice, None))  # written off: in the history only
    write(folder / "receivables.csv", ["invoice", "counterparty", "issued", "due", "amount", "currency", "disputed", "dispute_lost"],
          [[i, c, iso(day), iso(due), money(amount), "USD", *charged_back(c, amount, all(c != before[1] for before in invoices[:k]))]
           for k, (i, c, day, due, amount) in enumerate(invoices)])

    filled = {(2026, 11): 1.0, (2026, 12): 0.95, (2027, 1): 0.85, (2027, 2): 0.60, (2027, 3): 0.35, (2027, 4): 0.15}
    orders, milestones, history = [], [], []
    for buyer, day, amount in sorted(shipments(rng, (2026, 11), 6, lambda y, m: filled[(y, m)]), key=lambda row: row[1]):
        if day <= GARMENT_AS_OF:
            continue
        number += rng.choice([2, 3, 5])
        order = f"{STYLES[buyer]}27-{number}"
        _, terms, deposit, *_ = BUYERS[buyer]
        placed = day - timedelta(days=rng.randint(95, 150))
        placed = min(placed, GARMENT_AS_OF - timedelta(days=rng.randint(2, 20)))
        cost = amount * FABRIC_SHARE * (0.96 + 0.08 * rng.random())
        cost_due = day - timedelta(days=rng.choice([25, 30, 35]))
        if cost_due <= GARMENT_AS_OF:  # the fabric is in the house, its bill among the payables: finishing and packing are to come
            cost, cost_due = cost * 0.2, day - timedelta(days=2)
        received = deposit
        if buyer == "Brookvale Brands":  # 30% on order; 40% when the goods have passed inspection; the rest on terms
            received = deposit if (day - GARMENT_AS_OF).days < 90 else 0.0
            if received == 0.0:
                milestones.append([order, buyer, "deposit", iso(GARMENT_AS_OF + timedelta(days=rng.randint(6, 20))), money(amount * 0.3),
                                   "1"])
            milestones.append([order, buyer, "inspection passed", iso(day - timedelta(days=5)), money(amount * 0.4), ""])
        orders.append([order, buyer, iso(placed), iso(day), money(amount), terms, "USD", money(amount * received) if received else "",
                       money(cost), iso(cost_due), rng.choice(["0.80", "0.90", "1.00"]), rng.choice(MILLS)][:-1])
    write(folder / "orders.csv", ["order", "counterparty", "placed", "ships", "amount", "terms_days", "currency", "deposit", "cost",
                                  "cost_due", "cost_sunk"], orders)
    write(folder / "milestones.csv", ["order", "counterparty", "milestone", "due", "amount", "if_cancelled"], milestones)

    bills = []
    for supplier, bill, count, least, most in [
            ("Keqiao Weaving", "KW-31", 5, 90_000, 260_000), ("Tongxiang Knits", "T2026/8", 4, 70_000, 190_000),
            ("Paojiang Dyehouse", "PJ", 4, 40_000, 120_000), ("Zhuji Sewing Cooperative", "ZS-11", 4, 60_000, 150_000),
            ("Haining Trims", "HT", 4, 12_000, 38_000), ("Beilun Freight", "BF-77", 3, 18_000, 52_000)]:
        for k in range(count):
            due = GARMENT_AS_OF + timedelta(days=-14 + 12 * k + rng.randint(0, 8))
            bills.append([f"{bill}{rng.randint(10, 99)}{k}", supplier, iso(due - timedelta(days=30)), iso(due),
                          money(rng.randint(least, most) // 10 * 10 + 0.5 * rng.randint(0, 1)), "CNY", "supplier"])
    bills += [["PW-1126", "Power and steam company", "2026-11-05", "2026-11-22", "88340.60", "CNY", "utilities"],
              ["LAB-3310", "Textile testing laboratory", "2026-10-20", "2026-11-19", "21600.00", "CNY", "other"],
              ["MS-0914", "Sewing machine service", "2026-11-02", "2026-12-02", "17850.00", "CNY", "maintenance"]]
    write(folder / "payables.csv", ["bill", "counterparty", "issued", "due", "amount", "currency", "class"],
          sorted(bills, key=lambda row: (row[3], row[0])))

    for (invoice, buyer, day, due, amount), paid in settled:
        history.append(["invoice", invoice, buyer, iso(day), iso(due), money(amount), iso(paid), "", "USD"])
    cancelled = {7, 19, 44}
    for k, (buyer, day, amount) in enumerate(sorted(shipments(rng, (2025, 12), 11), key=lambda row: row[1])):
        gone = k in cancelled
        settled_on = day - timedelta(days=rng.randint(20, 40)) if gone else day + timedelta(days=rng.choice([0, 0, 0, 3, 6]))
        history.append(["order", f"{STYLES[buyer]}26-{900 + 3 * k}", buyer, iso(day - timedelta(days=rng.randint(95, 150))), iso(day),
                        money(amount), iso(settled_on), "true" if gone else "", "USD"])
    for supplier in MILLS + ["Haining Trims"]:
        for k in range(11):
            due = date(2025, 12, 8) + timedelta(days=29 * k + rng.randint(0, 9))
            history.append(["bill", f"{supplier[:2].upper()}-{2500 + 17 * k}", supplier, iso(due - timedelta(days=30)), iso(due),
                            money(rng.randint(4_000, 21_000) * 10), iso(due + timedelta(days=max(0, round(rng.gauss(10, 5))))), "", "CNY"])
    write(folder / "history.csv", ["kind", "id", "counterparty", "issued", "due", "amount", "settled", "cancelled", "currency"],
          sorted(history, key=lambda row: (row[0], row[3], row[1])))
    rows = [[name, row[4], *[f"{x:g}" for x in (row[3][0], row[3][1], row[3][2], row[3][3])], "", row[5], row[6], row[7]]
            for name, row in BUYERS.items()]
    rows.append(["Keqiao stock lots", "", "0.63", "15", "0.9", "0.03", "", "", "domestic", "CN"])
    rows.append(["Tax office, export VAT refund", "", "", "", "", "", "vat_refund", "", "public", "CN"])
    write(folder / "counterparties.csv", ["counterparty", "cancellation", "on_time", "late_median_days", "late_sigma", "never", "delay_law",
                                          "failure", "group", "country"], rows)


# ---- Kestrel Foodservice -------------------------------------------------------------------------------------------------

WHOLESALE_AS_OF = date(2026, 10, 31)
MONTHLY_SALES_USD = 960_000

# group: customers, size against the mean, terms, (on time, median, sigma, never), failure a year, prompt share, volatility
TRADES = {
    "restaurants": (118, 1.0, 14, (0.50, 6, 1.30, 0.020), 0.09, 0.0, 0.30),
    "cafes": (64, 0.5, 14, (0.55, 5, 1.30, 0.020), 0.08, 0.0, 0.25),
    "bars": (34, 0.6, 14, (0.48, 8, 1.20, 0.025), 0.09, 0.0, 0.30),
    "caterers": (24, 1.1, 21, (0.55, 7, 1.30, 0.015), 0.06, 0.4, 0.45),
    "hotels": (14, 3.4, 30, (0.60, 9, 1.00, 0.008), 0.03, 0.0, 0.20),
    "canteens": (26, 2.2, 30, (0.72, 6, 0.90, 0.003), 0.005, 0.0, 0.15),
}
TRADE_NAMES = {
    "restaurants": ["Grill", "Kitchen", "Diner", "Tavern House", "Smokehouse", "Pizzeria", "Noodle Bar", "Bistro", "Steakhouse", "Taqueria"],
    "cafes": ["Cafe", "Coffee", "Bakery", "Tea Room", "Espresso"],
    "bars": ["Taproom", "Bar", "Pub", "Lounge"],
    "caterers": ["Catering", "Events", "Banquets"],
    "hotels": ["Inn", "Hotel", "Lodge"],
    "canteens": ["School District", "Care Home", "Plant Canteen", "Hospital Kitchen"],
}
FIRST_WORDS = ["Copper", "Blue", "Maple", "Old", "River", "Lantern", "Corner", "Red", "Harvest", "Union", "Iron", "Lakeside", "Silver", "Cedar",
               "Garden", "Market", "Anchor", "Sunny", "Stone", "Amber"]
SECOND_WORDS = ["Kettle", "Heron", "Street", "Mill", "Bend", "Lamp", "Porch", "Fox", "Barn", "Depot", "Skillet", "Orchard", "Spoon", "Ridge",
                "Gate", "Wagon", "Finch", "Bridge", "Hollow", "Creek"]
PURVEYORS = {
    "Maumee Provisions": 0.34, "Great Basin Produce": 0.22, "Swan Creek Dairy": 0.17, "Continental Dry Goods": 0.19, "Fallen Timbers Paper": 0.08,
}


def customers(rng):
    """name, group, monthly sales, day of the monthly statement, main supplier."""
    names, found = set(), []
    mean = MONTHLY_SALES_USD / sum(count * size for count, size, *_ in TRADES.values())
    for group, (count, size, *_) in TRADES.items():
        drawn = []
        while len(drawn) < count:
            name = f"{rng.choice(FIRST_WORDS)} {rng.choice(SECOND_WORDS)} {rng.choice(TRADE_NAMES[group])}"
            if name in names:
                continue
            names.add(name)
            drawn.append((name, math.exp(rng.gauss(0, 0.65))))
        whole = sum(weight for _, weight in drawn)
        for name, weight in drawn:
            supplier = rng.choices(list(PURVEYORS), list(PURVEYORS.values()))[0]
            found.append((name, group, max(150, round(mean * size * count * weight / whole, -1)), rng.randint(1, 28), supplier))
    return found


def wholesale_tables():
    rng = random.Random(20261031)
    folder = COMPANIES / "kestrel_foodservice"
    firms = customers(rng)
    rows = []
    for name, group, *_ in firms:
        _, _, _, law, failure, prompt, _ = TRADES[group]
        spread = math.exp(rng.gauss(0, 0.35))  # customers of one trade are not alike
        on_time = min(0.92, max(0.15, law[0] + rng.gauss(0, 0.12)))
        rows.append([name, f"{on_time:.2f}", f"{law[1] * spread:.1f}", f"{law[2]:g}", f"{law[3] * spread:.3f}", f"{prompt:g}" if prompt else "",
                     f"{failure:g}", group, "US"])
    write(folder / "counterparties.csv", ["counterparty", "on_time", "late_median_days", "late_sigma", "never", "prompt_share", "failure",
                                          "group", "country"], rows)
    laws = {row[0]: (float(row[1]), float(row[2]), float(row[3]), float(row[4])) for row in rows}

    open_invoices, history = [], []
    number = 48_000
    issued = []
    for name, group, amount, day, _ in firms:
        for year, month in months((2026, 5), 6):
            issued.append((date(year, month, day), name, group, amount))
    for day, name, group, amount in sorted(issued):
        if day > WHOLESALE_AS_OF:
            continue
        number += rng.choice([1, 1, 2, 3])
        due = day + timedelta(days=TRADES[group][2])
        late = days_late(rng, laws[name])
        paid = None if late is None else due + timedelta(days=late)
        invoiced = round(amount * math.exp(rng.gauss(0, TRADES[group][6] * 0.8)), 2)
        if paid is not None and paid < WHOLESALE_AS_OF:
            if day >= date(2026, 8, 1):
                history.append(["invoice", f"K{number}", name, iso(day), iso(due), money(invoiced), iso(paid)])
        elif due > WHOLESALE_AS_OF - timedelta(days=75):
            disputed = invoiced > 400 and rng.random() < 0.02
            open_invoices.append([f"K{number}", name, iso(day), iso(due), money(invoiced), money(round(invoiced * 0.3, 2)) if disputed else "",
                                  "0.5" if disputed else ""])
    write(folder / "receivables.csv", ["invoice", "counterparty", "issued", "due", "amount", "disputed", "dispute_lost"], open_invoices)

    bills = []
    for supplier, share in PURVEYORS.items():
        monthly = MONTHLY_SALES_USD * 0.80 * share
        for k in range(5):  # two deliveries a week, 14 days to pay, paid a few days late
            due = WHOLESALE_AS_OF + timedelta(days=-4 + 3 * k)
            bills.append([f"{supplier.split()[0][:3].upper()}-{7100 + 13 * k}", supplier, iso(due - timedelta(days=14)), iso(due),
                          money(monthly / 8.7 * math.exp(rng.gauss(0, 0.12))), "supplier"])
    bills += [["DSL-1026", "Fuel card", "2026-10-25", "2026-11-10", "8420.15", "maintenance"],
              ["EL-1026", "Cold store power", "2026-10-20", "2026-11-09", "6980.40", "utilities"],
              ["INS-Q4", "Liability insurance", "2026-10-01", "2026-11-15", "9150.00", "insurance"]]
    write(folder / "payables.csv", ["bill", "counterparty", "issued", "due", "amount", "class"], sorted(bills, key=lambda row: (row[3], row[0])))

    for supplier, share in PURVEYORS.items():
        for k in range(16):
            due = date(2026, 8, 3) + timedelta(days=5 * k)
            history.append(["bill", f"{supplier.split()[0][:3].upper()}-{6800 + 13 * k}", supplier, iso(due - timedelta(days=14)), iso(due),
                            money(MONTHLY_SALES_USD * 0.80 * share / 6 * math.exp(rng.gauss(0, 0.12))),
                            iso(due + timedelta(days=max(0, round(rng.gauss(5, 3)))))])
    history = [row for row in history if row[6] <= iso(WHOLESALE_AS_OF)]
    write(folder / "history.csv", ["kind", "id", "counterparty", "issued", "due", "amount", "settled"],
          sorted(history, key=lambda row: (row[0], row[3], row[1])))

    path = folder / "company.toml"
    marker = "# ---- expected sales, a stream a customer: written by tools/make_companies.py, seed 20261031 "
    head = path.read_text().split(marker)[0]
    blocks = []
    for name, group, amount, day, supplier in firms:
        first = date(2026, 11, day)
        _, _, terms, _, _, _, volatility = TRADES[group]
        blocks.append(f"""[[sales]]
name = "Deliveries"
counterparty = "{name}"
amount = {amount:.2f}
every = "month"
next = {iso(first)}
until = 2027-12-31
terms_days = {terms}
season = [0.90, 0.92, 0.98, 1.00, 1.06, 1.06, 1.02, 1.03, 1.00, 1.00, 0.98, 1.05]
volatility = {volatility:g}
level_volatility = 0.06
cost_share = 0.790
cost_flex = 0.85
cost_lead_days = -9
""")
    path.write_text(head + marker + "-" * (118 - len(marker)) + "\n\n" + "\n".join(blocks))


garment_tables()
wholesale_tables()
