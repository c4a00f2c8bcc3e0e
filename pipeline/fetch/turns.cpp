#include "pipeline/fetch/turns.hpp"

#include <algorithm>
#include <map>
#include <mutex>

namespace tidemark::fetch {
namespace {

struct Host {
    Instant asked; // the last time, or never
    Instant quiet_from;
    Instant quiet_until;
};

class GuardedTurns final : public Turns {
  public:
    std::optional<Instant>
    take(std::string_view host, std::chrono::milliseconds every, Instant now) override {
        const std::lock_guard lock(mutex_);
        Host& state = hosts_[std::string(host)];
        Instant free = now;
        if (state.asked <= now) {
            free = std::max(free, state.asked + every);
        }
        if (state.quiet_from <= now) {
            free = std::max(free, state.quiet_until);
        }
        if (free > now) {
            return free;
        }
        state.asked = now;
        return std::nullopt;
    }

    void quiet_until(std::string_view host, Instant until) override {
        const std::lock_guard lock(mutex_);
        Host& state = hosts_[std::string(host)];
        state.quiet_from = state.asked;
        state.quiet_until = std::max(state.quiet_until, until);
    }

  private:
    std::mutex mutex_;
    std::map<std::string, Host> hosts_;
};

} // namespace

std::unique_ptr<Turns> make_turns() {
    return std::make_unique<GuardedTurns>();
}

} // namespace tidemark::fetch
