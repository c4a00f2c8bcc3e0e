#include "pipeline/parse/read/sniff.hpp"

#include "pipeline/parse/read/refuse.hpp"
#include "pipeline/parse/read/signatures.hpp"
#include "pipeline/parse/read/xlsx_package.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace tidemark::parse {

namespace {

Error not_read(std::string_view found, std::string_view next = ask::publisher) {
    Error error = malformed("kind", "an XLSX, XLS, ODS or CSV file", std::string(found));
    error.next = std::string(next);
    return error;
}

bool has_part_at(const Zip& zip, std::string_view folder) {
    return std::ranges::any_of(zip.entries(), [folder](const Zip::Entry& entry) {
        return entry.name.starts_with(folder);
    });
}

} // namespace

Result<Kind> sniff(std::string_view bytes) {
    if (bytes.empty()) {
        return fail(not_read("an empty file", ask::fetch_again));
    }
    if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) {
        return Kind::compound;
    }
    if (bytes.starts_with("\x09\x08")) {
        return Kind::records;
    }
    if (bytes.starts_with("\x1F\x8B")) {
        return Kind::gzip;
    }
    if (const auto known = signature_of(bytes)) {
        return fail(not_read(known->name, known->next));
    }
    // The directory is at the end: junk before the first part is allowed.
    if (bytes.starts_with("PK\3\4") || bytes.starts_with("PK\5\6") ||
        (bytes.find(std::string_view("[Content_Types].xml")) != std::string_view::npos &&
         bytes.find("PK\1\2") != std::string_view::npos)) {
        return Kind::zip;
    }
    if (const auto found = stand_in_of(bytes)) {
        return fail(not_read(found->name, found->next));
    }
    if (is_flat_document(bytes)) {
        return Kind::flat;
    }
    if (const auto known = mark_up_of(bytes)) {
        return fail(not_read(known->name, known->next));
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
        Error error = not_read("an encrypted workbook", ask::without_password);
        error.code = "read.encrypted";
        return fail(std::move(error));
    }
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> others{
        {{"WordDocument", "a Word document"},
         {"PowerPoint Document", "a presentation"},
         {"VisioDocument", "a Visio drawing"},
         {"__properties_version1.0", "an Outlook message"}}};
    for (const auto& [stream, name] : others) {
        if (file.has(stream)) {
            return fail(not_read(name));
        }
    }
    return fail(not_read("a compound file without a workbook"));
}

namespace {

Result<std::optional<Format>> sniff_package(const Zip& zip, const Budgets& budgets, Spent& spent) {
    const auto main = main_part(zip, budgets, spent);
    if (!main) {
        return fail(main.error());
    }
    if (main->ends_with("workbook.bin")) {
        return fail(not_read("an Excel binary workbook (XLSB)", ask::save_as));
    }
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> others{
        {{"word/", "a Word document"}, {"ppt/", "a presentation"}, {"visio/", "a Visio drawing"}}};
    for (const auto& [folder, name] : others) {
        if (main->starts_with(folder)) {
            return fail(not_read(name));
        }
    }
    if (zip.find(*main) != nullptr) {
        return Format::xlsx;
    }
    return fail(not_read("an Office file without a workbook", ask_again));
}

Result<std::optional<Format>> sniff_open_document(const Zip& zip, Spent& spent) {
    constexpr std::uint64_t longest = 1024;
    const auto kind = zip.find("mimetype") == nullptr ? Result<std::string>(std::string())
                                                      : zip.whole("mimetype", longest, spent);
    const auto is = [&kind](std::string_view what) {
        return kind && kind->find(what) != std::string::npos;
    };
    if (is("opendocument") && !is("opendocument.spreadsheet")) {
        return fail(not_read(is("opendocument.text")           ? "an OpenDocument text"
                             : is("opendocument.presentation") ? "an OpenDocument presentation"
                                                               : "an OpenDocument file that is "
                                                                 "no spreadsheet"));
    }
    return Format::ods;
}

} // namespace

Result<std::optional<Format>> sniff_zip(const Zip& zip, const Budgets& budgets, Spent& spent) {
    if (zip.find("_rels/.rels") != nullptr) {
        return sniff_package(zip, budgets, spent);
    }
    if (zip.find("content.xml") != nullptr) {
        return sniff_open_document(zip, spent);
    }
    if (zip.find("Index/Document.iwa") != nullptr || has_part_at(zip, "Index/Tables/") ||
        zip.find("index.apxl") != nullptr) {
        return fail(not_read("an Apple Numbers document",
                             "export it from Numbers as XLSX or CSV, or ask the publisher for it"));
    }
    return std::nullopt;
}

} // namespace tidemark::parse
