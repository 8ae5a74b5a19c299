#include "cli/store/schema_views.hpp"

namespace headroom {

namespace {

/// What one minor unit of each currency is worth in major units of the company's: for amounts in views.
constexpr StoredView company_currency = {"company_currency", R"sql(
SELECT c.id AS company_id, u.code AS currency, 1.0 / u.units AS worth
FROM company c JOIN currency u ON u.code = c.currency
UNION ALL
SELECT r.company_id, u.code, CAST(r.rate AS REAL) / u.units
FROM exchange_rate r JOIN currency u ON u.code = r.currency JOIN company c ON c.id = r.company_id
WHERE r.currency <> c.currency)sql"};

constexpr StoredView receivable_amount = {"receivable_amount", R"sql(
SELECT i.id, i.company_id, c.label AS company, i.counterparty, i.invoice, i.due,
       round(i.amount * w.worth * u.units) / u.units AS amount,
       CAST(julianday(c.as_of) - julianday(i.due) AS INTEGER) AS days_overdue
FROM receivable i JOIN company c ON c.id = i.company_id JOIN currency u ON u.code = c.currency
JOIN company_currency w ON w.company_id = c.id AND w.currency = coalesce(i.currency, c.currency))sql"};

constexpr StoredView payable_amount = {"payable_amount", R"sql(
SELECT i.id, i.company_id, c.label AS company, i.counterparty, i.bill, i.due, coalesce(i.class, 'supplier') AS class,
       round(i.amount * w.worth * u.units) / u.units AS amount,
       CAST(julianday(c.as_of) - julianday(i.due) AS INTEGER) AS days_overdue
FROM payable i JOIN company c ON c.id = i.company_id JOIN currency u ON u.code = c.currency
JOIN company_currency w ON w.company_id = c.id AND w.currency = coalesce(i.currency, c.currency))sql"};

constexpr StoredView order_amount = {"order_amount", R"sql(
SELECT i.id, i.company_id, c.label AS company, i.counterparty, i.number,
       max(i.ships, c.as_of) AS ships,
       date(max(i.ships, c.as_of), coalesce(i.terms_days, 0) || ' days') AS due,
       max(coalesce(i.cost_due, i.ships), c.as_of) AS cost_due,
       round(i.amount * w.worth * u.units) / u.units AS amount,
       round((i.amount - coalesce(i.deposit, 0)
              - (SELECT coalesce(sum(m.amount), 0) FROM milestone m
                 WHERE m.company_id = i.company_id AND m.counterparty = i.counterparty AND m.number = i.number))
             * w.worth * u.units)
         / u.units AS to_be_invoiced,
       round(coalesce(i.cost, 0) * w.worth * u.units) / u.units AS cost
FROM sales_order i JOIN company c ON c.id = i.company_id JOIN currency u ON u.code = c.currency
JOIN company_currency w ON w.company_id = c.id AND w.currency = coalesce(i.currency, c.currency))sql"};

constexpr StoredView milestone_amount = {"milestone_amount", R"sql(
SELECT m.id, m.company_id, c.label AS company, m.counterparty, m.number, m.milestone, m.due,
       round(m.amount * w.worth * u.units) / u.units AS amount
FROM milestone m JOIN company c ON c.id = m.company_id JOIN currency u ON u.code = c.currency
LEFT JOIN sales_order o ON o.company_id = m.company_id AND o.counterparty = m.counterparty AND o.number = m.number
JOIN company_currency w ON w.company_id = c.id AND w.currency = coalesce(o.currency, c.currency))sql"};

constexpr StoredView receivable_ageing = {"receivable_ageing", R"sql(
SELECT company, counterparty,
       round(total(amount) FILTER (WHERE days_overdue <= 0), 3) AS current,
       round(total(amount) FILTER (WHERE days_overdue BETWEEN 1 AND 30), 3) AS days_1_30,
       round(total(amount) FILTER (WHERE days_overdue BETWEEN 31 AND 60), 3) AS days_31_60,
       round(total(amount) FILTER (WHERE days_overdue BETWEEN 61 AND 90), 3) AS days_61_90,
       round(total(amount) FILTER (WHERE days_overdue > 90), 3) AS days_over_90,
       round(total(amount), 3) AS total, count(*) AS invoices
FROM receivable_amount GROUP BY company_id, counterparty)sql"};

/// The days on which fixed costs fall due within 13 weeks: the same day of the month, clamped to short months, as in
/// the engine.
constexpr StoredView fixed_cost_due = {"fixed_cost_due", R"sql(
WITH RECURSIVE period (name, days, months) AS (
  VALUES ('day', 1, 0), ('week', 7, 0), ('month', 0, 1), ('quarter', 0, 3), ('half_year', 0, 6), ('year', 0, 12)),
payment (cost, n, due, first, days, months, day, ends) AS (
  SELECT f.id, 0, CASE WHEN f.day = 'last' THEN date(f.next, 'start of month', '+1 month', '-1 day') ELSE f.next END,
         f.next,
         max(1, CAST(f.every AS INTEGER)) * e.days, max(1, CAST(f.every AS INTEGER)) * e.months,
         CASE WHEN f.day = 'last' THEN 31 ELSE CAST(strftime('%d', f.next) AS INTEGER) END,
         min(date(c.as_of, '90 days'), coalesce(f.until, '9999-12-31'))
  FROM fixed_cost f JOIN company c ON c.id = f.company_id
  JOIN period e ON e.name = rtrim(ltrim(f.every, '0123456789 '), 's')
  UNION ALL
  SELECT cost, n + 1,
         CASE WHEN months = 0 THEN date(first, (days * (n + 1)) || ' days')
              ELSE date(first, 'start of month', ((n + 1) * months) || ' months',
                        (min(day, CAST(strftime('%d', first, 'start of month', ((n + 1) * months + 1) || ' months',
                                                '-1 day') AS INTEGER)) - 1) || ' days') END,
         first, days, months, day, ends
  FROM payment WHERE due <= ends)
SELECT f.id, f.company_id, c.label AS company, f.name, f.class, p.due,
       round(f.amount * w.worth * u.units * pow(1 + coalesce(f.growth_annual, 0),
         (CAST(strftime('%Y%m%d', p.due) AS INTEGER) - CAST(strftime('%Y%m%d', p.first) AS INTEGER)) / 10000))
       / u.units AS amount
FROM payment p JOIN fixed_cost f ON f.id = p.cost JOIN company c ON c.id = f.company_id
JOIN currency u ON u.code = c.currency
JOIN company_currency w ON w.company_id = c.id AND w.currency = coalesce(f.currency, c.currency)
WHERE p.due <= p.ends)sql"};

constexpr StoredView dues_by_week = {"dues_by_week", R"sql(
WITH movement (company_id, due, invoices, orders, bills, costs) AS (
  SELECT company_id, due, amount, 0, 0, 0 FROM receivable_amount
  UNION ALL SELECT company_id, due, 0, to_be_invoiced, 0, 0 FROM order_amount
  UNION ALL SELECT company_id, due, 0, amount, 0, 0 FROM milestone_amount
  UNION ALL SELECT company_id, due, 0, 0, amount, 0 FROM payable_amount
  UNION ALL SELECT company_id, cost_due, 0, 0, cost, 0 FROM order_amount WHERE cost > 0
  UNION ALL SELECT company_id, due, 0, 0, 0, amount FROM fixed_cost_due),
placed AS (
  SELECT m.*, c.label, c.as_of,
         CASE WHEN m.due < c.as_of THEN 0
              ELSE 1 + CAST(julianday(m.due) - julianday(c.as_of) AS INTEGER) / 7 END AS week
  FROM movement m JOIN company c ON c.id = m.company_id)
SELECT label AS company, week,
       CASE WHEN week = 0 THEN 'overdue' ELSE date(as_of, (7 * (week - 1)) || ' days') END AS begins,
       round(total(invoices), 3) AS invoices_in, round(total(orders), 3) AS orders_in,
       round(total(bills), 3) AS bills_out, round(total(costs), 3) AS fixed_costs_out,
       round(total(invoices + orders - bills - costs), 3) AS net
FROM placed WHERE week <= 13 GROUP BY company_id, week)sql"};

constexpr StoredView customer_exposure = {"customer_exposure", R"sql(
WITH held (company_id, company, counterparty, receivables, orders) AS (
  SELECT company_id, company, counterparty, amount, 0 FROM receivable_amount
  UNION ALL SELECT company_id, company, counterparty, 0, to_be_invoiced FROM order_amount
  UNION ALL SELECT company_id, company, counterparty, 0, amount FROM milestone_amount)
SELECT h.company, h.counterparty, round(total(h.receivables), 3) AS receivables, round(total(h.orders), 3) AS orders,
       round(total(h.receivables + h.orders), 3) AS total,
       round(total(h.receivables + h.orders)
             / nullif(sum(total(h.receivables + h.orders)) OVER (PARTITION BY h.company_id), 0), 4) AS share,
       p.group_name, p.country, p.failure
FROM held h LEFT JOIN counterparty p ON p.company_id = h.company_id AND p.counterparty = h.counterparty
GROUP BY h.company_id, h.counterparty)sql"};

constexpr StoredView company_overview = {"company_overview", R"sql(
SELECT c.label AS company, c.name, c.as_of, c.currency, c.country,
       1.0 * c.cash_balance / u.units AS cash,
       (SELECT round(total(amount), 3) FROM receivable_amount r WHERE r.company_id = c.id) AS receivables,
       (SELECT round(total(amount), 3) FROM receivable_amount r
        WHERE r.company_id = c.id AND days_overdue > 0) AS overdue,
       (SELECT round(total(orders), 3) FROM customer_exposure e WHERE e.company = c.label) AS orders,
       (SELECT round(total(amount), 3) FROM payable_amount p WHERE p.company_id = c.id) AS payables,
       (SELECT round(total((balance + coalesce(past_due, 0)) * w.worth), 3) FROM loan l
        JOIN company_currency w ON w.company_id = c.id AND w.currency = coalesce(l.currency, c.currency)
        WHERE l.company_id = c.id) AS loans,
       (SELECT round(total((limit_amount - coalesce(drawn, 0)) * w.worth), 3) FROM credit_line l
        JOIN company_currency w ON w.company_id = c.id AND w.currency = coalesce(l.currency, c.currency)
        WHERE l.company_id = c.id) AS credit_undrawn,
       (SELECT max(share) FROM customer_exposure e WHERE e.company = c.label) AS largest_customer_share
FROM company c JOIN currency u ON u.code = c.currency)sql"};

}  // namespace

const std::vector<StoredView>& stored_views() {
  static const std::vector<StoredView> views = {company_currency,  receivable_amount, payable_amount, order_amount,
                                                milestone_amount,  receivable_ageing, fixed_cost_due, dues_by_week,
                                                customer_exposure, company_overview};
  return views;
}

}  // namespace headroom
