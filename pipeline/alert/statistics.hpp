// statistics: what chance alone could make of counts. Pure; counts are not negative.
//
// Intervals are two-sided, `confidence` 0.95 and the like, z its normal quantile (1.959964).
// Byar and exact Poisson: Breslow and Day, Statistical Methods in Cancer Research II (1987), and
//   PHEindicatormethods, R/utils.R, whose own expected values these functions reproduce:
//   Byar   x(1 - 1/(9x) - z/(3 sqrt x))^3, y(1 - 1/(9y) + z/(3 sqrt y))^3 with y = x+1
//   exact  chi2(a/2; 2x)/2, chi2(1-a/2; 2x+2)/2 with a = 1 - confidence
// Wilson (JASA 22, 1927): (2x + z^2 -+ z sqrt(z^2 + 4x(1-x/n))) / 2(n + z^2)
// Ratio of two counts, log ratio: (b/a) exp(-+ z sqrt(phi(1/a + 1/b))); with a zero count the
//   interval of Clopper and Pearson (Biometrika 26, 1934) for b of a+b, counts divided by phi.
// Over-dispersion phi: sum z_i^2/(I-1) over a panel after its common change, the outer tenth on
//   each side drawn in (Spiegelhalter, Statistics in Medicine 24, 2005).
// False discoveries: Benjamini and Hochberg (JRSS B 57, 1995).
#pragma once

#include <optional>
#include <vector>

namespace tidemark::alert {

struct Limits {
    double low = 0;
    double high = 0;
};

[[nodiscard]] Limits byar(double count, double confidence);
[[nodiscard]] Limits exact_poisson(double count, double confidence);

// As PHE publishes them: exact below ten events, Byar from there on.
[[nodiscard]] Limits count_limits(double count, double confidence);

// Of the proportion events/of. Requires: of > 0, events <= of.
[[nodiscard]] Limits wilson(double events, double of, double confidence);

// Two counts of one member, before and now.
struct Counts {
    double before = 0;
    double now = 0;
};

// Of now/before; no upper limit (infinity) where before is zero. Requires: one count above zero.
[[nodiscard]] Limits ratio_limits(const Counts& counts, double confidence, double phi);

// The chance, two-sided, of a change at least as large where nothing changed. Same requirement.
[[nodiscard]] double chance_of(const Counts& counts, double phi);

// The least that is ever assumed, and what is assumed where a panel is too small to tell.
constexpr double least_phi = 2;
constexpr double unknown_phi = 5;

// Of a panel of members; members too small to tell are passed over. Nothing below ten others.
[[nodiscard]] std::optional<double> dispersion_of(const std::vector<Counts>& panel);

// The same as it is used: at least 2, 5 where it cannot be estimated.
[[nodiscard]] double phi_of(const std::vector<Counts>& panel);

// Which of these chances are discoveries when at most this share of them may be false.
[[nodiscard]] std::vector<bool> discoveries(const std::vector<double>& chances, double rate);

} // namespace tidemark::alert
