// transfer: one GET over one connection, no redirects; ended at once by a stop.
//
// Channel owns a libcurl easy and a multi handle; the multi handle can be woken from outside.
// Thread: a Channel belongs to one call at a time.
// Fails: unavailable, malformed, limit, as transport_curl.hpp says.
#pragma once

#include "pipeline/fetch/reach.hpp"
#include "pipeline/fetch/transport_curl.hpp"
#include "pipeline/fetch/verdict.hpp"

#include <curl/curl.h>

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace tidemark::fetch {

class Channel {
  public:
    Channel();

    [[nodiscard]] CURL* easy() const { return easy_.get(); }

    [[nodiscard]] CURLM* multi() const { return multi_.get(); }

  private:
    struct FreeEasy {
        void operator()(CURL* easy) const;
    };

    struct FreeMulti {
        void operator()(CURLM* multi) const;
    };

    std::unique_ptr<CURLM, FreeMulti> multi_;
    std::unique_ptr<CURL, FreeEasy> easy_;
};

struct Hop {
    Request request;
    std::string user_agent;
    CurlLimits limits;
    std::chrono::milliseconds left{0}; // of the whole time-out
    std::optional<Reach> came_from;    // of the first answer, when this follows a redirect
};

[[nodiscard]] Result<Transfer>
transfer(Channel& channel, const Hop& hop, const std::stop_token& stop);

} // namespace tidemark::fetch
