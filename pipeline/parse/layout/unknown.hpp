// unknown: the words for a label that its codelist does not know, or knows on other days.
//
// They name the nearest three codes and give the command that writes the alias. Of the nearest it
// names the code only where the label is a slip of the pen from one of its spellings; elsewhere a
// person says which it is. Fails: never. Thread: any.
#pragma once

#include "pipeline/base/result.hpp"
#include "pipeline/model/codelist.hpp"
#include "pipeline/model/period.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace tidemark::parse {

// Without sheet and cell. `label`: cleaned.
[[nodiscard]] Error unknown_label(const Codelist& list, std::string_view label);

// What the command of unknown_label() would write, read from its words; nothing where they name no
// code, or are other words.
struct SuggestedAlias {
    std::string list;
    std::string code;
    std::string alias;
};

[[nodiscard]] std::optional<SuggestedAlias> suggested_alias(const Error& error);

// Several codes have the label, none of them on all days of the period.
[[nodiscard]] Error no_code_on(const Codelist& list, std::string_view label, const Period& period);

} // namespace tidemark::parse
