// The daemon as systemd sees it: what it tells the manager, how it stops, what a reload does.
#include "tests/integration/whole/scene.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>

namespace tidemark::testing_house {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

// The manager's end of sd_notify(3): keeps every message.
class Manager {
  public:
    explicit Manager(const std::string& path)
        : fd_(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
        sockaddr_un name{};
        name.sun_family = AF_UNIX;
        path.copy(static_cast<char*>(name.sun_path), sizeof name.sun_path - 1);
        EXPECT_EQ(bind(fd_, reinterpret_cast<const sockaddr*>(&name), sizeof name), 0);
        const timeval soon{.tv_sec = 0, .tv_usec = 50'000};
        setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &soon, sizeof soon);
        listening_ = std::jthread([this](const std::stop_token& stop) { listen(stop); });
    }

    ~Manager() {
        listening_.request_stop();
        listening_.join();
        close(fd_);
    }

    Manager(const Manager&) = delete;
    Manager& operator=(const Manager&) = delete;

    // Waits for a message with this in it, up to 20 s.
    bool hears(const std::string& part) {
        return eventually([&] {
            const std::lock_guard lock(mutex_);
            return all_.find(part) != std::string::npos;
        });
    }

    void forget() {
        const std::lock_guard lock(mutex_);
        all_.clear();
    }

  private:
    // As systemd does at once: who notifies waits while ten messages lie unread.
    void listen(const std::stop_token& stop) {
        std::array<char, 4096> message{};
        while (!stop.stop_requested()) {
            const ssize_t got = recv(fd_, message.data(), message.size(), 0);
            if (got > 0) {
                const std::lock_guard lock(mutex_);
                all_.append(message.data(), static_cast<std::size_t>(got));
                all_ += '\n';
            }
        }
    }

    int fd_;
    std::mutex mutex_;
    std::string all_;
    std::jthread listening_;
};

class ServiceTold : public Scene {
  protected:
    ServiceTold()
        : manager((folder / "notify").string()) {}

    void SetUp() override {
        setenv("NOTIFY_SOCKET", (folder / "notify").c_str(), 1);
        setenv("WATCHDOG_USEC", "1000000", 1);
    }

    void TearDown() override {
        unsetenv("NOTIFY_SOCKET");
        unsetenv("WATCHDOG_USEC");
    }

    Manager manager;
};

TEST_F(ServiceTold, SaysReadyStatusAliveReloadingAndStopping) {
    watch_national("national", "national.csv");
    serve("national.csv", "year,offences\n2016/17,100\n2017/18,120\n");
    const Running daemon(*this, "daemon");
    EXPECT_TRUE(manager.hears("READY=1"));
    EXPECT_TRUE(manager.hears("WATCHDOG=1"));
    EXPECT_TRUE(daemon.says("run ended source=national outcome=loaded")) << daemon.log();
    EXPECT_TRUE(manager.hears("STATUS=next national at "));
    manager.forget();

    daemon.signal(SIGHUP);
    EXPECT_TRUE(manager.hears("RELOADING=1\nMONOTONIC_USEC="));
    EXPECT_TRUE(manager.hears("READY=1"));
    manager.forget();

    write("config/tidemark.toml", "nonsense = 1\n");
    daemon.signal(SIGHUP);
    EXPECT_TRUE(manager.hears("RELOADING=1"));
    EXPECT_TRUE(manager.hears("READY=1\nSTATUS=configuration refused, the old one is kept"));
    EXPECT_TRUE(daemon.says("tidemark.toml:1:1: unknown key 'nonsense'")) << daemon.log();
    EXPECT_TRUE(manager.hears("WATCHDOG=1")) << "still alive";

    daemon.signal(SIGTERM);
    EXPECT_EQ(daemon.ended(), 0);
    EXPECT_TRUE(manager.hears("STOPPING=1"));
}

TEST_F(ServiceTold, RunsWhenTheScheduleSaysAndSaysNewsOnce) {
    watch_national("national", "national.csv");
    std::string source = read("config/sources.d/national.toml");
    write("config/sources.d/national.toml",
          source.replace(source.find("\"yearly\""), 8, "\"*:*:*\"")); // every second
    serve("national.csv", "year,offences\n2016/17,100\n2017/18,120\n");
    const Running daemon(*this, "daemon");
    EXPECT_TRUE(daemon.says("run ended source=national outcome=loaded")) << daemon.log();
    EXPECT_TRUE(daemon.says("run ended source=national outcome=unchanged")) << daemon.log();
    serve("national.csv", "year,offences\n2016/17,100\n2017/18,120\n2018/19,150\n");
    EXPECT_TRUE(eventually([&] { return !with(log_lines(), " new ").empty(); })) << daemon.log();
    const std::size_t asked = publisher.log().size();
    EXPECT_TRUE(eventually([&] { return publisher.log().size() > asked + 1; }));
    daemon.signal(SIGTERM);
    EXPECT_EQ(daemon.ended(), 0);
    EXPECT_THAT(with(log_lines(), " new "), SizeIs(1));
    EXPECT_THAT(with(log_lines(), " baseline "), SizeIs(1));
}

TEST_F(ServiceTold, StopsInTheMiddleOfASlowTransferWithNothingHalfDone) {
    watch_national("national", "national.csv?fault=slow");
    const auto daemon = std::make_unique<Running>(*this, "daemon");
    EXPECT_TRUE(eventually([&] { return !publisher.log().empty(); }));
    const auto begin = std::chrono::steady_clock::now();
    daemon->signal(SIGTERM);
    EXPECT_EQ(daemon->ended(), 0) << daemon->log();
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
    EXPECT_THAT(log_lines(), IsEmpty()) << "a stopped transfer has not failed";
    watch_national("national", "national.csv");
    serve("national.csv", "year,offences\n2016/17,100\n2017/18,120\n");
    EXPECT_EQ(tell("run").code, 0) << "the lock is free and the state sound";
}

} // namespace
} // namespace tidemark::testing_house
