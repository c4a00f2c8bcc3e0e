// draw_page: a Drawing as one HTML page that needs nothing else.
//
// All text from outside is escaped, and the page forbids itself everything but its own style and
// script by their digests (Content-Security-Policy). Without its script it says the same: a cell's
// dimensions stand in its title. Thread: any. Fails: never, but for may_write_page().
#pragma once

#include "daemon/drawing.hpp"
#include "pipeline/base/result.hpp"

#include <string>
#include <vector>

namespace tidemark {

struct PageFacts {
    std::string file;
    std::string source;
    std::string title; // of the source
    const std::vector<Error>& held;
    std::vector<std::string> dropped; // a sentence each
    std::vector<std::string> alerts;  // lines as in the log
    std::size_t figures = 0;
    std::size_t series = 0;
};

[[nodiscard]] std::string draw_page(const PageFacts& facts, const Drawing& drawing);

// Whether a page may be written there: it replaces a page of ours, never the publisher's file, a
// source file, a link or a device. Fails: usage (usage.html).
[[nodiscard]] Result<void> may_write_page(const std::string& name);

} // namespace tidemark
