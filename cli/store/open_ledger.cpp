#include "cli/store/open_ledger.hpp"

#include <algorithm>

#include "cli/files/text_file.hpp"
#include "cli/ledger/ledger_folder.hpp"
#include "cli/store/ledger_store.hpp"

namespace headroom {

Result<std::unique_ptr<LedgerSource>> open_ledger(const LedgerArgument& argument) {
  if (is_database_path(argument.path)) {
    auto store = LedgerStore::open_to_read(argument.path);
    if (!store) return store.faults();
    return std::move(store).value().ledger(argument.company);
  }
  if (auto obstacle = obstacle_to_folder(argument.path)) return std::move(*obstacle);
  if (argument.company)
    return Fault{argument.path.string(),
                 0,
                 0,
                 "is a folder, which holds one company: --company is for a database",
                 *argument.company,
                 "leave --company out"};
  return std::unique_ptr<LedgerSource>(std::make_unique<LedgerFolder>(argument.path));
}

Result<std::vector<InputText>> input_texts_of(LedgerSource& source, const LoadedLedger& loaded) {
  std::vector<InputText> inputs;
  for (const std::string& document : loaded.documents) {
    auto text = source.text_of(document, text_file_bytes_max);
    if (!text) return text.faults();
    if (!text.value()) return source.missing(document);
    inputs.push_back({document, std::move(*text.value())});
  }
  std::sort(inputs.begin(), inputs.end(), [](const InputText& a, const InputText& b) { return a.name < b.name; });
  return inputs;
}

}  // namespace headroom
