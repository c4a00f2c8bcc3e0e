// Turns: one request to a host at a time, `every` apart, whoever asks.
//
// Thread: any. Never fails. After the clock was set back a host is free again at once.
#pragma once

#include "pipeline/ports.hpp"

#include <memory>

namespace tidemark::fetch {

[[nodiscard]] std::unique_ptr<Turns> make_turns();

} // namespace tidemark::fetch
