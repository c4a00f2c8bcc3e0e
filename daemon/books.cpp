#include "daemon/books.hpp"

#include "daemon/wire.hpp"
#include "pipeline/base/files.hpp"
#include "pipeline/base/text.hpp"
#include "pipeline/parse/worker/worker.hpp"

#include <cctype>
#include <filesystem>
#include <utility>

namespace tidemark {

std::string exact_pattern(std::string_view text) {
    std::string pattern = "^";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80 && std::isalnum(byte) == 0) {
            pattern += '\\';
        }
        pattern += c;
    }
    return pattern + "$";
}

Result<Read> read_sheet(std::string_view name) {
    Read read;
    read.hidden = true;
    if (name.empty()) {
        return read;
    }
    return Pattern::compile(exact_pattern(squeeze(name))).map([&](Pattern pattern) {
        read.sheet = std::move(pattern);
        return read;
    });
}

namespace {

// `ask` gets the child, the file's name, its bytes and how to read them.
template <typename T, typename Ask>
Result<T>
ask_child(const Folders& folders, const std::string& file, const std::string& sheet, Ask&& ask) {
    const auto limits = room_limits(folders);
    if (!limits) {
        return fail(limits.error());
    }
    return read_file(file).and_then([&](const std::string& bytes) {
        return read_sheet(sheet).and_then([&](const Read& how) -> Result<T> {
            const auto child = parse::make_child_parser(*limits);
            return ask(*child, std::filesystem::path(file).filename().string(), bytes, how);
        });
    });
}

} // namespace

Result<Workbook>
open_book(const Folders& folders, const std::string& file, const std::string& sheet) {
    return ask_child<Workbook>(
        folders, file, sheet, [](Parser& child, const auto& name, const auto& bytes, const Read& how) {
            return child.read(name, bytes, how);
        });
}

Result<Outline> outline_book(const Folders& folders, const std::string& file) {
    return ask_child<Outline>(
        folders, file, "", [](Parser& child, const auto& name, const auto& bytes, const Read& how) {
            return child.outline(name, bytes, how);
        });
}

} // namespace tidemark
