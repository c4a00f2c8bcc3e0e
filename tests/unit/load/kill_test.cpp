// A pass killed at any point is there whole or not at all.
#include "fixture.hpp"

#include <fmt/core.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <random>
#include <thread>

namespace tidemark::load {
namespace {

constexpr int figures = 200;

enum class Point { after_load, after_say, after_commit, never };

Batch edition(int n) {
    FileBuilder builder = file("a.csv");
    for (int i = 0; i < figures; ++i) {
        builder.figure({{"area", std::to_string(i)}}, financial_year(2019), n);
    }
    return release("national", "2020-09-05", {builder});
}

void die_at(Point here, Point wanted) {
    if (here == wanted) {
        ::raise(SIGKILL);
    }
}

// One pass, and its line; ends with the process at the point.
[[noreturn]] void pass_and_die(const std::filesystem::path& dir, int n, Point point) {
    auto store = open_store(dir);
    if (!store) {
        ::_exit(3);
    }
    auto pass = (*store)->begin("national");
    const bool loaded =
        pass && (*pass)->load(published_source(), {}, edition(n), at("2020-09-05T05:00:00Z"));
    die_at(Point::after_load, point);
    const bool said = loaded && (*pass)->say({},
                                             {},
                                             {{.seq = 0,
                                               .time = at("2020-09-05T05:00:00Z"),
                                               .state = State::arrived,
                                               .severity = Severity::info,
                                               .id = "r" + std::to_string(n),
                                               .source = "national",
                                               .text = "",
                                               .line = "",
                                               .json = R"({"v":1,"seq":0,"id":""})"}});
    die_at(Point::after_say, point);
    const bool committed = said && (*pass)->commit();
    die_at(Point::after_commit, point);
    ::_exit(committed ? 0 : 4);
}

// The number of the edition that stands; every figure and the lines must agree. 0: none.
int standing(const std::filesystem::path& dir) {
    const auto store = open_store(dir).value();
    const Snapshot snapshot = store->snapshot("national", {}).value();
    const auto lines = store->lines({}).value();
    if (snapshot.series.empty()) {
        EXPECT_TRUE(lines.empty());
        return 0;
    }
    EXPECT_EQ(snapshot.series.size(), static_cast<std::size_t>(figures));
    const int n = static_cast<int>(snapshot.series.front().figures.front().value.value());
    for (const Series& series : snapshot.series) {
        EXPECT_EQ(series.figures.front().value, n);
    }
    EXPECT_EQ(lines.back().id, "r" + std::to_string(n));
    EXPECT_EQ(lines.back().seq, static_cast<std::int64_t>(lines.size()));
    EXPECT_EQ(lines.size(), snapshot.vintages.size());
    return n;
}

int wait_for(pid_t child) {
    int status = 0;
    EXPECT_EQ(::waitpid(child, &status, 0), child);
    return status;
}

TEST(Kill, BeforeTheCommitLeavesTheOldAndAfterItTheNew) {
    const test::TemporaryFolder dir;
    int expected = 0;
    int n = 0;
    for (const Point point : {Point::never,
                              Point::after_load,
                              Point::after_say,
                              Point::after_commit,
                              Point::after_load,
                              Point::never}) {
        ++n;
        const pid_t child = ::fork();
        if (child == 0) {
            pass_and_die(dir.path(), n, point);
        }
        const int status = wait_for(child);
        EXPECT_EQ(WIFSIGNALED(status) != 0, point != Point::never);
        if (point == Point::never || point == Point::after_commit) {
            expected = n;
        }
        EXPECT_EQ(standing(dir.path()), expected);
    }
}

TEST(Kill, AtARandomMomentLeavesTheOldOrTheNew) {
    const test::TemporaryFolder dir;
    constexpr int kills = 30;
    std::mt19937 random(20200905);
    std::uniform_int_distribution<int> moment(0, 30000); // microseconds
    int before = 0;
    for (int n = 1; n <= kills; ++n) {
        const pid_t child = ::fork();
        if (child == 0) {
            pass_and_die(dir.path(), n, Point::never);
        }
        std::this_thread::sleep_for(std::chrono::microseconds(moment(random)));
        ::kill(child, SIGKILL);
        const int status = wait_for(child);
        const int now = standing(dir.path());
        EXPECT_TRUE(now == before || now == n) << fmt::format("{} after {}", now, before);
        if (WIFEXITED(status)) {
            EXPECT_EQ(now, n) << "a pass that ended was committed";
        }
        before = now;
    }
}

} // namespace
} // namespace tidemark::load
