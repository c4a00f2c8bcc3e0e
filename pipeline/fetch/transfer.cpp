#include "pipeline/fetch/transfer.hpp"

#include <fmt/core.h>
#include <sys/socket.h>

#include <new>

namespace tidemark::fetch {
namespace {

using Steady = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr long slow_bytes_a_second = 100;
constexpr milliseconds longest_wait = std::chrono::seconds(1);

struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

using HeaderList = std::unique_ptr<curl_slist, FreeList>;

// What the callbacks see and write.
struct State {
    const Hop& hop;
    Asked asked;
    Transfer done{};
    std::optional<Steady::time_point> body_ended{}; // all bytes of Content-Length are here

    [[nodiscard]] bool length_reached() const {
        return done.head.length && done.body.size() == *done.head.length;
    }

    // Nothing more is needed: the answer has no body that matters, or its last byte came `linger`
    // ago and no surplus followed.
    [[nodiscard]] bool enough() {
        if (!done.head.complete()) {
            return false;
        }
        if (done.head.status != 200) {
            return true;
        }
        if (!length_reached()) {
            return false;
        }
        if (!body_ended) {
            body_ended = Steady::now();
        }
        return Steady::now() - *body_ended >= hop.limits.linger;
    }

    [[nodiscard]] milliseconds patience() const {
        return body_ended ? hop.limits.linger : longest_wait;
    }
};

std::size_t on_header(char* data, std::size_t size, std::size_t count, void* user) {
    auto& state = *static_cast<State*>(user);
    const std::size_t bytes = size * count;
    if (auto added = state.done.head.add({data, bytes}, state.asked); !added) {
        state.done.refusal = std::move(added).error();
        return 0;
    }
    return bytes;
}

std::size_t on_body(char* data, std::size_t size, std::size_t count, void* user) {
    auto& state = *static_cast<State*>(user);
    const std::size_t bytes = size * count;
    if (state.done.head.status != 200) {
        return bytes; // an error page
    }
    std::string& body = state.done.body;
    if (state.done.head.length && body.size() + bytes > *state.done.head.length) {
        state.done.refusal = body_too_long(state.asked.url, *state.done.head.length);
        return 0;
    }
    if (body.size() + bytes > state.asked.max_size) {
        state.done.refusal = body_over_limit(state.asked.url, state.asked.max_size);
        return 0;
    }
    body.append(data, bytes);
    return bytes;
}

// The last word on an address, after every name is resolved.
curl_socket_t on_socket(void* user, curlsocktype /*purpose*/, curl_sockaddr* address) {
    auto& state = *static_cast<State*>(user);
    const Reach reach = reach_of(address->addr);
    const bool leads_inside = reach == Reach::inside && state.hop.came_from == Reach::outside;
    if (reach == Reach::never || leads_inside) {
        state.done.refusal = address_refused(state.asked.url);
        return CURL_SOCKET_BAD;
    }
    state.done.reach = reach;
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

HeaderList headers_for(const Request& request) {
    curl_slist* list = nullptr;
    const auto add = [&list](const std::string& line) {
        curl_slist* const longer = curl_slist_append(list, line.c_str());
        if (longer == nullptr) {
            curl_slist_free_all(list);
            throw std::bad_alloc();
        }
        list = longer;
    };
    add("Accept-Encoding: identity");
    add("Connection: close"); // so that the end of the body shows, also behind its length
    if (!request.etag.empty()) {
        add("If-None-Match: " + request.etag);
    } else if (!request.last_modified.empty()) {
        add("If-Modified-Since: " + request.last_modified);
    }
    return HeaderList(list);
}

void set_protocol(CURL* easy, const Hop& hop) {
    curl_easy_setopt(easy, CURLOPT_URL, hop.request.url.c_str());
    curl_easy_setopt(easy, CURLOPT_USERAGENT, hop.user_agent.c_str());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(easy, CURLOPT_HTTP09_ALLOWED, 0L);
    curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(easy, CURLOPT_IGNORE_CONTENT_LENGTH, 1L); // compared here
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
    curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L);
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L); // a stop does not wait for a name server
}

void set_limits(CURL* easy, const Hop& hop) {
    const auto count = [](milliseconds time) { return static_cast<long>(time.count()); };
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, count(hop.limits.connect));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, count(hop.left));
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, slow_bytes_a_second);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, static_cast<long>(hop.limits.slow.count()));
}

void set_callbacks(CURL* easy, State& state) {
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, &state);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &state);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, on_socket);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, &state);
}

// Takes part in the multi handle for as long as it lives.
class Joined {
  public:
    explicit Joined(const Channel& channel)
        : channel_(channel) {
        curl_multi_add_handle(channel.multi(), channel.easy());
    }

    ~Joined() { curl_multi_remove_handle(channel_.multi(), channel_.easy()); }

    Joined(const Joined&) = delete;
    Joined& operator=(const Joined&) = delete;
    Joined(Joined&&) = delete;
    Joined& operator=(Joined&&) = delete;

  private:
    const Channel& channel_;
};

// CURLE_OK also when we had enough before the other side closed.
CURLcode run(const Channel& channel, State& state, const std::stop_token& stop) {
    const Joined joined(channel);
    const std::stop_callback wake(stop, [&channel] { curl_multi_wakeup(channel.multi()); });
    for (int running = 1; running > 0;) {
        curl_multi_perform(channel.multi(), &running);
        if (running > 0 && (state.enough() || stop.stop_requested())) {
            return CURLE_OK;
        }
        if (running > 0) {
            const auto wait = static_cast<int>(state.patience().count());
            curl_multi_poll(channel.multi(), nullptr, 0, wait, nullptr);
        }
    }
    int left = 0;
    const CURLMsg* message = curl_multi_info_read(channel.multi(), &left);
    return message != nullptr ? message->data.result : CURLE_OK;
}

} // namespace

Channel::Channel()
    : multi_(curl_multi_init())
    , easy_(curl_easy_init()) {
    if (!multi_ || !easy_) {
        throw std::bad_alloc();
    }
}

void Channel::FreeEasy::operator()(CURL* easy) const {
    curl_easy_cleanup(easy);
}

void Channel::FreeMulti::operator()(CURLM* multi) const {
    curl_multi_cleanup(multi);
}

Result<Transfer> transfer(Channel& channel, const Hop& hop, const std::stop_token& stop) {
    const bool conditional = !hop.request.etag.empty() || !hop.request.last_modified.empty();
    State state{.hop = hop,
                .asked = {.url = hop.request.url,
                          .conditional = conditional,
                          .max_size = hop.request.max_size,
                          .header_bytes = hop.limits.header_bytes,
                          .header_lines = hop.limits.header_lines}};
    const HeaderList headers = headers_for(hop.request);
    curl_easy_reset(channel.easy()); // options only: names and sessions stay known
    set_protocol(channel.easy(), hop);
    set_limits(channel.easy(), hop);
    set_callbacks(channel.easy(), state);
    curl_easy_setopt(channel.easy(), CURLOPT_HTTPHEADER, headers.get());
    const CURLcode code = run(channel, state, stop);
    if (stop.stop_requested()) {
        return fail(stopped_transfer(hop.request.url));
    }
    return verdict(code, hop.request.url, std::move(state.done));
}

} // namespace tidemark::fetch
