// faults: what a server can do wrong, by name: "GET /any?fault=NAME". One table line each.
//
// Each writes raw bytes and returns when it is done or the peer is gone; none outlives a stop.
#pragma once

#include "tests/support/publisher/connection.hpp"

#include <string_view>
#include <vector>

namespace tidemark::test {

struct HttpFault {
    std::string_view name;
    void (*serve)(Connection&, const HttpRequest&);
};

[[nodiscard]] const std::vector<HttpFault>& faults();

// False when there is no fault of that name.
bool serve_fault(Connection& connection, const HttpRequest& request);

} // namespace tidemark::test
