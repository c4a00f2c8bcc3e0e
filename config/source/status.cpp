#include "config/source/sections.hpp"
#include "config/values.hpp"
#include "pipeline/base/text.hpp"
#include "pipeline/model/marker_sets.hpp"

#include <fmt/format.h>

namespace tidemark::config {

namespace {

// Two houses that mean different things by one symbol cannot both be right.
void check_sets(const Table& table, const std::vector<const MarkerSet*>& sets) {
    for (const MarkerSet* one : sets) {
        for (const MarkerSet* other : sets) {
            if (one >= other || one->bracketed != other->bracketed) {
                continue;
            }
            for (const MarkerEntry& entry : one->entries) {
                const auto meaning = status_in(*other, entry.text);
                if (meaning && *meaning != entry.status) {
                    table.complain("markers",
                                   fmt::format("'{}' is {} in '{}' and {} in '{}'",
                                               entry.text,
                                               to_text(entry.status),
                                               one->name,
                                               to_text(*meaning),
                                               other->name),
                                   "name one of the two, and say the others' symbols in 'extra'");
                    return;
                }
            }
        }
    }
}

void read_sets(const Table& table, Markers& markers) {
    Choices<const MarkerSet*> words{{"none", nullptr}};
    for (const MarkerSet& set : marker_sets()) {
        words.emplace_back(set.name, &set);
    }
    std::vector<const MarkerSet*> sets;
    if (!table.read_words("markers", sets, words)) {
        return;
    }
    std::erase(sets, nullptr);
    check_sets(table, sets);
    markers.sets.clear();
    for (const MarkerSet* set : sets) {
        markers.sets.emplace_back(set->name);
    }
}

} // namespace

void read_status(const Table& root, Source& source) {
    const auto table = root.table("status", "status");
    if (!table) {
        return;
    }
    auto& markers = source.recipe.markers;
    using Below = Markers::Below;
    read_sets(*table, markers);
    table->read_word("below",
                     markers.in_sums,
                     Choices<Below>{{"unknown", Below::unknown},
                                    {"zero", Below::zero},
                                    {"half", Below::half},
                                    {"top", Below::top}});
    const auto* const extra = table->node("extra");
    if (extra == nullptr) {
        return;
    }
    if (extra->kind != Node::Kind::table) {
        table->complain("extra", "'extra' must be a table such as { \"..\" = \"not_available\" }");
        return;
    }
    for (const auto& entry : extra->entries) {
        const auto marker =
            entry.value.kind == Node::Kind::text ? parse_marker(entry.value.text) : std::nullopt;
        if (!marker) {
            root.problems().add(
                entry.value.place,
                fmt::format("the meaning of '{}' must be a status or \"below:NUMBER\"", entry.key),
                "the words are suppressed, not_available, not_applicable, not_answered, zero, low, "
                "provisional, revised, estimated, forecast, unreliable, series_break, differs");
            continue;
        }
        markers.extra[squeeze(entry.key)] = *marker;
    }
}

} // namespace tidemark::config
