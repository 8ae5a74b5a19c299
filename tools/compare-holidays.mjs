// Compares the holidays that Headroom takes with those of the npm package date-holidays, for every listed country and
// year, and prints what differs. Not every difference is a fault: docs/model/calendar.md says what was decided.
//
// npm install --prefix build/second-source date-holidays
// NODE_PATH=build/second-source/node_modules node tools/compare-holidays.mjs [HEADROOM] [COUNTRY...]
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = new URL('..', import.meta.url).pathname;
const [headroom = join(root, 'build/release/cli/headroom'), ...countries] = process.argv.slice(2);

let Holidays;
try {
  Holidays = createRequire(import.meta.url)('date-holidays');
} catch {
  console.log('SKIPPED: the npm package date-holidays is not installed; the first lines of this script say how');
  process.exit(0);
}

const day = 24 * 60 * 60 * 1000;
const iso = (time) => new Date(time).toISOString().slice(0, 10);

/// The days of a year on which Headroom lets nothing be paid: seven weekly costs, one a weekday, tell by moving.
function daysOff(country, year) {
  const start = Date.UTC(year, 0, 1);
  const folder = mkdtempSync(join(tmpdir(), 'holidays-'));
  try {
    let text = `[company]\nname = "Calendar"\nas_of = ${iso(start)}\ncurrency = "EUR"\ncountry = "${country}"\n`;
    text += 'business_days = "following"\n[cash]\nbalance = 1000.00\n';
    for (let k = 0; k < 7; ++k)
      text += `[[fixed_cost]]\nname = "${k}"\nclass = "rent"\namount = 1.00\nevery = "week"\nnext = ${iso(start + k * day)}\n`;
    writeFileSync(join(folder, 'company.toml'), text);
    const json = execFileSync(headroom, ['forecast', folder, '--horizon', '380d', '--json', '-'],
                              { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 26 });
    const paid = Array.from({ length: 7 }, () => []);
    for (const flow of JSON.parse(json).flows) paid[Number(flow.item)].push(flow.date);
    const off = new Set();
    for (let k = 0; k < 7; ++k)
      paid[k].sort().forEach((date, n) => {
        const due = iso(start + (k + 7 * n) * day);
        if (due !== date && due.startsWith(String(year))) off.add(due);
      });
    return off;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/// The public and bank holidays of the second source, by date.
function secondSource(country, year) {
  const days = new Map();
  for (const holiday of new Holidays(country, { types: ['public', 'bank'] }).getHolidays(year)) {
    const count = Math.max(1, Math.round((holiday.end - holiday.start) / day));
    for (let k = 0; k < count; ++k)
      days.set(iso(Date.parse(holiday.date.slice(0, 10)) + k * day), `${holiday.name} (${holiday.type})`);
  }
  return days;
}

const isWeekend = (country, date) =>
  (['IL', 'SA'].includes(country) ? [5, 6] : [0, 6]).includes(new Date(date).getUTCDay());

let differences = 0;
for (const row of readFileSync(join(root, 'fixtures/calendars/years.csv'), 'utf8').trim().split('\n').slice(1)) {
  const [country, from, until] = row.split(',');
  if (countries.length && !countries.includes(country)) continue;
  for (let year = Number(from); year <= Number(until); ++year) {
    const ours = daysOff(country, year);
    const theirs = secondSource(country, year);
    for (const date of [...new Set([...ours, ...theirs.keys()])].sort()) {
      if (isWeekend(country, date) || ours.has(date) === theirs.has(date)) continue;
      ++differences;
      console.log(ours.has(date) ? `${country} ${date} off here, not there` : `${country} ${date} off there: ${theirs.get(date)}`);
    }
  }
}
console.log(`${differences} differences`);
