#include "config/settings.hpp"

#include "config/source/sections.hpp"
#include "config/table.hpp"
#include "config/values.hpp"

#include <fmt/format.h>

#include <limits>

namespace tidemark::config {

namespace {

void read_seconds(const Table& table, std::string_view key, std::uint64_t& to) {
    std::chrono::milliseconds time = std::chrono::seconds(to);
    if (!table.read(key, time)) {
        return;
    }
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time);
    if (seconds != time || seconds.count() == 0) {
        table.complain(key, fmt::format("'{}' must be whole seconds, at least one", key));
        return;
    }
    to = static_cast<std::uint64_t>(seconds.count());
}

void read_number(const Table& table, std::string_view key, std::uint64_t& to) {
    int number = 0;
    if (table.read_count(key, number, 1, std::numeric_limits<int>::max())) {
        to = static_cast<std::uint64_t>(number);
    }
}

void read_parse(const Table& root, RoomLimits& limits) {
    const auto table = root.table("parse", "tidemark.toml parse");
    if (!table) {
        return;
    }
    table->read_size("memory", limits.memory);
    read_seconds(*table, "cpu", limits.cpu_seconds);
    read_seconds(*table, "wall", limits.wall_seconds);
    table->read_size("answer", limits.answer);
    table->read_size("inflated", limits.budgets.inflated);
    read_number(*table, "ratio", limits.budgets.ratio);
    read_number(*table, "entries", limits.budgets.entries);
    table->read_size("part", limits.budgets.part);
    read_number(*table, "cells", limits.budgets.cells);
    table->read_size("cell_text", limits.budgets.cell_text);
    read_number(*table, "depth", limits.budgets.depth);
}

std::string quoted(std::string_view key, const std::string& text) {
    return fmt::format("{} = \"{}\"", key, text);
}

std::string size_line(std::string_view key, std::uint64_t size) {
    return quoted(key, size_text(size));
}

std::string seconds_line(std::string_view key, std::uint64_t seconds) {
    return quoted(key, to_text(std::chrono::seconds(seconds)));
}

std::string parse_defaults(const RoomLimits& limits) {
    const Budgets& budgets = limits.budgets;
    return fmt::format(
        R"(#{:<22} # a cell takes 48 bytes of it
#{:<22} # processor time, whole seconds
#{:<22} # time on the clock, whole seconds
#{:<22} # what comes back of a file
#{:<22} # all parts of a ZIP archive, unpacked
#{:<22} # unpacked over stored, of a part beyond 1 MiB
#{:<22} # files in a ZIP archive
#{:<22} # a part that is read in one piece
#{:<22} # of all sheets that are read
#{:<22} # text of one cell, or an XML tag
#{:<22} # XML elements within each other
)",
        size_line("memory", limits.memory),
        seconds_line("cpu", limits.cpu_seconds),
        seconds_line("wall", limits.wall_seconds),
        size_line("answer", limits.answer),
        size_line("inflated", budgets.inflated),
        fmt::format("ratio = {}", budgets.ratio),
        fmt::format("entries = {}", budgets.entries),
        size_line("part", budgets.part),
        fmt::format("cells = {}", budgets.cells),
        size_line("cell_text", budgets.cell_text),
        fmt::format("depth = {}", budgets.depth));
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
    read_parse(table, settings.parse);
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

# Limits of the process that reads a file. An error that names one names its key.
[parse]
{})",
        settings.zone,
        settings.workers,
        quoted("every_host", to_text(settings.every_host)),
        quoted("timeout", to_text(settings.timeout)),
        fmt::format("retry = {}", settings.retry),
        quoted("max_size", size_text(settings.max_size)),
        parse_defaults(settings.parse));
}

} // namespace tidemark::config
