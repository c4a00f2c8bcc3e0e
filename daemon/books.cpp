#include "daemon/books.hpp"

#include "daemon/wire.hpp"
#include "pipeline/base/files.hpp"
#include "pipeline/base/text.hpp"
#include "pipeline/parse/worker/worker.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <type_traits>
#include <utility>

namespace tidemark {

Result<Read> read_sheet(std::string_view name, Read how) {
    return name.empty() ? read_sheets({}, std::move(how))
                        : read_sheets({std::string(name)}, std::move(how));
}

Result<Read> read_sheets(const std::vector<std::string>& names, Read how) {
    how.hidden = true;
    how.each_sheet = {};
    std::vector<std::string> patterns;
    patterns.reserve(names.size());
    for (const std::string& name : names) {
        patterns.push_back(exact_pattern(squeeze(name)));
    }
    return Pattern::compile(join(patterns, "|")).map([&](Pattern pattern) {
        how.sheet = std::move(pattern);
        return how;
    });
}

void declare(Arguments& arguments, Reading& reading) {
    arguments.text("--member", reading.member, "which file of an archive: a regular expression");
    arguments.text("--encoding", reading.encoding, "of a text file, such as windows-1252");
    arguments.text("--delimiter", reading.delimiter, "of a text file: , ; | or tab");
    arguments.text("--decimal", reading.decimal, "of a text file: . or , before decimals");
    arguments.text("--quote", reading.quote, "of a text file: \" (the default), ' or none");
}

namespace {

// `ask` gets the limits, the file's name, its bytes and how to read them.
template <typename Ask>
std::invoke_result_t<Ask, RoomLimits, std::string, std::string, Read>
ask_child(const Folders& folders,
          const std::string& file,
          const Reading& reading,
          const std::string& sheet,
          Ask&& ask) {
    const auto limits = room_limits(folders);
    if (!limits) {
        return fail(limits.error());
    }
    auto member = Pattern::compile(reading.member);
    if (!member) {
        Error error = std::move(member).error();
        error.expected += " for --member";
        error.found = fmt::format("'{}', at character {}: {}",
                                  reading.member,
                                  std::exchange(error.cell, {}),
                                  error.found);
        error.next = R"(give a pattern such as '\.csv$')";
        return fail(std::move(error));
    }
    return read_file(file).and_then([&](const std::string& bytes) {
        Read wanted;
        wanted.member = *member;
        wanted.encoding = reading.encoding;
        wanted.delimiter = reading.delimiter;
        wanted.quote = reading.quote;
        wanted.decimal = reading.decimal;
        return read_sheet(sheet, std::move(wanted)).and_then([&](const Read& how) {
            return ask(*limits, std::filesystem::path(file).filename().string(), bytes, how);
        });
    });
}

} // namespace

Result<Workbook> open_book(const Folders& folders,
                           const std::string& file,
                           const Reading& reading,
                           const std::string& sheet,
                           const Area& area) {
    const auto ask = [&area](const RoomLimits& limits,
                             const std::string& name,
                             const std::string& bytes,
                             const Read& how) {
        return parse::cells_in_child(limits, name, bytes, how, area);
    };
    return ask_child(folders, file, reading, sheet, ask);
}

Result<Outline>
outline_book(const Folders& folders, const std::string& file, const Reading& reading) {
    const auto ask = [](const RoomLimits& limits,
                        const std::string& name,
                        const std::string& bytes,
                        const Read& how) {
        return parse::outline_in_child(limits, name, bytes, how);
    };
    return ask_child(folders, file, reading, "", ask);
}

} // namespace tidemark
