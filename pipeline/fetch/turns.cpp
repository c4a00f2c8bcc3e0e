#include "pipeline/fetch/turns.hpp"

#include <map>
#include <mutex>

namespace tidemark::fetch {
namespace {

class GuardedTurns final : public Turns {
  public:
    std::optional<Instant>
    take(std::string_view host, std::chrono::milliseconds every, Instant now) override {
        const std::lock_guard lock(mutex_);
        const auto last = last_.find(host);
        if (last == last_.end()) {
            last_.emplace(host, now);
            return std::nullopt;
        }
        const Instant free = last->second + every;
        if (last->second <= now && now < free) {
            return free;
        }
        last->second = now;
        return std::nullopt;
    }

  private:
    std::mutex mutex_;
    std::map<std::string, Instant, std::less<>> last_; // when each host was last asked
};

} // namespace

std::unique_ptr<Turns> make_turns() {
    return std::make_unique<GuardedTurns>();
}

} // namespace tidemark::fetch
