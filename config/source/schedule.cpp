#include "config/source/sections.hpp"
#include "config/values.hpp"

#include <fmt/format.h>

namespace tidemark::config {

void read_fetch(const Table& table, Fetch& fetch) {
    table.read("every_host", fetch.every_host);
    if (table.read("timeout", fetch.timeout) && fetch.timeout.count() == 0) {
        table.complain("timeout", "'timeout' must be longer than nothing");
    }
    table.read_count("retry", fetch.retry, 0, 20);
    table.read_size("max_size", fetch.max_size);
}

void read_zone(const Table& table, std::string& zone) {
    std::string name;
    if (!table.read("zone", name)) {
        return;
    }
    if (!zone_exists(name)) {
        table.complain("zone",
                       fmt::format("there is no time zone '{}'", name),
                       "write an IANA name such as \"Europe/London\"");
        return;
    }
    zone = name;
}

void read_schedule(const Table& root, Source& source, const Scene& scene) {
    const auto table = root.table("schedule", "schedule");
    if (!table) {
        return;
    }
    read_zone(*table, source.zone);
    ScheduleRule rule;
    if (table->read("on", rule.on, Need::required)) {
        if (const auto wrong = scene.shared().check_schedule(rule.on)) {
            table->complain("on",
                            fmt::format("'on' is not a calendar expression: {}", *wrong),
                            "write it as in systemd.time(7), such as \"Mon..Fri 09:35\"");
        }
    }
    table->read("jitter", rule.jitter);
    table->read_word("catch_up", rule.catch_up, Choices<bool>{{"once", true}, {"no", false}});
    source.schedule = rule;
}

void read_due(const Table& root, Source& source) {
    const auto table = root.table("due", "due");
    if (!table) {
        return;
    }
    Due due;
    // `from` is for later: a source that relies on it has been told so already.
    const auto need = table->has("from") ? Need::optional : Need::required;
    table->read("each", due.each, need);
    for (const auto& day : due.each) {
        if (!parse_month_day(day)) {
            table->complain("each",
                            fmt::format("'each' must be days such as \"09-05\", found '{}'", day));
        }
    }
    std::string text;
    if (table->read("grace", text)) {
        const auto grace = parse_grace(text);
        if (grace) {
            due.grace_days = grace->days;
            due.working_days = grace->working_days;
        } else {
            table->complain("grace",
                            fmt::format("'grace' must be such as \"10 days\" or "
                                        "\"3 working days\", found '{}'",
                                        text));
        }
    }
    source.due = due;
}

} // namespace tidemark::config
