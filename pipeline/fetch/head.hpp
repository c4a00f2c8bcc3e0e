// Head: the status line and the headers of one answer, as they arrive line by line, and what is
// wrong with them.
//
// An interim answer (1xx) is forgotten when the next status line comes; its lines still count.
// Thread: one. Source: RFC 9110 and 9112.
#pragma once

#include "pipeline/base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tidemark::fetch {

// What was asked, as far as an answer has to fit it.
struct Asked {
    std::string url;
    bool conditional = false; // with a validator
    std::uint64_t max_size = 0;
    std::size_t header_bytes = 0;
    std::size_t header_lines = 0;
};

class Head {
  public:
    // A line with its line break; the empty line ends the head.
    // Fails: malformed or limit: the transfer is to be ended.
    [[nodiscard]] Result<void> add(std::string_view line, const Asked& asked);

    // The final answer's head is complete.
    [[nodiscard]] bool complete() const { return complete_; }

    int status = 0;
    std::string etag;
    std::string last_modified;
    std::string content_type;
    std::string location;
    std::string retry_after;
    std::string date;
    std::optional<std::uint64_t> length; // nothing when chunked or until the end

  private:
    [[nodiscard]] Result<void> header(std::string_view name, std::string_view value, const Asked&);
    [[nodiscard]] Result<void> finish(const Asked& asked);
    void restart(std::string_view status_line);

    std::size_t bytes_ = 0;
    std::size_t lines_ = 0;
    std::size_t lengths_ = 0;
    bool chunked_ = false;
    std::string encoding_;
    bool complete_ = false;
};

} // namespace tidemark::fetch
