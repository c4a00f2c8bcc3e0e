// Fakes of the ports, for tests of what stands between them.
//
// Thread: one, but MemoryArchive. A transport that is asked for an address it does not know fails
// the way a missing page does.
#pragma once

#include "pipeline/base/digest.hpp"
#include "pipeline/ports.hpp"

#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace tidemark::test {

class FakeClock final : public Clock {
  public:
    explicit FakeClock(Instant start)
        : time(start) {}

    [[nodiscard]] Instant now() const override { return time; }

    Instant time;
};

class ScriptedTransport final : public Transport {
  public:
    // The next answer of `url`; the last one is repeated.
    void answer(const std::string& url, Result<Response> response) {
        script_[url].push_back(std::move(response));
    }

    Result<Response> get(const Request& request, std::stop_token /*stop*/) override {
        asked.push_back(request);
        auto found = script_.find(request.url);
        if (found == script_.end()) {
            return fail({.fault = Fault::malformed, .code = "fetch.status", .found = "404"});
        }
        Result<Response> next = found->second.front();
        if (found->second.size() > 1) {
            found->second.pop_front();
        }
        return next;
    }

    std::vector<Request> asked;

  private:
    std::map<std::string, std::deque<Result<Response>>> script_;
};

class MemoryArchive final : public Archive {
  public:
    Result<std::string> put(std::string_view bytes) override {
        const std::lock_guard lock(mutex_);
        const std::string digest = sha256(bytes);
        files_[digest] = bytes;
        return digest;
    }

    Result<std::string> get(std::string_view digest) const override {
        const std::lock_guard lock(mutex_);
        const auto found = files_.find(std::string(digest));
        if (found == files_.end()) {
            return fail({.fault = Fault::unavailable, .code = "archive.missing"});
        }
        return found->second;
    }

    [[nodiscard]] std::size_t size() const {
        const std::lock_guard lock(mutex_);
        return files_.size();
    }

  private:
    mutable std::mutex mutex_;
    std::map<std::string, std::string> files_;
};

} // namespace tidemark::test
