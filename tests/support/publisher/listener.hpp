// Listener: accepts on a loopback port and serves each connection in a thread of its own.
//
// Owns its threads; the destructor ends them all and waits. Thread: any.
// Throws std::system_error when the port cannot be had.
#pragma once

#include "pipeline/base/files.hpp"
#include "tests/support/publisher/connection.hpp"

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <set>
#include <stop_token>
#include <thread>

namespace tidemark::test {

class Listener {
  public:
    using Serve = std::function<void(Connection&)>;

    // port 0: any free one.
    Listener(std::uint16_t port, Serve serve);
    ~Listener();
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    Listener(Listener&&) = delete;
    Listener& operator=(Listener&&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }

  private:
    void accept_all(const std::stop_token& stop);
    void serve_one(Descriptor socket, std::list<std::jthread>::iterator self);

    Serve serve_;
    Descriptor socket_;
    std::uint16_t port_ = 0;
    std::stop_source stop_;
    std::mutex mutex_;
    std::condition_variable all_served_;
    std::set<int> open_; // sockets being served
    std::list<std::jthread> serving_;
    std::list<std::jthread> ended_; // to be joined
    std::jthread accepting_;        // last: ends first
};

} // namespace tidemark::test
