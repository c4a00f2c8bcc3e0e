// recipe_json: Recipe and Read as JSON and back.
//
// Canonical: members in alphabetical order, no white space, so that equal recipes give equal texts
// (parser_digest is made of it). recipe_from_json(to_json(r)) == r in every part.
// Fails: usage (text that to_json did not write). Thread: any.
#pragma once

#include "pipeline/base/result.hpp"
#include "pipeline/model/layout.hpp"

#include <string>
#include <string_view>

namespace tidemark::parse {

[[nodiscard]] std::string to_json(const Recipe& recipe);
[[nodiscard]] Result<Recipe> recipe_from_json(std::string_view text);

} // namespace tidemark::parse
