CREATE TABLE "currency" (
  code TEXT PRIMARY KEY CHECK (length(code) = 3),
  units INTEGER NOT NULL CHECK (units IN (1, 10, 100, 1000, 10000))
) STRICT, WITHOUT ROWID;
CREATE TABLE "company" (
  id INTEGER PRIMARY KEY,
  label TEXT NOT NULL UNIQUE CHECK (label <> ''),
  "name" TEXT NOT NULL CHECK ("name" <> ''),
  "as_of" TEXT CHECK ("as_of" IS NULL OR date("as_of", '+0 days') IS "as_of" AND "as_of" BETWEEN '1901-01-01' AND '2199-12-31'),
  "currency" TEXT NOT NULL REFERENCES currency (code),
  "country" TEXT CHECK (length(country) = 2),
  "sector" TEXT,
  "employees" INTEGER CHECK (employees >= 0),
  "annual_revenue" INTEGER CHECK ("annual_revenue" IS NULL OR "annual_revenue" BETWEEN -1000000000000000 AND 1000000000000000) CHECK (annual_revenue >= 0),
  "business_days" TEXT CHECK (business_days IN ('none', 'following', 'modified_following', 'preceding')),
  "cash_balance" INTEGER CHECK ("cash_balance" IS NULL OR "cash_balance" BETWEEN -1000000000000000 AND 1000000000000000) CHECK (cash_balance >= 0),
  "cash_minimum" INTEGER CHECK ("cash_minimum" IS NULL OR "cash_minimum" BETWEEN -1000000000000000 AND 1000000000000000) CHECK (cash_minimum >= 0),
  notes TEXT CHECK (notes GLOB '{*}')
) STRICT;
CREATE TABLE "exchange_rate" (
  id INTEGER PRIMARY KEY,
  company_id INTEGER NOT NULL REFERENCES company (id) ON DELETE CASCADE ON UPDATE CASCADE,
  "currency" TEXT NOT NULL REFERENCES currency (code),
  "rate" TEXT CHECK (CAST(rate AS REAL) > 0),
  notes TEXT CHECK (notes GLOB '{*}')
) STRICT;
CREATE INDEX exchange_rate_company ON exchange_rate (company_id);
CREATE UNIQUE INDEX exchange_rate_identity ON exchange_rate (company_id, currency);
CREATE TABLE "payment_policy" (
  id INTEGER PRIMARY KEY,
  company_id INTEGER NOT NULL REFERENCES company (id) ON DELETE CASCADE ON UPDATE CASCADE,
  "class" TEXT NOT NULL CHECK ("class" <> '') CHECK (class IN ('wages', 'tax', 'rent', 'utilities', 'loan', 'maintenance', 'insurance', 'supplier', 'owner', 'other')),
  "days" INTEGER CHECK (days BETWEEN 0 AND 3650),
  "place" INTEGER CHECK (place > 0),
  notes TEXT CHECK (notes GLOB '{*}')
) STRICT;
CREATE INDEX payment_policy_company ON payment_policy (company_id);
CREATE UNIQUE INDEX payment_policy_identity ON payment_policy (company_id, class);
CREATE TABLE "dependence" (
  id INTEGER PRIMARY KEY,
  company_id INTEGER NOT NULL REFERENCES company (id) ON DELETE CASCADE ON UPDATE CASCADE,
  "market" REAL CHECK (market BETWEEN 0 AND 1),
  "counterparty" REAL CHECK (counterparty BETWEEN 0 AND 1),
  notes TEXT CHECK (notes GLOB '{*}'),
  CHECK (coalesce(market, 0) + coalesce(counterparty, 0) <= 1.000000001)
) STRICT;
CREATE INDEX dependence_company ON dependence (company_id);
CREATE UNIQUE INDEX dependence_identity ON dependence (company_id);
CREATE TABLE "fixed_cost" (
  id INTEGER PRIMARY KEY,
  company_id INTEGER NOT NULL REFERENCES company (id) ON DELETE CASCADE ON UPDATE CASCADE,
  "name" TEXT NOT NULL CHECK ("name" <> ''),
  "class" TEXT NOT NULL CHECK ("class" <> '') CHECK (class IN ('wages', 'tax', 'rent', 'utilities', 'loan', 'maintenance', 'insurance', 'supplier', 'owner', 'other')),
  "amount" INTEGER CHECK ("amount" IS NULL OR "amount" BETWEEN -1000000000000000 AND 1000000000000000) CHECK (amount >= 0),
  "every" TEXT NOT NULL CHECK ("every" <> '') CHECK (every IN ('week', 'month', 'quarter', 'half_year', 'year') OR every GLOB '[1-9]* *s'),
  "next" TEXT CHECK ("next" IS NULL OR date("next", '+0 days') IS "next" AND "next" BETWEEN '1901-01-01' AND '2199-12-31'),
  "day" TEXT CHECK (day = 'last'),
  "until" TEXT CHECK ("until" IS NULL OR date("until", '+0 days') IS "until" AND "until" BETWEEN '1901-01-01' AND '2199-12-31'),
  "growth_annual" REAL CHECK (growth_annual > -1 AND growth_annual <= 1),
  "currency" TEXT REFERENCES currency (code),
  notes TEXT CHECK (notes GLOB '{*}'),
  CHECK (until >= next),
  CHECK (day IS NULL OR every <> 'week')
) STRICT;
CREATE INDEX fixed_cost_company ON fixed_cost (company_id);
CREATE TABLE "loan" (
  id INTEGER PRIMARY KEY,
  company_id INTEGER NOT NULL REFERENCES company (id) ON DELETE CASCADE ON UPDATE CASCADE,
  "name" TEXT NOT NULL CHECK ("name" <> ''),
  "balance" INTEGER CHECK ("balance" IS NULL OR "balance" BETWEEN -1000000000000000 AND 1000000000000000) CHECK (balance >= 0),
  "rate_annual" REAL CHECK (rate_annual BETWEEN 0 AND 10),
  "next_payment" TEXT CHECK ("next_payment" IS NULL OR date("next_payment", '+0 days') IS "next_payment" AND "next_payment" BETWEEN '1901-01-01' AND '2199-12-31'),
  "every" TEXT CHECK (every IN ('week', 'month', 'quarter', 'half_year', 'year') OR every GLOB '[1-9]* *s'),
  "maturity" TEXT CHECK ("maturity" IS NULL OR date("maturity", '+0 days') IS "maturity" AND "maturity" BETWEEN '1901-01-01' AND '2199-12-31'),
  "repayment" TEXT CHECK (repayment IN ('annuity', 'equal_principal', 'interest_only', 'bullet')),
  "day_count" TEXT CHECK (day_count IN ('30E/360', 'Act/365F', 'Act/360', 'Act/Act')),
  "accrued_from" TEXT CHECK ("accrued_from" IS NULL OR date("accrued_from", '+0 days') IS "accrued_from" AND "accrued_from" BETWEEN '1901-01-01' AND '2199-12-31'),
  "payment" INTEGER CHECK ("payment" IS NULL OR "payment" BETWEEN -1000000000000000 AND 1000000000000000) CHECK (payment >= 0),
  "past_due" INTEGER CHECK ("past_due" IS NULL OR "past_due" BETWEEN -1000000000000000 AND 1000000000000000) CHECK (past_due >= 0),
  "past_due_since" TEXT CHECK ("past_due_since" IS NULL OR date("past_due_since", '+0 days') IS "past_due_since" AND "past_due_since" BETWEEN '1901-01-01' AND '2199-12-31'),
  "currency" TEXT REFERENCES currency (code),
  "day" TEXT CHECK (day = 'last'),
  "last_period" TEXT CHECK (last_period IN ('short', 'long')),
  "business_days" TEXT CHECK (business_days IN ('none', 'following', 'modified_following', 'preceding')),
  "principal_from" TEXT CHECK ("principal_from" IS NULL OR date("principal_from", '+0 days') IS "principal_from" AND "principal_from" BETWEEN '1901-01-01' AND '2199-12-31'),
  "principal_every" TEXT,
  "principal_payment" INTEGER CHECK ("principal_payment" IS NULL OR "principal_payment" BETWEEN -1000000000000000 AND 1000000000000000) CHECK (principal_payment > 0),
  "capitalised_until" TEXT CHECK ("capitalised_until" IS NULL OR date("capitalised_until", '+0 days') IS "capitalised_until" AND "capitalised_until" BETWEEN '1901-01-01' AND '2199-12-31'),
  "fee" INTEGER CHECK ("fee" IS NULL OR "fee" BETWEEN -1000000000000000 AND 1000000000000000) CHECK (fee >= 0),
  "fee_share" REAL CHECK (fee_share > 0 AND fee_share <= 1),
  "next_fee" TEXT CHECK ("next_fee" IS NULL OR date("next_fee", '+0 days') IS "next_fee" AND "next_fee" BETWEEN '1901-01-01' AND '2199-12-31'),
  "fee_every" TEXT,
  "index_name" TEXT,
  "multiplier" REAL CHECK (multiplier > 0 AND multiplier <= 10),
  "spread" REAL CHECK (spread BETWEEN -1 AND 1),
  "floor" REAL CHECK (floor BETWEEN 0 AND 10),
  "cap" REAL CHECK (cap BETWEEN 0 AND 10),
  "next_reset" TEXT CHECK ("next_reset" IS NULL OR date("next_reset", '+0 days') IS "next_reset" AND "next_reset" BETWEEN '1901-01-01' AND '2199-12-31'),
  "reset_every" TEXT,
  "fixing_days" INTEGER CHECK (fixing_days BETWEEN 0 AND 366),
  "next_reset_rate" REAL CHECK (next_reset_rate BETWEEN 0 AND 10),
  "payment_at_reset" TEXT CHECK (payment_at_reset IN ('recalculated', 'kept')),
  notes TEXT CHECK (notes GLOB '{*}'),
  CHECK (maturity >= next_payment)
) STRICT;
CREATE INDEX loan_company ON loan (company_id);
CREATE UNIQUE INDEX loan_identity ON loan (company_id, name);
CREATE TABLE "credit_line" (
  id INTEGER PRIMARY KEY,
  company_id INTEGER NOT NULL REFERENCES company (id) ON DELETE CASCADE ON UPDATE CASCADE,
  "name" TEXT NOT NULL CHECK ("name" <> ''),
  "limit_amount" INTEGER CHECK ("limit_amount" IS NULL OR "limit_amount" BETWEEN -1000000000000000 AND 1000000000000000) CHECK (limit_amount >= 0),
  "drawn" INTEGER CHECK ("drawn" IS NULL OR "drawn" BETWEEN -1000000000000000 AND 1000000000000000) CHECK (drawn >= 0),
  "rate_annual" REAL CHECK (rate_annual BETWEEN 0 AND 10),
  "until" TEXT CHECK ("until" IS NULL OR date("until", '+0 days') IS "until" AND "until" BETWEEN '1901-01-01' AND '2199-12-31'),
  "currency" TEXT REFERENCES currency (code),
  notes TEXT CHECK (notes GLOB '{*}'),
  CHECK (drawn <= limit_amount)
) STRICT;
CREATE INDEX credit_line_company ON credit_line (company_id);
CREATE UNIQUE INDEX credit_line_identity ON credit_line (company_id, name);
CREATE TABLE "sales" (
  id INTEGER PRIMARY KEY,
  company_id INTEGER NOT NULL REFERENCES company (id) ON DELETE CASCADE ON UPDATE CASCADE,
  "name" TEXT NOT NULL CHECK ("name" <> ''),
  "counterparty" TEXT NOT NULL CHECK ("counterparty" <> ''),
  "amount" INTEGER CHECK ("amount" IS NULL OR "amount" BETWEEN -1000000000000000 AND 1000000000000000) CHECK (amount >= 0),
  "every" TEXT NOT NULL CHECK ("every" <> '') CHECK (every IN ('week', 'month', 'quarter', 'half_year', 'year') OR every GLOB '[1-9]* *s'),
  "next" TEXT CHECK ("next" IS NULL OR date("next", '+0 days') IS "next" AND "next" BETWEEN '1901-01-01' AND '2199-12-31'),
  "until" TEXT CHECK ("until" IS NULL OR date("until", '+0 days') IS "until" AND "until" BETWEEN '1901-01-01' AND '2199-12-31'),
  "terms_days" INTEGER CHECK (terms_days BETWEEN -3650 AND 3650),
  "season" TEXT CHECK (season GLOB '[[]*,*,*,*,*,*,*,*,*,*,*,*]'),
  "volatility" REAL CHECK (volatility BETWEEN 0 AND 3),
  "level_volatility" REAL CHECK (level_volatility BETWEEN 0 AND 3),
  "cost_share" REAL CHECK (cost_share BETWEEN 0 AND 10),
  "cost_flex" REAL CHECK (cost_flex BETWEEN 0 AND 1),
  "cost_lead_days" INTEGER CHECK (cost_lead_days BETWEEN -3650 AND 3650),
  "net_of_orders" INTEGER CHECK ("net_of_orders" IS NULL OR "net_of_orders" IN (0, 1)),
  "currency" TEXT REFERENCES currency (code),
  "supplier" TEXT,
  notes TEXT CHECK (notes GLOB '{*}'),
  CHECK (until >= next)
) STRICT;
CREATE INDEX sales_company ON sales (company_id);
CREATE TABLE "counterparty" (
  id INTEGER PRIMARY KEY,
  company_id INTEGER NOT NULL REFERENCES company (id) ON DELETE CASCADE ON UPDATE CASCADE,
  "counterparty" TEXT NOT NULL CHECK ("counterparty" <> ''),
  "cancellation" REAL CHECK (cancellation BETWEEN 0 AND 1),
  "on_time" REAL CHECK (on_time BETWEEN 0 AND 1),
  "late_median_days" REAL CHECK (late_median_days > 0 AND late_median_days <= 3650),
  "late_sigma" REAL CHECK (late_sigma > 0 AND late_sigma <= 10),
  "never" REAL CHECK (never BETWEEN 0 AND 1),
  "prompt_share" REAL CHECK (prompt_share BETWEEN 0 AND 1),
  "delay_law" TEXT,
  "failure" REAL CHECK (failure BETWEEN 0 AND 1),
  "group_name" TEXT,
  "country" TEXT CHECK (length(country) = 2),
  "name" TEXT,
  "basis" TEXT,
  notes TEXT CHECK (notes GLOB '{*}'),
  CHECK ((late_median_days IS NULL) = (late_sigma IS NULL) OR notes IS NOT NULL),
  CHECK (coalesce(on_time, 0) + coalesce(never, 0) <= 1.000000001)
) STRICT;
CREATE INDEX counterparty_company ON counterparty (company_id);
CREATE UNIQUE INDEX counterparty_identity ON counterparty (company_id, counterparty);
CREATE TABLE "delay_law" (
  id INTEGER PRIMARY KEY,
  company_id INTEGER NOT NULL REFERENCES company (id) ON DELETE CASCADE ON UPDATE CASCADE,
  "law" TEXT NOT NULL CHECK ("law" <> ''),
  "probability" REAL NOT NULL CHECK (probability BETWEEN 0 AND 1),
  "days" INTEGER CHECK (days BETWEEN -3650 AND 3650),
  notes TEXT CHECK (notes GLOB '{*}')
) STRICT;
CREATE INDEX delay_law_company ON delay_law (company_id);
CREATE UNIQUE INDEX delay_law_identity ON delay_law (company_id, law, probability);
CREATE TABLE "receivable" (
  id INTEGER PRIMARY KEY,
  company_id INTEGER NOT NULL REFERENCES company (id) ON DELETE CASCADE ON UPDATE CASCADE,
  "invoice" TEXT NOT NULL CHECK ("invoice" <> ''),
  "counterparty" TEXT NOT NULL CHECK ("counterparty" <> ''),
  "due" TEXT NOT NULL CHECK (date("due", '+0 days') IS "due" AND "due" BETWEEN '1901-01-01' AND '2199-12-31'),
  "amount" INTEGER NOT NULL CHECK ("amount" BETWEEN -1000000000000000 AND 1000000000000000),
  "issued" TEXT CHECK ("issued" IS NULL OR date("issued", '+0 days') IS "issued" AND "issued" BETWEEN '1901-01-01' AND '2199-12-31'),
  "currency" TEXT REFERENCES currency (code),
  "part" TEXT,
  "disputed" INTEGER CHECK ("disputed" IS NULL OR "disputed" BETWEEN -1000000000000000 AND 1000000000000000) CHECK (disputed >= 0),
  "dispute_lost" REAL CHECK (dispute_lost BETWEEN 0 AND 1),
  "dispute_until" TEXT CHECK ("dispute_until" IS NULL OR date("dispute_until", '+0 days') IS "dispute_until" AND "dispute_until" BETWEEN '1901-01-01' AND '2199-12-31'),
  "credits" TEXT,
  "basis" TEXT,
  notes TEXT CHECK (notes GLOB '{*}'),
  CHECK (disputed <= amount),
  CHECK ((disputed IS NULL) = (dispute_lost IS NULL))
) STRICT;
CREATE INDEX receivable_company ON receivable (company_id);
CREATE UNIQUE INDEX receivable_identity ON receivable (company_id, counterparty, invoice, coalesce(part, ''));
CREATE TABLE "sales_order" (
  id INTEGER PRIMARY KEY,
  company_id INTEGER NOT NULL REFERENCES company (id) ON DELETE CASCADE ON UPDATE CASCADE,
  "number" TEXT NOT NULL CHECK ("number" <> ''),
  "counterparty" TEXT NOT NULL CHECK ("counterparty" <> ''),
  "ships" TEXT NOT NULL CHECK (date("ships", '+0 days') IS "ships" AND "ships" BETWEEN '1901-01-01' AND '2199-12-31'),
  "amount" INTEGER NOT NULL CHECK ("amount" BETWEEN -1000000000000000 AND 1000000000000000) CHECK (amount >= 0),
  "terms_days" INTEGER CHECK (terms_days BETWEEN -3650 AND 3650),
  "placed" TEXT CHECK ("placed" IS NULL OR date("placed", '+0 days') IS "placed" AND "placed" BETWEEN '1901-01-01' AND '2199-12-31'),
  "currency" TEXT REFERENCES currency (code),
  "cancellation" REAL CHECK (cancellation BETWEEN 0 AND 1),
  "deposit" INTEGER CHECK ("deposit" IS NULL OR "deposit" BETWEEN -1000000000000000 AND 1000000000000000) CHECK (deposit >= 0),
  "deposit_refund" REAL CHECK (deposit_refund BETWEEN 0 AND 1),
  "cost" INTEGER CHECK ("cost" IS NULL OR "cost" BETWEEN -1000000000000000 AND 1000000000000000) CHECK (cost >= 0),
  "cost_due" TEXT CHECK ("cost_due" IS NULL OR date("cost_due", '+0 days') IS "cost_due" AND "cost_due" BETWEEN '1901-01-01' AND '2199-12-31'),
  "cost_sunk" REAL CHECK (cost_sunk BETWEEN 0 AND 1),
  "supplier" TEXT,
  "basis" TEXT,
  notes TEXT CHECK (notes GLOB '{*}'),
  CHECK (deposit <= amount)
) STRICT;
CREATE INDEX sales_order_company ON sales_order (company_id);
CREATE UNIQUE INDEX sales_order_identity ON sales_order (company_id, counterparty, number);
CREATE TABLE "milestone" (
  id INTEGER PRIMARY KEY,
  company_id INTEGER NOT NULL REFERENCES company (id) ON DELETE CASCADE ON UPDATE CASCADE,
  "number" TEXT NOT NULL CHECK ("number" <> ''),
  "counterparty" TEXT NOT NULL CHECK ("counterparty" <> ''),
  "milestone" TEXT NOT NULL CHECK ("milestone" <> ''),
  "due" TEXT NOT NULL CHECK (date("due", '+0 days') IS "due" AND "due" BETWEEN '1901-01-01' AND '2199-12-31'),
  "amount" INTEGER NOT NULL CHECK ("amount" BETWEEN -1000000000000000 AND 1000000000000000) CHECK (amount >= 0),
  "if_cancelled" REAL CHECK (if_cancelled BETWEEN 0 AND 1),
  "basis" TEXT,
  notes TEXT CHECK (notes GLOB '{*}')
) STRICT;
CREATE INDEX milestone_company ON milestone (company_id);
CREATE UNIQUE INDEX milestone_identity ON milestone (company_id, counterparty, number, milestone);
CREATE TABLE "payable" (
  id INTEGER PRIMARY KEY,
  company_id INTEGER NOT NULL REFERENCES company (id) ON DELETE CASCADE ON UPDATE CASCADE,
  "bill" TEXT NOT NULL CHECK ("bill" <> ''),
  "counterparty" TEXT NOT NULL CHECK ("counterparty" <> ''),
  "due" TEXT NOT NULL CHECK (date("due", '+0 days') IS "due" AND "due" BETWEEN '1901-01-01' AND '2199-12-31'),
  "amount" INTEGER NOT NULL CHECK ("amount" BETWEEN -1000000000000000 AND 1000000000000000) CHECK (amount >= 0),
  "issued" TEXT CHECK ("issued" IS NULL OR date("issued", '+0 days') IS "issued" AND "issued" BETWEEN '1901-01-01' AND '2199-12-31'),
  "currency" TEXT REFERENCES currency (code),
  "class" TEXT CHECK (class IN ('wages', 'tax', 'rent', 'utilities', 'loan', 'maintenance', 'insurance', 'supplier', 'owner', 'other')),
  "part" TEXT,
  "basis" TEXT,
  notes TEXT CHECK (notes GLOB '{*}')
) STRICT;
CREATE INDEX payable_company ON payable (company_id);
CREATE UNIQUE INDEX payable_identity ON payable (company_id, counterparty, bill, coalesce(part, ''));
CREATE TABLE "supplier" (
  id INTEGER PRIMARY KEY,
  company_id INTEGER NOT NULL REFERENCES company (id) ON DELETE CASCADE ON UPDATE CASCADE,
  "supplier" TEXT NOT NULL CHECK ("supplier" <> ''),
  "late_interest" REAL CHECK (late_interest BETWEEN 0 AND 10),
  "late_fee" INTEGER CHECK ("late_fee" IS NULL OR "late_fee" BETWEEN -1000000000000000 AND 1000000000000000) CHECK (late_fee >= 0),
  "grace_days" INTEGER CHECK (grace_days BETWEEN 0 AND 3650),
  "stops_after" INTEGER CHECK (stops_after BETWEEN 0 AND 3650),
  "when_stopped" TEXT CHECK (when_stopped IN ('no_delivery', 'prepayment')),
  "prepayment_days" INTEGER CHECK (prepayment_days BETWEEN 0 AND 3650),
  "currency" TEXT REFERENCES currency (code),
  "credit_limit" INTEGER CHECK ("credit_limit" IS NULL OR "credit_limit" BETWEEN -1000000000000000 AND 1000000000000000) CHECK (credit_limit >= 0),
  "terms_days" INTEGER CHECK (terms_days BETWEEN 0 AND 3650),
  "basis" TEXT,
  notes TEXT CHECK (notes GLOB '{*}')
) STRICT;
CREATE INDEX supplier_company ON supplier (company_id);
CREATE UNIQUE INDEX supplier_identity ON supplier (company_id, supplier);
CREATE TABLE "rate_fixing" (
  id INTEGER PRIMARY KEY,
  company_id INTEGER NOT NULL REFERENCES company (id) ON DELETE CASCADE ON UPDATE CASCADE,
  "index_name" TEXT NOT NULL CHECK ("index_name" <> ''),
  "date" TEXT NOT NULL CHECK (date("date", '+0 days') IS "date" AND "date" BETWEEN '1901-01-01' AND '2199-12-31'),
  "rate" REAL NOT NULL CHECK (rate BETWEEN -1 AND 1),
  notes TEXT CHECK (notes GLOB '{*}')
) STRICT;
CREATE INDEX rate_fixing_company ON rate_fixing (company_id);
CREATE UNIQUE INDEX rate_fixing_identity ON rate_fixing (company_id, index_name, date);
CREATE TABLE "history" (
  id INTEGER PRIMARY KEY,
  company_id INTEGER NOT NULL REFERENCES company (id) ON DELETE CASCADE ON UPDATE CASCADE,
  "kind" TEXT NOT NULL CHECK ("kind" <> '') CHECK (kind IN ('invoice', 'order', 'bill')),
  "number" TEXT,
  "counterparty" TEXT NOT NULL CHECK ("counterparty" <> ''),
  "issued" TEXT CHECK ("issued" IS NULL OR date("issued", '+0 days') IS "issued" AND "issued" BETWEEN '1901-01-01' AND '2199-12-31'),
  "due" TEXT CHECK ("due" IS NULL OR date("due", '+0 days') IS "due" AND "due" BETWEEN '1901-01-01' AND '2199-12-31'),
  "amount" INTEGER NOT NULL CHECK ("amount" BETWEEN -1000000000000000 AND 1000000000000000),
  "settled" TEXT CHECK ("settled" IS NULL OR date("settled", '+0 days') IS "settled" AND "settled" BETWEEN '1901-01-01' AND '2199-12-31'),
  "cancelled" INTEGER CHECK ("cancelled" IS NULL OR "cancelled" IN (0, 1)),
  "currency" TEXT REFERENCES currency (code),
  "part" TEXT,
  "basis" TEXT,
  notes TEXT CHECK (notes GLOB '{*}')
) STRICT;
CREATE INDEX history_company ON history (company_id);
CREATE UNIQUE INDEX history_identity ON history (company_id, kind, counterparty, number, coalesce(part, ''));
CREATE TABLE "document" (
  company_id INTEGER NOT NULL REFERENCES company (id) ON DELETE CASCADE ON UPDATE CASCADE,
  name TEXT NOT NULL CHECK (name <> ''),
  columns TEXT CHECK (columns GLOB '[[]*]'),
  text TEXT,
  PRIMARY KEY (company_id, name)
) STRICT;
