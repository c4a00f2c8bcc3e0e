// Notify: what systemd is told, by sd_notify(3). Outside systemd every call does nothing.
//
// Thread: one. Never fails: a service manager that does not listen is not our fault.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace tidemark {

class Notify {
  public:
    virtual ~Notify() = default;
    virtual void ready(std::string_view status) = 0;
    virtual void reloading() = 0; // ready() ends it
    virtual void stopping(std::string_view status) = 0;
    virtual void status(std::string_view status) = 0;
    virtual void alive() = 0;

    // How often alive() is awaited; nothing when nobody watches.
    [[nodiscard]] virtual std::optional<std::chrono::milliseconds> watchdog() const = 0;
};

class SystemdNotify final : public Notify {
  public:
    void ready(std::string_view status) override;
    void reloading() override;
    void stopping(std::string_view status) override;
    void status(std::string_view status) override;
    void alive() override;
    [[nodiscard]] std::optional<std::chrono::milliseconds> watchdog() const override;
};

} // namespace tidemark
