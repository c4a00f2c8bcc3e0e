#include "pipeline/parse/read/sniff.hpp"

#include "pipeline/parse/read/refuse.hpp"
#include "pipeline/parse/read/xlsx_package.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tidemark::parse {

namespace {

constexpr std::string_view ask_for = "ask the publisher for XLSX, ODS or CSV";
constexpr std::string_view ask_open = "ask the publisher for a file without a password";

Error not_read(std::string found, std::string_view next = ask_for) {
    Error error = malformed("kind", "an XLSX, XLS, ODS or CSV file", std::move(found));
    error.next = std::string(next);
    return error;
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    });
    return out;
}

struct Magic {
    std::string_view bytes;
    std::string_view name;
};

constexpr std::array<Magic, 12> magics{{
    {"%PDF-", "a PDF"},
    {"\x1f\x8b", "a gzip archive"},
    {"BZh", "a bzip2 archive"},
    {std::string_view("7z\xBC\xAF\x27\x1C"), "a 7-Zip archive"},
    {"Rar!", "a RAR archive"},
    {"\x89PNG", "a PNG picture"},
    {"\xFF\xD8\xFF", "a JPEG picture"},
    {"GIF8", "a GIF picture"},
    {"{\\rtf", "an RTF text"},
    {std::string_view("\x09\x04\x06\x00", 4), "an Excel 4 workbook"},
    {std::string_view("\x09\x02\x06\x00", 4), "an Excel 3 workbook"},
    {std::string_view("\x09\x00\x04\x00", 4), "an Excel 2 workbook"},
}};

// Mark-up by how it begins. A CSV file may begin with '<5', so a bare '<' is not enough.
std::string_view mark_up(std::string_view bytes) {
    constexpr std::size_t enough = 2048;
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        bytes.remove_prefix(3);
    }
    bytes.remove_prefix(std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size()));
    const std::string text = lower(bytes.substr(0, enough));
    const auto begins = [&text](std::string_view with) { return text.starts_with(with); };
    if (begins("<!doctype html") || begins("<html") || begins("<head") || begins("<body") ||
        ((begins("<!--") || begins("<?xml")) && text.find("<html") != std::string::npos)) {
        return "an HTML page";
    }
    if (begins("<?xml") || begins("<workbook")) {
        return text.find("urn:schemas-microsoft-com:office:spreadsheet") != std::string::npos
                   ? "an XML spreadsheet of Excel 2003"
               : text.find("urn:oasis:names:tc:opendocument") != std::string::npos
                   ? "a flat OpenDocument file"
                   : "an XML document";
    }
    if (begins("<table") || begins("<!doctype") || begins("<!--")) {
        return "an HTML page";
    }
    const auto json = [&text](char opening, std::string_view inside) {
        const std::size_t at = text.find_first_not_of(" \t\r\n", 1);
        return text.starts_with(opening) && at != std::string::npos &&
               inside.find(text[at]) != std::string_view::npos;
    };
    return json('{', "\"}") || json('[', "{[") ? "a JSON document" : "";
}

// What stands in place of a file where a person copied the wrong one.
std::string_view stand_in(std::string_view bytes) {
    constexpr std::string_view pointer = "version https://git-lfs.github.com/spec/";
    if (bytes.starts_with(pointer)) {
        return "a Git LFS pointer: the file itself lies elsewhere";
    }
    // "~$tables.xlsx": a name of at most 52 bytes behind its length, blanks, the name in UTF-16.
    constexpr std::size_t name_ends = 54;
    constexpr std::size_t least = 162;
    constexpr std::size_t most = 171;
    const std::size_t name = bytes.empty() ? 0 : static_cast<unsigned char>(bytes[0]);
    const bool lock =
        bytes.size() >= least && bytes.size() <= most && name > 0 && name < name_ends &&
        static_cast<unsigned char>(bytes[name_ends + 1]) == name && bytes[name_ends + 2] == '\0';
    return lock ? "the lock file of an open Office document" : "";
}

bool starts_with(std::string_view text, std::string_view with) {
    return text.starts_with(with);
}

} // namespace

Result<Kind> sniff(std::string_view bytes) {
    if (bytes.empty()) {
        return fail(not_read("an empty file", "fetch it again"));
    }
    if (starts_with(bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) {
        return Kind::compound;
    }
    if (starts_with(bytes, "\x09\x08")) {
        return Kind::records;
    }
    const auto* const magic = std::ranges::find_if(
        magics, [bytes](const Magic& known) { return starts_with(bytes, known.bytes); });
    if (magic != magics.end()) {
        return fail(not_read(std::string(magic->name)));
    }
    // The directory is at the end: junk before the first part is allowed.
    if (starts_with(bytes, "PK\3\4") || starts_with(bytes, "PK\5\6") ||
        bytes.find(std::string_view("[Content_Types].xml")) != std::string_view::npos) {
        return Kind::zip;
    }
    if (const auto found = stand_in(bytes); !found.empty()) {
        return fail(not_read(std::string(found), "ask the publisher for the file itself"));
    }
    if (const auto found = mark_up(bytes); !found.empty()) {
        return fail(not_read(std::string(found),
                             found == "an HTML page" ? "open the address in a browser: it may ask "
                                                       "for a login or have moved"
                                                     : ask_for));
    }
    return Kind::text;
}

Result<std::string_view> sniff_compound(const Cfb& file) {
    // A file that both Excel 5 and its successors are to open holds both: the newer is whole.
    for (const std::string_view name : {"Workbook", "Book"}) {
        if (file.has(name)) {
            return name;
        }
    }
    if (file.has("EncryptedPackage")) {
        Error error = not_read("an encrypted workbook", ask_open);
        error.code = "read.encrypted";
        return fail(std::move(error));
    }
    return fail(not_read(file.has("WordDocument") ? "a Word document"
                                                  : "a compound file without a workbook"));
}

Result<Format> sniff_zip(const Zip& zip, const Budgets& budgets, Spent& spent) {
    if (zip.find("_rels/.rels") != nullptr) {
        auto main = main_part(zip, budgets, spent);
        if (!main) {
            return propagate(main);
        }
        if (main->ends_with("workbook.bin")) {
            return fail(not_read("an Excel binary workbook (XLSB)"));
        }
        if (starts_with(*main, "word/") || starts_with(*main, "ppt/")) {
            return fail(not_read(main->starts_with('w') ? "a Word document" : "a presentation"));
        }
        if (zip.find(*main) != nullptr) {
            return Format::xlsx;
        }
        return fail(not_read("an Office file without a workbook", ask_again));
    }
    if (zip.find("content.xml") != nullptr) {
        constexpr std::uint64_t longest = 1024;
        const auto kind = zip.find("mimetype") == nullptr ? Result<std::string>(std::string())
                                                          : zip.whole("mimetype", longest, spent);
        const bool other = kind && kind->find("opendocument") != std::string::npos &&
                           kind->find("opendocument.spreadsheet") == std::string::npos;
        if (other) {
            return fail(not_read("an OpenDocument file that is no spreadsheet"));
        }
        return Format::ods;
    }
    return fail(not_read(
        fmt::format("a ZIP archive without a workbook ('{}' is in it)", zip.entries()[0].name)));
}

} // namespace tidemark::parse
