// file addresses: the whole file; its ETag is made of times, size and inode.
//
// Thread: any. Fails: unavailable ("fetch.file" not readable, "fetch.changing" written to while
// it was read), limit.
#pragma once

#include "pipeline/ports.hpp"

namespace tidemark::fetch {

// `path`: of a file address, decoded.
[[nodiscard]] Result<Response> read_local(const Request& request, const std::string& path);

} // namespace tidemark::fetch
