// Why a firm gets nothing of a relief, in words.
#pragma once

#include <string>
#include <vector>

#include "cli/report/manifest.hpp"
#include "models/eligibility.hpp"
#include "models/message.hpp"

namespace headroom {

/// One unmet condition as a full sentence, the firm's value and the limit in it. `company`: the ledger's.
Message condition_message(const UnmetCondition& condition, const Company& company);

/// All of them, one sentence after the other.
Message reasons_message(const std::vector<UnmetCondition>& unmet, const Company& company);
std::string reason_words(const std::vector<UnmetCondition>& unmet, const Company& company);
std::string reason_words(const std::vector<UnmetCondition>& unmet, const Manifest& manifest);

/// What the sentences need of a company, from a report.
Company company_of(const Manifest& manifest);

}  // namespace headroom
