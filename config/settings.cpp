#include "config/settings.hpp"

#include "config/source/sections.hpp"
#include "config/table.hpp"
#include "config/values.hpp"

#include <fmt/format.h>

namespace tidemark::config {

namespace {

void read_parse(const Table& root, Settings& settings) {
    const auto table = root.table("parse", "tidemark.toml parse");
    if (!table) {
        return;
    }
    table->read_size("memory", settings.parse_memory);
    std::chrono::milliseconds cpu = std::chrono::seconds(settings.parse_cpu_seconds);
    if (table->read("cpu", cpu)) {
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(cpu);
        if (seconds != cpu || seconds.count() == 0) {
            table->complain("cpu", "'cpu' must be whole seconds, at least one");
            return;
        }
        settings.parse_cpu_seconds = static_cast<std::uint64_t>(seconds.count());
    }
}

std::string quoted(std::string_view key, const std::string& text) {
    return fmt::format("{} = \"{}\"", key, text);
}

} // namespace

Settings read_settings(std::string_view text, Problems& problems) {
    Settings settings;
    const auto root = parse_toml(text, problems);
    if (!root) {
        return settings;
    }
    const Table table(*root, {&section("tidemark.toml")}, problems);
    if (table.read("contact", settings.contact) &&
        settings.contact.find_first_of("()\r\n") != std::string::npos) {
        table.complain("contact", "'contact' must not hold brackets or line breaks");
    }
    read_zone(table, settings.zone);
    table.read_count("workers", settings.workers, 1, 64);
    Fetch fetch{settings.every_host, settings.timeout, settings.retry, settings.max_size};
    if (const auto part = table.table("fetch", "tidemark.toml fetch")) {
        read_fetch(*part, fetch);
    }
    settings.every_host = fetch.every_host;
    settings.timeout = fetch.timeout;
    settings.retry = fetch.retry;
    settings.max_size = fetch.max_size;
    read_parse(table, settings);
    return settings;
}

std::string print_defaults() {
    const Settings settings;
    return fmt::format(
        R"(# Tidemark: what holds for the whole installation. Every key may be left out; the value shown
# is its default. Sources have files of their own in sources.d/. See tidemark.toml(5).

# An address at which publishers can reach whoever runs this, sent with every request.
#contact = "statistics@example.org"

# The zone of alert lines, and of sources that name none (IANA).
#zone = "{}"

# How many sources are fetched and read at one time, 1 to 64.
#workers = {}

# How publishers are asked. A source's own [fetch] wins.
[fetch]
#{:<22} # least time between two requests to one host
#{:<22} # a whole transfer
#{:<22} # further attempts after the first, 0 to 20
#{:<22} # of one file

# Limits of the process that reads a file.
[parse]
#{}
#{:<22} # whole seconds
)",
        settings.zone,
        settings.workers,
        quoted("every_host", to_text(settings.every_host)),
        quoted("timeout", to_text(settings.timeout)),
        fmt::format("retry = {}", settings.retry),
        quoted("max_size", size_text(settings.max_size)),
        quoted("memory", size_text(settings.parse_memory)),
        quoted("cpu", to_text(std::chrono::seconds(settings.parse_cpu_seconds))));
}

} // namespace tidemark::config
