#include "cli/report/version.hpp"

namespace headroom {

std::string_view version() { return HEADROOM_VERSION; }

std::string_view compiler() { return HEADROOM_COMPILER; }

}  // namespace headroom
