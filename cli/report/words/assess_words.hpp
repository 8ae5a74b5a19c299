// What is said of an assessment: the decision, its reasons, what is not seen, what is assumed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/report/assess_report.hpp"
#include "models/message.hpp"

namespace headroom {

/// Why a figure cannot be given: "the relief lends nothing".
Message unsaid_message(Unsaid reason);

/// The JSON name of a decision: `approve_smaller`.
std::string_view name_of(Decision decision);
std::string_view name_of(WatchOf trigger);
/// `refer.pd_12m_above`.
std::string rule_name(const RuleOutcome& outcome);

/// What is asked for, with its amount where it lends.
Message asked_message(const AssessReport& report);

/// The decision in one sentence: "Refer: ...".
Message decision_message(const AssessReport& report);

/// One sentence a rule: what it looks at, its limit, the value, and whether it is met.
std::vector<Message> rule_messages(const AssessReport& report);

/// What the horizon cannot see; none where it sees everything.
std::vector<Message> unseen_messages(const AssessReport& report);

/// What is assumed and what the figures leave out.
std::vector<Message> assumption_messages(const AssessReport& report);

/// How the expected loss follows from the figures shown; and what the coverage is made of.
std::vector<Message> recomputation_messages(const AssessReport& report);

}  // namespace headroom
