// phrases: parts that sentences of several kinds share.
#pragma once

#include "pipeline/alert/sentences.hpp"

#include <string>
#include <string_view>

namespace tidemark::alert {

[[nodiscard]] std::string so_often(int count); // "twice", "three times"

// "8,224 from 40 of 44 forces to 10,391 from 46 of 46 (+26.3%), not like for like"
[[nodiscard]] std::string all_answers(const Coverage& c, std::string_view noun, const Style& style);

} // namespace tidemark::alert
