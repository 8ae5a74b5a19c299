#include "engine/lending/assess.hpp"

#include "engine/lending/lender_scenario.hpp"
#include "engine/lending/sensitivity.hpp"
#include "models/eligibility.hpp"

namespace headroom {

namespace {

StressedResult stressed(const AssessmentRequest& request, const Scenario& scenario) {
  const Assessment assessment = LenderScenario(request, scenario).assessment();
  StressedResult result;
  result.scenario = scenario.name;
  if (assessment.grade) {
    result.pd_12m = assessment.grade->pd;
    result.grade = assessment.grade->place;
  } else {
    result.pd_12m = *assessment.grade.unsaid;
  }
  result.expected_loss = assessment.expected_loss;
  if (!assessment.dscr) result.dscr_p50 = *assessment.dscr.unsaid;
  else if (!assessment.dscr->horizon) result.dscr_p50 = *assessment.dscr->horizon.unsaid;
  else result.dscr_p50 = assessment.dscr->horizon->p50;
  result.decision = assessment.recommendation.decision;
  return result;
}

}  // namespace

Assessment assess(const AssessmentRequest& request) {
  const Scenario as_written;
  Assessment assessment = LenderScenario(request, as_written).assessment();
  const OfferedRelief offered = offered_relief(request.relief, request.ledger);
  if (offered.is_eligible())
    assessment.most_sensitive = most_sensitive(request.ledger, offered.terms, request.settings);
  for (const Scenario& scenario : request.stresses) assessment.stressed.push_back(stressed(request, scenario));
  return assessment;
}

}  // namespace headroom
