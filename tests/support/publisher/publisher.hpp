// Publisher: a statistics office on loopback. Serves one edition (a sub-folder of its root) over
// HTTP, and plays every fault of faults.hpp where "?fault=NAME" asks for it.
//
//   GET  /NAME                    a file of the edition, at a fixed address
//   GET  PAGE                     landing page of a publication of the manifest; "/" lists all
//   GET  /api/contentPAGE         the same as a GOV.UK content item
//   GET  /media/ID/NAME           a file as the pages link it; a replaced one redirects
//   POST /edition/NAME            from now on the edition of that name
// Every answer has ETag and Last-Modified; If-None-Match and If-Modified-Since get 304.
// Nothing outside the root is served. Owns its threads. Thread: any.
#pragma once

#include "tests/support/publisher/edition.hpp"
#include "tests/support/publisher/listener.hpp"

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::test {

class Publisher {
  public:
    // port 0: any free one. Throws std::system_error when it cannot be had.
    Publisher(std::filesystem::path root, std::string edition, std::uint16_t port = 0);

    [[nodiscard]] std::uint16_t port() const { return listener_.port(); }

    // "http://127.0.0.1:PORT" + path.
    [[nodiscard]] std::string url(std::string_view path) const;

    // False when there is no such edition.
    bool switch_to(const std::string& edition);

    // "GET /table.csv 304", in the order of the answers; faults as "GET /table.csv short".
    [[nodiscard]] std::vector<std::string> log() const;

  private:
    struct Reply;

    void serve(Connection& connection);
    void note(const HttpRequest& request, std::string_view outcome);
    [[nodiscard]] Reply reply_to(const HttpRequest& request);
    [[nodiscard]] Reply page(const Edition& edition, const std::string& path) const;
    [[nodiscard]] std::filesystem::path folder() const;

    std::filesystem::path root_;
    mutable std::mutex mutex_;
    std::string edition_;
    std::vector<std::string> log_;
    Listener listener_; // last: its threads use the others
};

} // namespace tidemark::test
