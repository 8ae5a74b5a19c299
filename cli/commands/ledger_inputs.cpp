#include "cli/commands/ledger_inputs.hpp"

#include <algorithm>

#include "cli/input/text_file.hpp"

namespace headroom {

Result<std::vector<InputText>> input_texts_of(const LoadedLedger& loaded) {
  std::vector<InputText> inputs;
  for (const auto& path : loaded.files) {
    auto text = read_text_file(path);
    if (!text) return text.faults();
    inputs.push_back({path.filename().string(), std::move(text).value()});
  }
  std::sort(inputs.begin(), inputs.end(), [](const InputText& a, const InputText& b) { return a.name < b.name; });
  return inputs;
}

}  // namespace headroom
