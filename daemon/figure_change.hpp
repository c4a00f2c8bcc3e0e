// FigureChange: a figure of two states side by side, as `revisions` and `diff` show it.
// Thread: any. Never fails.
#pragma once

#include "pipeline/model/figures.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace tidemark {

struct FigureChange {
    const Figure* before = nullptr; // null: there was none
    const Figure* now = nullptr;    // null: there is none any more
};

[[nodiscard]] std::string before_text(const FigureChange& change); // "2,145", "suppressed", ""
[[nodiscard]] std::string now_text(const FigureChange& change);
// "+53, +2.5%", "provisional to normal", or nothing where there are not two figures to compare.
[[nodiscard]] std::string change_text(const FigureChange& change);

// Adds before, now, change and change_pct to the object, each null where there is none.
void add_change(nlohmann::ordered_json& object, const FigureChange& change);

} // namespace tidemark
