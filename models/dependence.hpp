// How strongly random items move together: the shares of market and counterparty factors.
#pragma once

namespace headroom {

/// How alike random items fare: L = sqrt(market) M + sqrt(counterparty) C + sqrt(1 - market - counterparty) E.
struct Dependence {
  double market = 0.0;
  double counterparty = 0.0;

  bool operator==(const Dependence&) const = default;
};

}  // namespace headroom
