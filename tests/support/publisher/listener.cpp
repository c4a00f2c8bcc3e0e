#include "tests/support/publisher/listener.hpp"

#include <netinet/in.h>
#include <sys/socket.h>

#include <cerrno>
#include <system_error>

namespace tidemark::test {
namespace {

void check(int result, const char* what) {
    if (result < 0) {
        throw std::system_error(errno, std::generic_category(), what);
    }
}

Descriptor listen_on(std::uint16_t port) {
    Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    check(socket.get(), "socket");
    const int on = 1;
    check(::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on), "setsockopt");
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    check(::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address),
          "bind");
    check(::listen(socket.get(), SOMAXCONN), "listen");
    return socket;
}

std::uint16_t port_of(const Descriptor& socket) {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    check(::getsockname(socket.get(), reinterpret_cast<sockaddr*>(&address), &size), "getsockname");
    return ntohs(address.sin_port);
}

} // namespace

Listener::Listener(std::uint16_t port, Serve serve)
    : serve_(std::move(serve))
    , socket_(listen_on(port))
    , port_(port_of(socket_))
    , accepting_([this](const std::stop_token& stop) { accept_all(stop); }) {}

Listener::~Listener() {
    stop_.request_stop();
    accepting_.request_stop();
    ::shutdown(socket_.get(), SHUT_RDWR); // ends accept()
    accepting_.join();
    std::unique_lock lock(mutex_);
    for (const int socket : open_) {
        ::shutdown(socket, SHUT_RDWR); // ends recv() and send()
    }
    all_served_.wait(lock, [this] { return serving_.empty(); });
}

void Listener::accept_all(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        Descriptor socket(::accept4(socket_.get(), nullptr, nullptr, SOCK_CLOEXEC));
        if (!socket) {
            continue;
        }
        std::list<std::jthread> ended; // joined when the lock is free again
        const std::lock_guard lock(mutex_);
        ended.splice(ended.end(), ended_);
        open_.insert(socket.get());
        const auto self = serving_.emplace(serving_.end());
        *self =
            std::jthread([this, self, fd = socket.release()] { serve_one(Descriptor(fd), self); });
    }
}

void Listener::serve_one(Descriptor socket, std::list<std::jthread>::iterator self) {
    const int fd = socket.get();
    {
        Connection connection(std::move(socket), stop_.get_token());
        serve_(connection);
        const std::lock_guard lock(mutex_);
        open_.erase(fd); // before its number can be another's
    }
    const std::lock_guard lock(mutex_);
    ended_.splice(ended_.end(), serving_, self);
    all_served_.notify_one();
}

} // namespace tidemark::test
