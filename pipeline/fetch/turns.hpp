// Turns: requests to a host are `every` apart, whoever asks, and none come while it wants quiet.
//
// Thread: any. Never fails. After the clock was set back a host is free again at once.
#pragma once

#include "pipeline/ports.hpp"

#include <memory>

namespace tidemark::fetch {

[[nodiscard]] std::unique_ptr<Turns> make_turns();

} // namespace tidemark::fetch
