// recipes: one for each kind of layout, for tables about forces, offences and years.
#pragma once

#include "pipeline/model/layout.hpp"

#include <vector>

namespace tidemark::fuzz {

[[nodiscard]] std::vector<Recipe> recipes();

} // namespace tidemark::fuzz
