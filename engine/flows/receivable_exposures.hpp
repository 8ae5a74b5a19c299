// Open invoices as exposures.
#pragma once

#include "engine/flows/exposure_draft.hpp"
#include "models/receivable.hpp"

namespace headroom {

/// What is undisputed of an invoice, then what is in dispute. `open`: what credit notes leave of it.
void add_receivable(const Receivable& receivable, Minor open, ExposureDraft& draft);

}  // namespace headroom
