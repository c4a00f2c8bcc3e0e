// ScheduleCheck: how this room, which knows no calendar, asks whether a calendar expression is one.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace tidemark::config {

// Why a calendar expression is wrong, in words; nothing when it is right. The daemon gives its own.
using ScheduleCheck = std::function<std::optional<std::string>(std::string_view)>;

// For those who have none: every expression is right.
[[nodiscard]] inline std::optional<std::string>
accept_any_schedule([[maybe_unused]] std::string_view expression) {
    return std::nullopt;
}

} // namespace tidemark::config
