// What the program shows on a terminal of some width, seen through a pseudo-terminal.

#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "cli/terminal/display_width.hpp"
#include "tests/cli/temporary_folder.hpp"
#include "tests/shell.hpp"
#include "tests/source_folder.hpp"

using namespace headroom;
using Catch::Contains;

namespace {

using Environment = std::vector<std::pair<std::string, std::string>>;

const std::string program = shell_quoted(HEADROOM_PROGRAM);

/// What `command` writes to a terminal of so many columns, without colours.
std::string on_terminal(const std::string& command, int columns, const Environment& environment = {}) {
  winsize size = {40, static_cast<unsigned short>(columns), 0, 0};
  int terminal = -1;
  const pid_t child = ::forkpty(&terminal, nullptr, nullptr, &size);
  if (child < 0) throw std::runtime_error("no pseudo-terminal can be opened");
  if (child == 0) {
    ::unsetenv("COLUMNS");
    ::setenv("NO_COLOR", "1", 1);
    for (const auto& [name, value] : environment) ::setenv(name.c_str(), value.c_str(), 1);
    ::execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
    ::_exit(127);
  }
  std::string text;
  std::array<char, 4096> part;
  for (ssize_t count; (count = ::read(terminal, part.data(), part.size())) > 0;)
    text.append(part.data(), static_cast<std::size_t>(count));
  ::close(terminal);
  ::waitpid(child, nullptr, 0);
  std::erase(text, '\r');
  return text;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::size_t width_of(const std::string& text) {
  std::size_t width = 0;
  for (const std::string& line : lines_of(text)) width = std::max(width, display_width(line));
  return width;
}

/// What stands between spaces and has a digit in it.
std::set<std::string> numbers_in(const std::string& text) {
  std::set<std::string> numbers;
  std::istringstream stream(text);
  for (std::string word; stream >> word;)
    if (word.find_first_of("0123456789") != std::string::npos) numbers.insert(word);
  return numbers;
}

const std::string among_companies = "cd " + shell_quoted(source_folder() + "/fixtures/companies") + " && " + program;

/// A firm whose names are long and wide, with a supplier, an overdue invoice in dollars, and a scenario and a relief of
/// its own.
void write_wide_firm(const TemporaryFolder& folder) {
  std::filesystem::create_directory(folder / "firm");
  folder.write(
      "firm/company.toml",
      "[company]\nname = \"绍兴市柯桥区滨海工业园区某某服装进出口有限责任公司（第一分厂和第二分厂）\"\nas_of = "
      "2026-10-31\n"
      "currency = \"CNY\"\n[cash]\nbalance = 91250.50\nminimum = 20000.00\n[exchange_rates]\nUSD = 7.10\n"
      "[[fixed_cost]]\nname = \"工资\"\nclass = \"wages\"\namount = 380000.00\nevery = \"month\"\nnext = 2026-11-15\n"
      "[[sales]]\nname = \"内销\"\ncounterparty = \"某某百货连锁商店股份有限公司上海第一分公司\"\namount = "
      "400000.00\nevery = \"month\"\n"
      "next = 2026-11-05\nuntil = 2027-10-31\nterms_days = 7\nvolatility = 0.3\n");
  folder.write("firm/receivables.csv",
               "invoice,counterparty,due,amount,currency\n出口-2026-10-000417,"
               "某某百货连锁商店股份有限公司上海第一分公司,2026-10-01,1053040.00,USD\n"
               "R2,Donaudampfschifffahrtsgesellschaft,2026-10-02,8840.00,\n");
  folder.write("firm/payables.csv",
               "bill,counterparty,due,amount\nB1,诸暨市缝纫合作社联合总社第一分社,2026-10-20,176240.00\n");
  folder.write("firm/counterparties.csv",
               "counterparty,on_time,late_median_days,late_sigma,never\n某某百货连锁商店股份有限公司上海第一分公司,0.4,"
               "20,1,0.02\n");
  folder.write("firm/suppliers.csv", "supplier,late_interest,stops_after\n诸暨市缝纫合作社联合总社第一分社,0.08,30\n");
  folder.write("late.toml",
               "name = \"买家推迟付款并且取消订单：一个名字很长的情景，长得在一个窄的终端上一行写不下\"\n[[shock]]\nof "
               "= \"late_days\"\ntimes = "
               "2.0\n");
  folder.write("loan.toml",
               "name = \"普惠型小微企业流动资金周转贷款（有担保）\"\n[[loan]]\namount = 500000.00\nrate_annual = "
               "0.035\nmonths = 12\n"
               "every = \"month\"\nrepayment = \"interest_only\"\ndisbursed_after_days = 3\n");
}

}  // namespace

TEST_CASE("the first screen is 24 lines of 80 columns, and then comes what it rests on") {
  const TemporaryFolder folder;
  write_wide_firm(folder);
  const std::string there = "cd " + shell_quoted(folder.path().string()) + " && " + program;
  const std::string commands[] = {
      there + " run firm --paths 1000 --relief loan.toml --relief germany_schnellkredit",
      there + " run firm --paths 1000 --scenario late.toml --scenario order_slump --relief loan.toml",
      there + " forecast firm",
      among_companies + " run kestrel_foodservice --paths 1000 --relief us_paycheck_protection",
      among_companies + " run lumen_bay --paths 1000 --relief china_inclusive_loan --relief china_deferral",
      among_companies + " run silver_carp_garments --paths 1000 --scenario customers_pay_late --scenario order_slump",
      among_companies + " forecast lumen_bay",
      among_companies + " forecast kestrel_foodservice",
      among_companies + " forecast silver_carp_garments"};
  for (const std::string& command : commands) {
    INFO(command);
    const std::string text = on_terminal(command, 80);
    const std::vector<std::string> lines = lines_of(text);
    const auto rest = std::find(lines.begin(), lines.end(), "What this rests on:");
    REQUIRE(rest != lines.end());
    INFO(text);
    CHECK(rest - lines.begin() <= 25);  // 24 and the empty line that parts it from the rest
    CHECK(width_of(text.substr(0, text.find("What this rests on:"))) <= 80);
    const bool is_run = command.find(" run ") != std::string::npos;
    CHECK(text.find(is_run ? "95% interval" : "The lowest point is") < text.find("What this rests on:"));
  }
}

TEST_CASE("the first screen of check says whether the ledger is ready, in 24 lines of 80 columns") {
  const TemporaryFolder folder;
  write_wide_firm(folder);
  const std::string there = "cd " + shell_quoted(folder.path().string()) + " && " + program;
  on_terminal(there + " init starter", 80);
  for (const auto& [command, answer] : std::initializer_list<std::pair<std::string, std::string>>{
           {there + " check starter", "figures must be entered first"},
           {there + " check firm", "Ready to be run: 0 faults"},
           {among_companies + " check kestrel_foodservice", "Ready to be run: 0 faults"},
           {among_companies + " check silver_carp_garments", "Ready to be run: 0 faults"}}) {
    const std::string text = on_terminal(command, 80);
    INFO(text);
    const std::string screen =
        text.substr(0, std::min(text.find("\nNot entered (\"?\")\n"), text.find("\nWhat it holds\n")));
    CHECK(screen.size() < text.size());
    CHECK_THAT(screen, Contains(answer));
    CHECK(lines_of(screen).size() <= 24);
    CHECK(width_of(screen) <= 80);
    CHECK(screen.find("...") == std::string::npos);
  }
}

TEST_CASE("the text of every command fits the terminal, down to 72 columns") {
  const TemporaryFolder folder;
  write_wide_firm(folder);
  std::filesystem::copy(source_folder() + "/fixtures/exports/xero_invoices.csv", folder.path());
  const std::string there = "cd " + shell_quoted(folder.path().string()) + " && " + program;
  const std::string commands[] = {
      there +
          " run firm --paths 100 --scenario late.toml --scenario order_slump --relief loan.toml --relief "
          "china_social_insurance_exemption"
          " --relief france_pge_second_year --relief germany_schnellkredit",
      there + " forecast firm",
      there + " check firm",
      among_companies +
          " run silver_carp_garments --paths 100 --scenario customers_pay_late --relief china_deferral --relief "
          "china_special_relending",
      among_companies + " run kestrel_foodservice --paths 100 --horizon 18m --relief us_paycheck_protection",
      among_companies + " forecast lumen_bay",
      among_companies + " forecast kestrel_foodservice",
      program + " scenarios",
      program + " reliefs",
      there + " init starter",
      there + " import xero_invoices.csv --into books",
      program + " run --help",
      program + " import --help"};
  for (const std::string& command : commands) {
    for (const int columns : {72, 80, 113}) {
      std::filesystem::remove_all(folder / "starter");
      std::filesystem::remove_all(folder / "books");
      INFO(command << " at " << columns);
      const std::string text = on_terminal(command, columns);
      REQUIRE(text.size() > 100);
      for (const std::string& line : lines_of(text)) {
        INFO(line);
        CHECK(display_width(line) <= static_cast<std::size_t>(columns));
      }
    }
  }
}

TEST_CASE("a terminal breaks no number") {
  const TemporaryFolder folder;
  write_wide_firm(folder);
  const std::string there = "cd " + shell_quoted(folder.path().string()) + " && " + program;
  for (const std::string& command :
       {there + " forecast firm", there + " run firm --paths 100 --scenario late.toml --relief loan.toml"}) {
    const std::set<std::string> all = numbers_in(run_shell(command, folder.path()).output);
    for (const int columns : {72, 80, 120})
      for (const std::string& number : numbers_in(on_terminal(command, columns))) {
        INFO(number << " at " << columns);
        CHECK(all.contains(number));
      }
  }
}

TEST_CASE("a terminal's text is as wide as the terminal, or as COLUMNS says, from 72 to 120 columns") {
  const std::string reliefs = program + " reliefs";
  const std::size_t at_80 = width_of(on_terminal(reliefs, 80));
  CHECK(at_80 > 72);
  CHECK(at_80 <= 80);
  CHECK(width_of(on_terminal(reliefs, 300)) > 110);
  CHECK(width_of(on_terminal(reliefs, 300)) <= 120);
  CHECK(on_terminal(reliefs, 40) == on_terminal(reliefs, 72));
  CHECK(on_terminal(reliefs, 0) == on_terminal(reliefs, 80));
  CHECK(on_terminal(reliefs, 120, {{"COLUMNS", "80"}}) == on_terminal(reliefs, 80));
  for (const char* no_width : {"", "0", "-80", "eighty", "80 columns"})
    CHECK(on_terminal(reliefs, 90, {{"COLUMNS", no_width}}) == on_terminal(reliefs, 90));
}

TEST_CASE("a pipe and a file get the same text whatever COLUMNS says") {
  const TemporaryFolder folder;
  write_wide_firm(folder);
  for (const std::string command :
       {" run firm --paths 100 --relief loan.toml", " forecast firm", " check firm", " reliefs", " run --help"}) {
    const ShellOutcome without = run_shell(program + command, folder.path());
    CHECK(without.status == 0);
    CHECK(run_shell(program + command, folder.path(), {{"COLUMNS", "72"}}).output == without.output);
  }
}

TEST_CASE("a message is folded on a terminal alone, and what a program reads is not") {
  const TemporaryFolder folder;
  folder.write("company.toml",
               "[company]\nname = \"A firm\"\nas_of = 2026-10-31\ncurrency = \"EUR\"\nbusiness_days = \"the next one, "
               "please\"\n");
  const std::string check = program + " check " + shell_quoted(folder.path().string());
  const std::string whole = run_shell(check, folder.path()).output;
  CHECK(width_of(whole) > 100);
  const std::string folded = on_terminal(check, 80);
  CHECK_THAT(folded, Contains("company.toml:5:17:"));
  CHECK(width_of(folded) < width_of(whole));
  on_terminal(check + " 2>" + shell_quoted((folder / "errors.txt").string()), 80);
  CHECK(content_of(folder / "errors.txt") == whole);

  const std::string mapping = program + " import " +
                              shell_quoted(source_folder() + "/fixtures/exports/open_invoices_us.csv") +
                              " --as receivables --show-mapping 2>/dev/null";
  CHECK(on_terminal(mapping, 72) == run_shell(mapping, folder.path()).output);
}
