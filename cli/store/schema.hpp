// The version of the database, and whose file it is.
#pragma once

namespace headroom {

/// The version that this program writes (`PRAGMA user_version`). Whoever changes what `ledger_tables` gives adds one to
/// it, and writes the new schema into cli/store/versions, where it stays.
inline constexpr int schema_version = 4;

/// "Hdrm": whose file it is (`PRAGMA application_id`).
inline constexpr int schema_application_id = 0x4864726D;

}  // namespace headroom
