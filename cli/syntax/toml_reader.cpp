#include "cli/syntax/toml_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/syntax/message.hpp"
#include "cli/syntax/words.hpp"

namespace headroom {

namespace {

bool is_one_of(TomlKind kind, std::initializer_list<TomlKind> kinds) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

bool is_number(TomlKind kind) { return kind == TomlKind::whole_number || kind == TomlKind::real_number; }

/// What to do about a value of the wrong kind.
Message kind_mend(TomlKind given, std::string_view words) {
  if (given == TomlKind::text && words != "a text") return message("write {}, without quotation marks", Message(words));
  if (words == "a text") return "put it in quotation marks";
  return message("write {}", Message(words));
}

}  // namespace

RawValue raw_value(std::string name, const TomlNode& node) {
  std::string text = node.text;
  if (is_number(node.kind)) std::erase(text, '_');
  return {std::move(name), std::move(text), {node.line, node.column}};
}

const TomlEntry* TomlReader::find(std::string_view key) {
  if (std::find(known_.begin(), known_.end(), key) == known_.end()) known_.emplace_back(key);
  const auto entry =
      std::find_if(table_.entries.begin(), table_.entries.end(), [key](const TomlEntry& e) { return e.key == key; });
  return entry == table_.entries.end() ? nullptr : &*entry;
}

const TomlEntry* TomlReader::need(std::string_view key, Need need) {
  const TomlEntry* entry = find(key);
  if (entry == nullptr && need == Need::required)
    log_.fault(place(), message("`{}` is missing in {}", key, name_), "", message("add {} = ...", key));
  return entry;
}

std::optional<RawValue> TomlReader::value(std::string_view key, Need needed, std::initializer_list<TomlKind> kinds,
                                          std::string_view words) {
  const TomlEntry* entry = need(key, needed);
  if (entry == nullptr) return std::nullopt;
  const bool is_of_figure = is_one_of(TomlKind::date, kinds) ||
                            (is_one_of(TomlKind::real_number, kinds) && !is_one_of(TomlKind::text, kinds));
  if (is_of_figure && note_unknown(*entry)) return std::nullopt;
  RawValue raw = raw_value(entry->key, entry->node);
  if (is_one_of(entry->node.kind, kinds)) return raw;
  log_.fault(raw.place,
             message("`{}` is {}, where {} is needed", key, Message(name_of(entry->node.kind)), Message(words)),
             raw.text, kind_mend(entry->node.kind, words));
  return std::nullopt;
}

std::optional<std::vector<RawValue>> TomlReader::values(std::string_view key, std::initializer_list<TomlKind> kinds,
                                                        std::string_view words, std::string_view taken_for_unknown) {
  const TomlEntry* entry = find(key);
  if (entry == nullptr) return std::nullopt;
  const bool may_be_unknown = log_.accepts_unknowns() && !taken_for_unknown.empty();
  if (may_be_unknown && note_unknown(*entry)) return std::nullopt;
  if (entry->node.kind != TomlKind::array) {
    log_.fault({entry->node.line, entry->node.column},
               message("`{}` is {}, where a list is needed", key, Message(name_of(entry->node.kind))), entry->node.text,
               message("write {} = [ ..., ... ]", key));
    return std::nullopt;
  }
  std::vector<RawValue> all;
  for (const TomlNode& item : entry->node.items) {
    RawValue raw = raw_value(entry->key, item);
    if (is_one_of(item.kind, kinds)) all.push_back(std::move(raw));
    else if (may_be_unknown && item.kind == TomlKind::text && item.text == unknown_mark) {
      note_unknown(*entry, raw.place);
      raw.text = taken_for_unknown;
      all.push_back(std::move(raw));
    } else
      log_.fault(raw.place,
                 message("`{}` holds {}, where {} is needed", key, Message(name_of(item.kind)), Message(words)),
                 raw.text, kind_mend(item.kind, words));
  }
  return all;
}

std::optional<RawValue> TomlReader::text(std::string_view key, Need needed) {
  return value(key, needed, {TomlKind::text}, "a text");
}
std::optional<RawValue> TomlReader::number(std::string_view key, Need needed) {
  return value(key, needed, {TomlKind::whole_number, TomlKind::real_number}, "a number");
}
std::optional<RawValue> TomlReader::date(std::string_view key, Need needed) {
  return value(key, needed, {TomlKind::date, TomlKind::text}, "a date such as 2026-10-31");
}
std::optional<RawValue> TomlReader::truth(std::string_view key, Need needed) {
  return value(key, needed, {TomlKind::truth}, "true or false");
}
std::optional<std::vector<RawValue>> TomlReader::numbers(std::string_view key, std::string_view taken_for_unknown) {
  return values(key, {TomlKind::whole_number, TomlKind::real_number}, "a number", taken_for_unknown);
}
std::optional<std::vector<RawValue>> TomlReader::texts(std::string_view key) {
  return values(key, {TomlKind::text}, "a text");
}
std::optional<std::vector<RawValue>> TomlReader::numbers_or_number(std::string_view key) {
  const TomlEntry* entry = find(key);
  if (entry != nullptr && entry->node.kind == TomlKind::array) return numbers(key);
  const auto single = number(key);
  return single ? std::optional(std::vector{*single}) : std::nullopt;
}
std::optional<RawValue> TomlReader::text_or_number(std::string_view key) {
  return value(key, Need::optional, {TomlKind::text, TomlKind::whole_number, TomlKind::real_number},
               "a text or a number");
}

void TomlReader::table(std::string_view key, Need needed, const std::function<void(TomlReader&)>& read) {
  const TomlEntry* entry = find(key);
  if (entry == nullptr) {
    if (needed == Need::required)
      log_.fault({}, message("the table [{}] is missing", key), "",
                 message("add a line [{}] with its keys below it", key));
    return;
  }
  if (entry->node.kind != TomlKind::table) {
    log_.fault({entry->line, entry->column},
               message("`{}` is {}, where a table is needed", key, Message(name_of(entry->node.kind))), "",
               message("write [{}] on a line of its own, its keys below it", key));
    return;
  }
  TomlReader reader(entry->node, message("{}", DocumentName{fmt::format("[{}]", key)}), log_, key);
  read(reader);
  reader.finish();
}

void TomlReader::tables(std::string_view key, const std::function<void(TomlReader&)>& read) {
  const TomlEntry* entry = find(key);
  if (entry == nullptr) return;
  const bool is_list = entry->node.kind == TomlKind::array &&
                       std::all_of(entry->node.items.begin(), entry->node.items.end(),
                                   [](const TomlNode& item) { return item.kind == TomlKind::table; });
  if (!is_list) {
    log_.fault({entry->line, entry->column},
               message("`{}` is {}, where a list of tables is needed", key, Message(name_of(entry->node.kind))), "",
               message("write [[{}]], in double brackets, above each", key));
    return;
  }
  for (const TomlNode& item : entry->node.items) {
    TomlReader reader(item, message("{}", DocumentName{fmt::format("[[{}]]", key)}), log_, key);
    read(reader);
    reader.finish();
  }
}

const std::vector<TomlEntry>& TomlReader::all_entries() {
  for (const TomlEntry& entry : table_.entries) known_.push_back(entry.key);
  return table_.entries;
}

void TomlReader::finish() {
  for (const TomlEntry& entry : table_.entries) {
    if (std::find(known_.begin(), known_.end(), entry.key) != known_.end()) continue;
    const auto near = nearest_name(entry.key, known_);
    log_.fault({entry.line, entry.column}, message("{} has no such key", name_), entry.key,
               near ? message("did you mean `{}`?", *near) : message("remove it, or write {}", listed(known_)));
  }
}

bool TomlReader::is_unknown(std::string_view key) const {
  return log_.accepts_unknowns() &&
         std::any_of(table_.entries.begin(), table_.entries.end(), [key](const TomlEntry& e) {
           const bool is_marked = e.node.kind == TomlKind::text && e.node.text == unknown_mark;
           return e.key == key && (is_marked || e.node.is_stand_in);
         });
}

bool TomlReader::note_unknown(const TomlEntry& entry) {
  if (!is_unknown(entry.key)) return false;
  note_unknown(entry, {entry.node.line, entry.node.column});
  return true;
}

void TomlReader::note_unknown(const TomlEntry& entry, Place place) {
  const auto name =
      std::find_if(table_.entries.begin(), table_.entries.end(), [](const TomlEntry& e) { return e.key == "name"; });
  log_.unknown({place, key_, entry.key, name == table_.entries.end() || key_ == "company" ? "" : name->node.text, ""});
}

bool TomlReader::has(std::string_view key) const {
  return std::any_of(table_.entries.begin(), table_.entries.end(), [key](const TomlEntry& e) { return e.key == key; });
}

Place TomlReader::place_of(std::string_view key) const {
  const auto entry =
      std::find_if(table_.entries.begin(), table_.entries.end(), [key](const TomlEntry& e) { return e.key == key; });
  return entry == table_.entries.end() ? place() : Place{entry->node.line, entry->node.column};
}

}  // namespace headroom
