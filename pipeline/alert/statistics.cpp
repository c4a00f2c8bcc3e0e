#include "pipeline/alert/statistics.hpp"

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace tidemark::alert {
namespace {

constexpr double half = 0.5;

// The normal quantile that leaves (1 - confidence)/2 on each side.
double z_of(double confidence) {
    return std::sqrt(2.0) * boost::math::erf_inv(confidence);
}

double tail_of(double confidence) {
    return (1 - confidence) * half;
}

// One side of Byar's limits: `way` -1 or 1.
double byar_side(double x, double z, double way) {
    constexpr double ninth = 9;
    constexpr double third = 3;
    const double root = 1 - 1 / (ninth * x) + way * z / (third * std::sqrt(x));
    return x * root * root * root;
}

// p/(1-p): now against before, where p is the share of now in both.
double odds(double share) {
    return share < 1 ? share / (1 - share) : std::numeric_limits<double>::infinity();
}

double error_of(const Counts& counts, double phi) {
    return std::sqrt(phi * (1 / counts.before + 1 / counts.now));
}

bool has_zero(const Counts& counts) {
    return counts.before <= 0 || counts.now <= 0;
}

// Squared distances from the panel's common change, of the members large enough to have one.
std::vector<double> distances(const std::vector<Counts>& panel) {
    constexpr double least_expected = 5;
    Counts all;
    for (const Counts& member : panel) {
        all.before += member.before;
        all.now += member.now;
    }
    const double share = all.now / (all.before + all.now);
    std::vector<double> z;
    for (const Counts& member : panel) {
        const double both = member.before + member.now;
        if (both * share >= least_expected && both * (1 - share) >= least_expected) {
            z.push_back((member.now - both * share) / std::sqrt(both * share * (1 - share)));
        }
    }
    return z;
}

} // namespace

Limits byar(double count, double confidence) {
    const double z = z_of(confidence);
    return {.low = count > 0 ? byar_side(count, z, -1) : 0, .high = byar_side(count + 1, z, 1)};
}

Limits exact_poisson(double count, double confidence) {
    const double tail = tail_of(confidence);
    return {.low = count > 0 ? boost::math::gamma_p_inv(count, tail) : 0,
            .high = boost::math::gamma_q_inv(count + 1, tail)};
}

Limits count_limits(double count, double confidence) {
    constexpr double few = 10;
    return count < few ? exact_poisson(count, confidence) : byar(count, confidence);
}

Limits wilson(double events, double of, double confidence) {
    const double z = z_of(confidence);
    const double middle = 2 * events + z * z;
    const double reach = z * std::sqrt(z * z + 4 * events * (1 - events / of));
    const double scale = half / (of + z * z);
    return {.low = (middle - reach) * scale, .high = (middle + reach) * scale};
}

Limits ratio_limits(const Counts& counts, double confidence, double phi) {
    if (has_zero(counts)) {
        const double a = counts.before / phi;
        const double b = counts.now / phi;
        const double tail = tail_of(confidence);
        return {.low = b > 0 ? odds(boost::math::ibeta_inv(b, a + 1, tail)) : 0,
                .high = a > 0 ? odds(boost::math::ibetac_inv(b + 1, a, tail))
                              : std::numeric_limits<double>::infinity()};
    }
    const double ratio = counts.now / counts.before;
    const double reach = std::exp(z_of(confidence) * error_of(counts, phi));
    return {.low = ratio / reach, .high = ratio * reach};
}

double chance_of(const Counts& counts, double phi) {
    if (has_zero(counts)) {
        // All of them on one side of an even chance, or on the other.
        const double both = (counts.before + counts.now) / phi;
        return std::min(1.0, 2 * std::pow(half, both));
    }
    const double z = std::log(counts.now / counts.before) / error_of(counts, phi);
    return std::erfc(std::abs(z) / std::sqrt(2.0));
}

std::optional<double> dispersion_of(const std::vector<Counts>& panel) {
    constexpr std::size_t smallest_panel = 10;
    constexpr std::size_t outer = 10; // one in ten on each side
    std::vector<double> z = distances(panel);
    if (z.size() < smallest_panel) {
        return std::nullopt;
    }
    std::ranges::sort(z);
    const std::size_t cut = z.size() / outer;
    const double low = z[cut];
    const double high = z[z.size() - 1 - cut];
    double squares = 0;
    for (const double each : z) {
        const double drawn_in = std::clamp(each, low, high);
        squares += drawn_in * drawn_in;
    }
    return squares / static_cast<double>(z.size() - 1);
}

double phi_of(const std::vector<Counts>& panel) {
    return std::max(least_phi, dispersion_of(panel).value_or(unknown_phi));
}

std::vector<bool> discoveries(const std::vector<double>& chances, double rate) {
    std::vector<std::size_t> order(chances.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t i) { return chances[i]; });
    const auto share = rate / static_cast<double>(std::max<std::size_t>(chances.size(), 1));
    std::size_t found = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (chances[order[i]] <= share * static_cast<double>(i + 1)) {
            found = i + 1;
        }
    }
    std::vector<bool> is_found(chances.size(), false);
    for (std::size_t i = 0; i < found; ++i) {
        is_found[order[i]] = true;
    }
    return is_found;
}

} // namespace tidemark::alert
