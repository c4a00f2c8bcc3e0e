// Calendar against `systemd-analyze calendar` where it is installed, and against elapses of it
// recorded with systemd 252 everywhere.
#include "daemon/calendar.hpp"

#include <date/date.h>
#include <date/tz.h>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <sstream>

namespace tidemark {
namespace {

using std::chrono::seconds;

Instant at(const std::string& text) {
    std::istringstream in(text);
    date::sys_seconds when;
    in >> date::parse("%F %T", when);
    EXPECT_FALSE(in.fail()) << text;
    return when;
}

std::string show(Instant when) {
    return date::format("%F %T", date::floor<seconds>(when));
}

Calendar calendar(std::string_view text) {
    const auto parsed = Calendar::parse(text);
    EXPECT_TRUE(parsed) << text << ": " << parsed.error().expected << ", " << parsed.error().found;
    return parsed.value_or(Calendar{});
}

std::vector<std::string>
elapses(std::string_view text, const std::string& base, std::string_view zone, int count) {
    std::vector<std::string> all;
    const Calendar c = calendar(text);
    for (auto next = c.next(at(base), zone); next && count > 0; --count) {
        all.push_back(show(*next));
        next = c.next(*next, zone);
    }
    return all;
}

struct Asked {
    std::string normal;
    std::vector<std::string> elapses; // UTC
    bool gave_up = false; // 252 loops on a step of hours over a midnight that does not exist
};

// The date library reads no rule of a zone behind its last table entry, 2037.
std::vector<std::string> until_2038(std::vector<std::string> all) {
    std::erase_if(all, [](const std::string& when) { return when >= "2037-12-31"; });
    return all;
}

// What systemd-analyze says; nothing when it cannot read the expression.
std::optional<Asked>
ask_systemd(std::string_view text, const std::string& base, std::string_view zone) {
    const std::string command =
        fmt::format("TZ={} LC_ALL=C systemd-analyze calendar --iterations=20 --base-time='{} UTC' "
                    "'{}' 2>&1",
                    zone,
                    base,
                    text);
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    Asked asked;
    std::array<char, 512> line{};
    while (std::fgets(line.data(), static_cast<int>(line.size()), pipe.get()) != nullptr) {
        const std::string row(line.data());
        const auto colon = row.find(": ");
        const std::string value =
            colon == std::string::npos ? "" : row.substr(colon + 2, row.size() - colon - 3);
        if (row.find("Normalized form") != std::string::npos) {
            asked.normal = value;
        } else if (row.find("(in UTC)") != std::string::npos) {
            asked.elapses.push_back(value.substr(4, 19));
        } else if (row.find("Resource deadlock avoided") != std::string::npos) {
            asked.gave_up = true;
        }
    }
    return asked.normal.empty() && !asked.gave_up ? std::nullopt : std::optional(asked);
}

bool systemd_analyze_is_here() {
    return std::system("systemd-analyze --version >/dev/null 2>&1") == 0;
}

const std::vector<std::string> expressions{
    "minutely",
    "hourly",
    "daily",
    "weekly",
    "monthly",
    "quarterly",
    "semiannually",
    "yearly",
    "Mon..Fri 09:35",
    "Mon..Fri 09:40",
    "*-*-* 06:15",
    "01:30",
    "*-*-* 01:30:00",
    "*:30",
    "*:0/20",
    "*:1/7",
    "00/6:15",
    "Sat,Sun 02:30",
    "Mon,Wed..Fri 9:40",
    "*-*~1",
    "*-02~1..3",
    "Mon *-05~07/1",
    "*-*~3/2",
    "*-1,4,7,10-25 09:30",
    "2027-*-01..07 10:00",
    "Thu *-*-1..7 09:30",
    "*-*-31",
    "*-02-29 12:00",
    "2026..2030/2-06-15 08:00",
    "26-12-24 18:00",
    "*-*-* *:*:30",
    "*:*:0/15",
    "00:59:30..59/10",
    "2:00",
    "*-*-* 01,02:59:59",
    "Sun *-03,10~1..7 01:00",
    "Mon-Fri 8:05",
    "tuesday 7:00",
    "*-*-13/5 03:00",
    "Fri 13-*-13",
    "22..23,3..5:0/30",
};

TEST(Calendar, AgreesWithSystemdOverTwentyElapses) {
    if (!systemd_analyze_is_here()) {
        GTEST_SKIP() << "systemd-analyze is not installed";
    }
    int compared = 0;
    const std::vector<std::pair<std::string, std::string>> places{
        {"Europe/London", "2026-10-24 12:00:00"}, // clocks go back on 25 October 01:00 UTC
        {"Europe/London", "2026-10-25 00:29:59"}, // within the hour that comes twice
        {"Europe/London", "2026-10-25 01:10:00"}, // and the second time round
        {"Europe/London", "2027-03-27 12:00:00"}, // clocks go forward on 28 March
        {"America/New_York", "2026-10-31 12:00:00"},
        {"Africa/Cairo", "2026-04-23 12:00:00"}, // forward at midnight
    };
    for (const auto& [zone, base] : places) {
        for (const std::string& text : expressions) {
            const auto theirs = ask_systemd(text, base, zone);
            ASSERT_TRUE(theirs) << text;
            if (theirs->gave_up) {
                continue;
            }
            EXPECT_EQ(calendar(text).to_text(), theirs->normal) << text;
            EXPECT_EQ(until_2038(elapses(text, base, zone, 20)), until_2038(theirs->elapses))
                << text << " from " << base << " in " << zone;
            ++compared;
        }
    }
    EXPECT_GE(compared, 240);
}

TEST(Calendar, RefusesWhatSystemdRefuses) {
    const std::vector<std::string> wrong{
        "",          "Mon..",        "Fri..Mon 9:00", "9",         "*/15:00",   "*:*/10",
        "25:00",     "12:60",        "*-13-01",       "*-*-32",    "*-*~29",    "12:00:60",
        "Moon 9:00", "*-*-1/0",      "*-1",           "2026-1",    "9:00 Mon",  "*-*-*-*",
        "0/90:00",   "*-*-5..4 9:0", "9..8:00",       "1960-01-1", "9:00:00 x", "Mon..Wed..Fri 9:0",
        "*-*~1/2",   "9.5:00",       "-1:00",         "9:-1",      ":30",       "09:30:",
    };
    const bool ask = systemd_analyze_is_here();
    for (const std::string& text : wrong) {
        const auto parsed = Calendar::parse(text);
        const bool theirs = ask && ask_systemd(text, "2026-01-01 00:00:00", "Europe/London");
        if (text != "*-1" && text != "2026-1") { // month and day: both are dates to systemd
            EXPECT_FALSE(parsed) << text;
            EXPECT_FALSE(theirs) << text;
        } else {
            EXPECT_EQ(parsed.has_value(), !ask || theirs) << text;
        }
    }
}

TEST(Calendar, RefusesAZoneAndSaysWhereItStands) {
    const auto parsed = Calendar::parse("Mon..Fri 09:35 Europe/London");
    ASSERT_FALSE(parsed);
    EXPECT_EQ(parsed.error().code, "schedule.calendar");
    EXPECT_NE(parsed.error().expected.find("the zone stands in the key 'zone'"), std::string::npos);
}

TEST(Calendar, NormalFormReadsBackAsItself) {
    for (const std::string& text : expressions) {
        const Calendar once = calendar(text);
        EXPECT_EQ(calendar(once.to_text()), once) << text;
    }
}

// Recorded from systemd-analyze 252.39, for machines without it.
TEST(Calendar, KeepsToTheLondonClockChanges) {
    using List = std::vector<std::string>;
    EXPECT_EQ(elapses("01:30", "2026-10-24 12:00:00", "Europe/London", 3),
              (List{"2026-10-25 00:30:00", "2026-10-26 01:30:00", "2026-10-27 01:30:00"}));
    EXPECT_EQ(elapses("*:30", "2026-10-25 00:29:59", "Europe/London", 3),
              (List{"2026-10-25 00:30:00", "2026-10-25 02:30:00", "2026-10-25 03:30:00"}));
    EXPECT_EQ(elapses("01:30", "2027-03-27 12:00:00", "Europe/London", 2),
              (List{"2027-03-29 00:30:00", "2027-03-30 00:30:00"}));
    EXPECT_EQ(elapses("*-02~1..3", "2026-10-25 00:29:59", "Europe/London", 5),
              (List{"2027-02-26 00:00:00",
                    "2027-02-27 00:00:00",
                    "2027-02-28 00:00:00",
                    "2028-02-27 00:00:00",
                    "2028-02-28 00:00:00"}));
    EXPECT_EQ(elapses("*-*~3/2", "2026-10-25 00:29:59", "Europe/London", 4),
              (List{"2026-10-29 00:00:00",
                    "2026-10-31 00:00:00",
                    "2026-11-28 00:00:00",
                    "2026-11-30 00:00:00"}));
    EXPECT_EQ(elapses("Mon *-05~07/1", "2026-10-25 00:29:59", "Europe/London", 2),
              (List{"2027-05-30 23:00:00", "2028-05-28 23:00:00"}));
    EXPECT_TRUE(elapses("2020-01-01", "2026-01-01 00:00:00", "Europe/London", 1).empty());
}

} // namespace
} // namespace tidemark
