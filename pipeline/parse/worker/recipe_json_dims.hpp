// recipe_json_dims: dimensions of a recipe to JSON and back, and what all parts of that need.
//
// Of recipe_json.cpp alone. Throws BadRecipe, or what the JSON library throws of a value that is
// not there or of another kind; recipe_json.cpp turns both into an error. Thread: any.
#pragma once

#include "pipeline/model/layout.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <stdexcept>

namespace tidemark::parse {

// Everything that cannot be made again from the JSON.
struct BadRecipe : std::runtime_error {
    using std::runtime_error::runtime_error;
};

[[nodiscard]] Pattern pattern_from(const nlohmann::json& json);

template <typename Enum>
[[nodiscard]] Enum enumerator(const nlohmann::json& json, Enum last) {
    const auto number = json.get<unsigned>();
    if (number > static_cast<unsigned>(last)) {
        throw BadRecipe("no such choice");
    }
    return static_cast<Enum>(number);
}

template <typename Enum>
[[nodiscard]] unsigned number(Enum value) {
    return static_cast<unsigned>(value);
}

[[nodiscard]] nlohmann::json pick_to_json(const CellPick& pick);
[[nodiscard]] CellPick cell_pick(const nlohmann::json& json);

[[nodiscard]] nlohmann::json dim_to_json(const DimRule& dim);
[[nodiscard]] DimRule dim_rule(const nlohmann::json& json);

} // namespace tidemark::parse
