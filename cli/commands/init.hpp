// `headroom init`: writes a starter ledger.
#pragma once
#include <filesystem>
#include <iosfwd>

namespace headroom {

/// `headroom init DIR`: a starter ledger that runs as it stands and teaches by its comments. Refuses to overwrite any
/// file. Gives the exit status.
int run_init(const std::filesystem::path& folder, std::ostream& out, std::ostream& err);

}  // namespace headroom
