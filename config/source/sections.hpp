// Sections: one function for each section of a source file, in the order in which they are read.
//
// Each writes what is present and right into its part of the Source and reports the rest.
#pragma once

#include "config/source/scene.hpp"
#include "config/table.hpp"
#include "pipeline/model/source.hpp"

#include <string>
#include <vector>

namespace tidemark::config {

// Shared with tidemark.toml.
void read_fetch(const Table& table, Fetch& fetch);
void read_zone(const Table& table, std::string& zone); // key `zone`

void read_identity(const Table& root, Source& source); // [source]
void read_find(const Table& root, Source& source, Scene& scene);
void read_schedule(const Table& root, Source& source, const Scene& scene);
void read_due(const Table& root, Source& source);
void read_reading(const Table& root, Source& source); // [read]

void read_layouts(const Table& root, Source& source, Scene& scene);
// One [[layout.dim]]; nothing when it has no usable name.
[[nodiscard]] std::optional<DimRule>
read_dim(const Node& node, Layout::Kind kind, const Scene& scene);

void read_files(const Table& root, Source& source); // [[file]]
void read_status(const Table& root, Source& source);
void read_keep(const Table& root, Source& source, const Scene& scene);
// The codes of one dimension: a list of them or { set = "..." }.
[[nodiscard]] std::vector<std::string> kept_codes(const Entry& entry, const Scene& scene);
void read_key(const Table& root, Source& source, const Scene& scene);
void read_roster(const Table& root, Source& source, const Scene& scene);
void read_hold(const Table& root, Source& source, const Scene& scene);
// The keys of [hold] about periods, values and the number of figures.
void read_hold_values(const Table& table, Hold& hold, const Recipe& recipe, const Scene& scene);
void read_derives(const Table& root, Source& source, Scene& scene);
void read_breaks(const Table& root, Source& source, const Scene& scene);

void read_rules(const Table& root, Source& source, const Scene& scene);
// The keys that only one kind of rule has.
void read_rule_kind(const Table& table, Rule& rule, const Source& source, const Scene& scene);

// --- by kind -----------------------------------------------------------------------------------

void read_group_by(const Table& table, Rule& rule, const Scene& scene);
void read_least(const Table& table, Rule& rule); // min_base
// yoy and rolling.
void read_change(const Table& table, Rule& rule, const Source& source, const Scene& scene);
void read_level(const Table& table, Rule& rule, const Scene& scene); // threshold
void read_streak(const Table& table, Rule& rule, const Scene& scene);
void read_coverage(const Table& table, Rule& rule, const Source& source, const Scene& scene);

} // namespace tidemark::config
