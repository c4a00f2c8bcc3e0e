#include "tests/support/publisher/publisher.hpp"

#include "pipeline/base/digest.hpp"
#include "tests/support/publisher/faults.hpp"
#include "tests/support/publisher/pages.hpp"

#include <fmt/chrono.h>
#include <fmt/core.h>

namespace tidemark::test {

struct Publisher::Reply {
    int status = 200;
    std::string body{};
    std::string content_type{};
    std::string etag{};
    std::string last_modified{};
    std::string location{};
};

namespace {

constexpr std::string_view api = "/api/content";
constexpr std::string_view media = "/media/";
constexpr std::string_view edition_command = "/edition/";

std::string http_date(Instant instant) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(instant);
    return fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT",
                       fmt::gmtime(std::chrono::system_clock::to_time_t(seconds)));
}

std::string_view reason(int status) {
    switch (status) {
    case 200:
        return "OK";
    case 301:
        return "Moved Permanently";
    case 304:
        return "Not Modified";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    default:
        return "Internal Server Error";
    }
}

std::string header(const HttpRequest& request, const std::string& name) {
    const auto found = request.headers.find(name);
    return found == request.headers.end() ? std::string() : found->second;
}

// If-None-Match decides alone where it is sent (RFC 9110, 13.1.3).
bool unchanged(const HttpRequest& request, const std::string& etag, const std::string& modified) {
    const std::string match = header(request, "if-none-match");
    return match.empty() ? !modified.empty() && header(request, "if-modified-since") == modified
                         : match == etag;
}

// The last part of "/media/ID/NAME".
std::string media_name(std::string_view path) {
    const std::string_view rest = path.substr(media.size());
    const std::size_t slash = rest.find('/');
    return std::string(slash == std::string_view::npos ? "" : rest.substr(slash + 1));
}

} // namespace

Publisher::Publisher(std::filesystem::path root, std::string edition, std::uint16_t port)
    : root_(std::move(root))
    , edition_(std::move(edition))
    , listener_(port, [this](Connection& connection) { serve(connection); }) {}

std::string Publisher::url(std::string_view path) const {
    return fmt::format("http://127.0.0.1:{}{}", port(), path);
}

bool Publisher::switch_to(const std::string& edition) {
    if (!is_plain_name(edition) || !std::filesystem::is_directory(root_ / edition)) {
        return false;
    }
    const std::lock_guard lock(mutex_);
    edition_ = edition;
    return true;
}

std::vector<std::string> Publisher::log() const {
    const std::lock_guard lock(mutex_);
    return log_;
}

std::filesystem::path Publisher::folder() const {
    const std::lock_guard lock(mutex_);
    return root_ / edition_;
}

void Publisher::note(const HttpRequest& request, std::string_view outcome) {
    const std::lock_guard lock(mutex_);
    log_.push_back(fmt::format("{} {} {}", request.method, request.path, outcome));
}

void Publisher::serve(Connection& connection) {
    const auto request = connection.read_request();
    if (!request) {
        return;
    }
    if (!request->fault.empty()) {
        note(*request, request->fault);
        if (serve_fault(connection, *request)) {
            return;
        }
    }
    Reply reply = reply_to(*request);
    if (reply.status == 200 && unchanged(*request, reply.etag, reply.last_modified)) {
        reply.status = 304;
        reply.body.clear();
    }
    note(*request, std::to_string(reply.status));
    std::string head = fmt::format("HTTP/1.1 {} {}\r\n", reply.status, reason(reply.status));
    const auto add = [&head](std::string_view name, const std::string& value) {
        if (!value.empty()) {
            head += fmt::format("{}: {}\r\n", name, value);
        }
    };
    add("Content-Type", reply.content_type);
    add("ETag", reply.etag);
    add("Last-Modified", reply.last_modified);
    add("Location", reply.location);
    if (reply.status != 304) {
        add("Content-Length", std::to_string(reply.body.size()));
    }
    connection.send(head + "Connection: close\r\n\r\n" + reply.body);
}

Publisher::Reply Publisher::reply_to(const HttpRequest& request) {
    if (request.method == "POST" && request.path.starts_with(edition_command)) {
        const std::string name = request.path.substr(edition_command.size());
        return switch_to(name)
                   ? Reply{.body = fmt::format("edition {}\n", name), .content_type = "text/plain"}
                   : Reply{.status = 404, .body = "no such edition\n"};
    }
    if (request.method != "GET") {
        return {.status = 405, .body = "only GET\n"};
    }
    const auto edition = read_edition(folder());
    if (!edition) {
        return {.status = 500, .body = edition.error().to_text() + "\n"};
    }
    const bool by_id = request.path.starts_with(media);
    const std::string name = by_id ? media_name(request.path) : request.path.substr(1);
    auto file = read_edition_file(*edition, name);
    if (!file) {
        return page(*edition, request.path);
    }
    if (std::string current = media_path(*file, name);
        by_id && !request.path.starts_with(fmt::format("{}{}/", media, file->id))) {
        return {.status = 301, .location = std::move(current)};
    }
    return {.body = std::move(file->bytes),
            .content_type = content_type_of(name),
            .etag = fmt::format("\"{}\"", file->id),
            .last_modified = http_date(file->modified)};
}

Publisher::Reply Publisher::page(const Edition& edition, const std::string& path) const {
    const bool item = path.starts_with(api);
    const Publication* publication = edition.find(item ? path.substr(api.size()) : path);
    if (publication == nullptr) {
        return {.status = 404, .body = "not found\n", .content_type = "text/plain"};
    }
    Reply reply{.body = item ? content_item(edition, *publication, url(""))
                             : landing_page(edition, *publication),
                .content_type =
                    item ? "application/json; charset=utf-8" : "text/html; charset=utf-8"};
    reply.etag = fmt::format("W/\"{}\"", sha256(reply.body).substr(0, 24));
    reply.last_modified = http_date(publication->published);
    return reply;
}

} // namespace tidemark::test
