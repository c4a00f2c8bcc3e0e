// Connection: one accepted socket of the publisher: a request in, raw bytes out.
//
// Owned by the thread that serves it. A stop from outside shuts the socket, so that reads end, and
// wakes wait(). Nothing fails: a peer that went away makes every call return false or nothing.
#pragma once

#include "pipeline/base/files.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace tidemark::test {

struct HttpRequest {
    std::string method;
    std::string path;                           // decoded, without the query
    std::string fault;                          // of "?fault=NAME"
    std::map<std::string, std::string> headers; // names in lower case
};

class Connection {
  public:
    Connection(Descriptor socket, std::stop_token stop);

    [[nodiscard]] std::optional<HttpRequest> read_request();

    // False when the peer is gone: stop sending.
    bool send(std::string_view bytes);

    // False when the publisher stops before the time is over.
    bool wait(std::chrono::milliseconds time);

    // Closes with a reset (RST) instead of an orderly end.
    void reset();

    // Waits until the peer closes, or the publisher stops.
    void wait_for_peer();

  private:
    Descriptor socket_;
    std::stop_token stop_;
};

} // namespace tidemark::test
