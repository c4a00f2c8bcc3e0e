// Settings: tidemark.toml, what holds for the whole installation. Every key may be left out; the
// in-class initialisers are the defaults.
#pragma once

#include "config/problem.hpp"
#include "pipeline/model/limits.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace tidemark::config {

struct Settings {
    std::string contact; // who runs this: an address in the user agent
    int workers = 4;     // collects at one time
    std::chrono::milliseconds every_host{2000};
    std::chrono::milliseconds timeout{60000};
    int retry = 4;
    std::uint64_t max_size = 64ULL << 20U;
    RoomLimits parse;
    std::string zone = "Europe/London"; // for alert lines and sources that name none

    bool operator==(const Settings&) const = default;
};

[[nodiscard]] Settings read_settings(std::string_view text, Problems& problems);

// tidemark.toml with every key at its default, commented.
[[nodiscard]] std::string print_defaults();

} // namespace tidemark::config
