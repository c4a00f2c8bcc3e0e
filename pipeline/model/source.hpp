// Source: one publication, as its TOML file names it. A value: read once, never changed.
#pragma once

#include "pipeline/base/pattern.hpp"
#include "pipeline/model/layout.hpp"
#include "pipeline/model/rule.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace tidemark {

struct FindUrl {
    std::string url; // http, https or file
    bool operator==(const FindUrl&) const = default;
};

struct FindDir {
    std::string path;
    Pattern files; // against the file name
    std::chrono::milliseconds settle{30000};
    bool operator==(const FindDir&) const = default;
};

struct FindHtml {
    std::string page;
    Pattern link;    // text of the link
    Pattern address; // its address, resolved against the page
    bool operator==(const FindHtml&) const = default;
};

struct FindGovuk {
    std::string page; // "/government/statistics/..."
    std::string base = "https://www.gov.uk";
    Pattern title;                  // attachment title
    std::vector<std::string> types; // "ods", "xlsx", "csv": by content_type or file name
    bool operator==(const FindGovuk&) const = default;
};

using Find = std::variant<FindUrl, FindDir, FindHtml, FindGovuk>;

struct Fetch {
    std::chrono::milliseconds every_host{2000}; // least time between two requests to one host
    std::chrono::milliseconds timeout{60000};   // whole transfer
    int retry = 4;                              // further attempts after the first
    std::uint64_t max_size = 64ULL << 20U;      // bytes of the body
    bool operator==(const Fetch&) const = default;
};

struct ScheduleRule {
    std::string on;                      // systemd calendar expression, checked when read
    std::chrono::milliseconds jitter{0}; // a stable offset in [0, jitter), from the source's id
    bool catch_up = true;                // one run at start when elapses were missed
    bool operator==(const ScheduleRule&) const = default;
};

// [due]: dates by which a release is expected.
struct Due {
    std::vector<std::string> each; // "MM-DD"
    int grace_days = 0;
    bool working_days = false;
    bool operator==(const Due&) const = default;
};

// [roster]: who was asked, for a drop folder of answers.
struct Roster {
    std::string of;  // set
    std::string dim; // the dimension of find.member
    bool operator==(const Roster&) const = default;
};

struct Source {
    std::string id;
    std::string title;
    std::string publisher;
    std::string licence;
    std::string measure; // "offences"
    std::string unit;    // "count"
    std::string what; // how sentences call it: "online child sexual offences"; the title if empty
    std::string note; // "illustrative": at the end of every sentence
    std::optional<double> rounded; // published counts are rounded to the nearest 5, 10, 100
    bool enabled = true;
    std::string config_file; // path, for messages
    std::string zone =
        "Europe/London"; // [schedule] zone, else the installation's: dates and log lines

    Find find;
    Fetch fetch;
    std::optional<ScheduleRule> schedule;
    std::optional<Due> due;
    std::optional<Roster> roster;
    Recipe recipe;
    Hold hold;
    std::vector<Derive> derives;
    std::vector<Roll> rolls;
    std::vector<Break> breaks;
    std::vector<Rule> rules;
};

// The break that touches any day of the period, for these codes or a part of them; null when none
// is declared.
[[nodiscard]] const Break* break_of(const Source& source, const Dims& dims, const Period& period);

} // namespace tidemark
