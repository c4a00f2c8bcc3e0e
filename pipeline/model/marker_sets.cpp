#include "pipeline/model/marker_sets.hpp"

#include <algorithm>
#include <array>

namespace tidemark {
namespace {

// Significance stars and "total" or "average" say nothing about how good the figure is.
constexpr std::array<MarkerEntry, 19> gss{{
    {"a", Status::normal},         {"b", Status::series_break},  {"c", Status::suppressed},
    {"e", Status::estimated},      {"er", Status::provisional},  {"f", Status::forecast},
    {"low", Status::low},          {"ns", Status::normal},       {"p", Status::provisional},
    {"r", Status::revised},        {"s", Status::normal},        {"ss", Status::normal},
    {"sss", Status::normal},       {"t", Status::normal},        {"total", Status::normal},
    {"u", Status::unreliable},     {"w", Status::not_available}, {"x", Status::not_available},
    {"z", Status::not_applicable},
}};

constexpr std::array<MarkerEntry, 9> gss_legacy{{
    {"..", Status::not_available},
    {":", Status::not_available},
    {".", Status::not_applicable},
    {"~", Status::low},
    {"#", Status::suppressed},
    {"p", Status::provisional},
    {"(p)", Status::provisional},
    {"r", Status::revised},
    {"(r)", Status::revised},
}};

// "u" takes the value away: what is left is that it is kept back.
constexpr std::array<MarkerEntry, 6> dfe{{
    {"z", Status::not_applicable},
    {"x", Status::not_available},
    {"c", Status::suppressed},
    {"low", Status::low},
    {"k", Status::low},
    {"u", Status::suppressed},
}};

constexpr std::array<MarkerEntry, 6> dfe_legacy{{
    {"N/A", Status::not_available},
    {"n/a", Status::not_available},
    {".", Status::not_available},
    {"..", Status::not_available},
    {"-", Status::not_available},
    {":", Status::not_available},
}};

constexpr std::array<MarkerEntry, 2> nhs{{
    {"*", Status::suppressed},
    {"**", Status::suppressed},
}};

constexpr std::array<MarkerEntry, 13> eurostat{{
    {":", Status::not_available},
    {"b", Status::series_break},
    {"c", Status::suppressed},
    {"d", Status::differs},
    {"e", Status::estimated},
    {"f", Status::forecast},
    {"n", Status::low},
    {"p", Status::provisional},
    {"r", Status::revised},
    {"s", Status::estimated},
    {"u", Status::unreliable},
    {"z", Status::not_applicable},
    {"0n", Status::low},
}};

constexpr std::array<MarkerEntry, 9> statcan{{
    {"..", Status::not_available},
    {"...", Status::not_applicable},
    {".", Status::not_available},
    {"x", Status::suppressed},
    {"E", Status::unreliable},
    {"F", Status::suppressed},
    {"0s", Status::low},
    {"p", Status::provisional},
    {"r", Status::revised},
}};

constexpr std::array<MarkerEntry, 9> abs_set{{
    {"np", Status::suppressed},
    {"n.p.", Status::suppressed},
    {"na", Status::not_available},
    {"n.a.", Status::not_available},
    {"..", Status::not_applicable},
    {"*", Status::unreliable},
    {"**", Status::unreliable},
    {"p", Status::provisional},
    {"r", Status::revised},
}};

// What R and Python write where nothing is.
constexpr std::array<MarkerEntry, 3> missing{{
    {"NA", Status::not_available},
    {"NaN", Status::not_available},
    {"<NA>", Status::not_available},
}};

constexpr std::array<MarkerSet, 9> sets{{
    {.name = "gss", .bracketed = true, .entries = gss},
    {.name = "gss-legacy", .entries = gss_legacy},
    {.name = "dfe", .entries = dfe},
    {.name = "dfe-legacy", .entries = dfe_legacy},
    {.name = "nhs", .entries = nhs},
    {.name = "eurostat", .entries = eurostat},
    {.name = "statcan", .entries = statcan},
    {.name = "abs", .entries = abs_set},
    {.name = "missing", .entries = missing},
}};

} // namespace

std::span<const MarkerSet> marker_sets() {
    return sets;
}

const MarkerSet* find_marker_set(std::string_view name) {
    const auto* const found = std::ranges::find(sets, name, &MarkerSet::name);
    return found == sets.end() ? nullptr : found;
}

std::optional<Status> status_in(const MarkerSet& set, std::string_view text) {
    const auto found = std::ranges::find(set.entries, text, &MarkerEntry::text);
    return found == set.entries.end() ? std::nullopt : std::optional(found->status);
}

} // namespace tidemark
