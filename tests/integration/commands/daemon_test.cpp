// The daemon: start, reload, stop, and what it does to others.
#include "tests/integration/commands/house.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <csignal>

namespace tidemark::testing_house {
namespace {

constexpr const char* edition = "year,offences\n2016/17,100\n2017/18,120\n";

// A publisher that accepts connections and never answers.
class SilentPublisher {
  public:
    SilentPublisher()
        : fd_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        auto* any = reinterpret_cast<sockaddr*>(&address);
        socklen_t size = sizeof address;
        EXPECT_EQ(bind(fd_, any, size), 0);
        EXPECT_EQ(listen(fd_, 8), 0);
        EXPECT_EQ(getsockname(fd_, any, &size), 0);
        port_ = ntohs(address.sin_port);
    }

    ~SilentPublisher() {
        close(fd_);
        close(peer_);
    }

    SilentPublisher(const SilentPublisher&) = delete;
    SilentPublisher& operator=(const SilentPublisher&) = delete;

    // Waits until somebody asks.
    void accept_one() { peer_ = accept4(fd_, nullptr, nullptr, SOCK_CLOEXEC); }

    [[nodiscard]] std::string address() const {
        return "http://127.0.0.1:" + std::to_string(port_) + "/online.csv";
    }

  private:
    int fd_;
    int port_ = 0;
    int peer_ = -1;
};

class Daemon : public House {};

// systemd ends a service that never says it is ready: the log must say why.
TEST_F(Daemon, SaysThatLibsystemdIsMissingWhereItIsAskedFor) {
    add_source("online", address("online.csv"));
    write("online.csv", edition);
    write("lib/libsystemd.so.0", ""); // found first, and no library
    const std::string library = "LD_LIBRARY_PATH=" + (folder / "lib").string();
    const std::string said = "libsystemd.so.0 cannot be loaded";
    {
        const Running daemon(*this, "daemon", library + " NOTIFY_SOCKET=/nowhere");
        EXPECT_TRUE(daemon.says("run ended source=online")) << daemon.log();
        const std::string log = daemon.log();
        EXPECT_NE(log.find(said), std::string::npos) << log;
        EXPECT_EQ(log.find(said), log.rfind(said)) << log;
    }
    const Running daemon(*this, "daemon", "-u NOTIFY_SOCKET " + library);
    EXPECT_TRUE(daemon.says("ready")) << daemon.log();
    EXPECT_EQ(daemon.log().find(said), std::string::npos) << daemon.log();
}

TEST_F(Daemon, LooksAtANewSourceAtOnceAndStopsWhenAsked) {
    add_source("online", address("online.csv"));
    write("online.csv", edition);
    const Running daemon(*this, "daemon");
    EXPECT_TRUE(daemon.says("run ended source=online outcome=loaded")) << daemon.log();
    daemon.signal(SIGTERM);
    EXPECT_EQ(daemon.ended(), 0);
    EXPECT_NE(read("log/alerts.log").find("baseline"), std::string::npos);
}

TEST_F(Daemon, StopsInTheMiddleOfATransfer) {
    SilentPublisher publisher;
    add_source("online", publisher.address());
    const Running daemon(*this, "daemon");
    publisher.accept_one();
    const auto begin = std::chrono::steady_clock::now();
    daemon.signal(SIGTERM);
    EXPECT_EQ(daemon.ended(), 0) << daemon.log();
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
    EXPECT_EQ(daemon.log().find("run ended"), std::string::npos) << daemon.log();
}

TEST_F(Daemon, EndsWithSeventyEightWithoutAUsableConfiguration) {
    write("config/tidemark.toml", "nonsense = 1\n");
    const Running daemon(*this, "daemon");
    EXPECT_EQ(daemon.ended(), 78);
    EXPECT_NE(daemon.log().find("tidemark.toml:1:"), std::string::npos) << daemon.log();
}

TEST_F(Daemon, ReadsItsConfigurationAgainOrKeepsTheOldOne) {
    const Running daemon(*this, "daemon");
    EXPECT_TRUE(daemon.says("ready")) << daemon.log();
    write("config/tidemark.toml", "nonsense = 1\n");
    daemon.signal(SIGHUP);
    EXPECT_TRUE(daemon.says("configuration refused")) << daemon.log();
    write("config/tidemark.toml", "");
    add_source("online", address("online.csv"));
    write("online.csv", edition);
    daemon.signal(SIGHUP);
    EXPECT_TRUE(daemon.says("run ended source=online outcome=loaded")) << daemon.log();
    daemon.signal(SIGTERM);
    EXPECT_EQ(daemon.ended(), 0);
}

TEST_F(Daemon, IsTheOnlyWriterWhileOthersRead) {
    add_source("online", address("online.csv"));
    write("online.csv", edition);
    const Running daemon(*this, "daemon");
    EXPECT_TRUE(daemon.says("run ended source=online outcome=loaded")) << daemon.log();
    const Told run = tell("run");
    EXPECT_EQ(run.code, 1);
    EXPECT_NE(run.out.find("process "), std::string::npos) << run.out;
    EXPECT_EQ(tell("status").code, 0);
    EXPECT_NE(tell("values online").out.find("120"), std::string::npos);
    daemon.signal(SIGINT);
    EXPECT_EQ(daemon.ended(), 0);
}

TEST_F(Daemon, AppliesADecisionLeftByAnother) {
    add_source("online", address("online.csv"));
    std::string source = read("config/sources.d/online.toml");
    write("config/sources.d/online.toml",
          source.replace(source.find("[[layout]]"), 0, "[hold]\nshrink = \"10%\"\n\n"));
    write("online.csv", edition);
    EXPECT_EQ(tell("run").code, 0);
    write("online.csv", "year,offences\n2017/18,121\n");
    EXPECT_EQ(tell("run").code, 1);
    const Running daemon(*this, "daemon");
    EXPECT_TRUE(daemon.says("ready")) << daemon.log();
    const Told accepted = tell("accept online --check hold.shrink --by me --why 'as published'");
    EXPECT_EQ(accepted.code, 0) << accepted.out;
    EXPECT_NE(accepted.out.find("the daemon"), std::string::npos) << accepted.out;
    EXPECT_TRUE(daemon.says("run ended source=online outcome=loaded")) << daemon.log();
    EXPECT_EQ(tell("status").code, 0);
    daemon.signal(SIGTERM);
    EXPECT_EQ(daemon.ended(), 0);
}

} // namespace
} // namespace tidemark::testing_house
