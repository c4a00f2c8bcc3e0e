#include "tests/support/publisher/connection.hpp"

#include <fmt/core.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <condition_variable>
#include <mutex>

namespace tidemark::test {
namespace {

constexpr std::size_t longest_request = 64U << 10U;

std::string lower(std::string_view text) {
    std::string result(text);
    std::ranges::transform(
        result, result.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

std::string decoded(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && std::isxdigit(text[i + 1]) != 0 &&
            std::isxdigit(text[i + 2]) != 0) {
            result += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
            i += 2;
        } else {
            result += text[i];
        }
    }
    return result;
}

// The next line without its end, taken off `rest`.
std::string_view next_line(std::string_view& rest) {
    const std::size_t end = rest.find("\r\n");
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 2);
    return line;
}

HttpRequest parse_request(std::string_view head) {
    HttpRequest request;
    const std::string_view first = next_line(head);
    const std::size_t blank = first.find(' ');
    request.method = first.substr(0, blank);
    std::string_view target = blank == std::string_view::npos ? "" : first.substr(blank + 1);
    target = target.substr(0, target.find(' '));
    const std::size_t query = target.find('?');
    request.path = decoded(target.substr(0, query));
    constexpr std::string_view key = "?fault=";
    if (query != std::string_view::npos && target.substr(query).starts_with(key)) {
        request.fault = target.substr(query + key.size());
    }
    while (!head.empty()) {
        const std::string_view line = next_line(head);
        const std::size_t colon = line.find(": ");
        if (colon != std::string_view::npos) {
            request.headers[lower(line.substr(0, colon))] = line.substr(colon + 2);
        }
    }
    return request;
}

} // namespace

Connection::Connection(Descriptor socket, std::stop_token stop)
    : socket_(std::move(socket))
    , stop_(std::move(stop)) {}

std::optional<HttpRequest> Connection::read_request() {
    std::string head;
    std::array<char, 4096> chunk{};
    while (head.find("\r\n\r\n") == std::string::npos) {
        const auto got = ::recv(socket_.get(), chunk.data(), chunk.size(), 0);
        if (got <= 0 || head.size() > longest_request) {
            return std::nullopt;
        }
        head.append(chunk.data(), static_cast<std::size_t>(got));
    }
    return parse_request(head);
}

bool Connection::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool Connection::wait(std::chrono::milliseconds time) {
    std::mutex mutex;
    std::condition_variable_any woken;
    std::unique_lock lock(mutex);
    return !woken.wait_for(lock, stop_, time, [this] { return stop_.stop_requested(); });
}

void Connection::reset() {
    const linger at_once{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(socket_.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    socket_.reset();
}

void Connection::wait_for_peer() {
    std::array<char, 256> ignored{};
    while (::recv(socket_.get(), ignored.data(), ignored.size(), 0) > 0) {
    }
}

} // namespace tidemark::test
