#include "pipeline/parse/layout/sheets.hpp"

#include "pipeline/base/text.hpp"
#include "pipeline/parse/layout/layout.hpp"

#include <fmt/format.h>

#include <string>

namespace tidemark::parse {
namespace {

// What the configuration says of sheets: one pattern, and how many it must find.
struct Wanted {
    Pattern pattern; // empty: any
    bool several = false;
    int count = 0; // of them exactly; 0: not said

    [[nodiscard]] bool is_met_by(std::size_t found) const {
        return several ? found > 0 && (count == 0 || found == static_cast<std::size_t>(count))
                       : found == 1;
    }
};

Wanted wanted_sheets(const Recipe& recipe, const FileOverride* file) {
    if (file != nullptr && !file->sheet.empty()) {
        return {.pattern = file->sheet};
    }
    if (!recipe.read.each_sheet.empty()) {
        return {
            .pattern = recipe.read.each_sheet, .several = true, .count = recipe.read.sheet_count};
    }
    return {.pattern = recipe.read.sheet};
}

bool name_matches(const Wanted& wanted, std::string_view sheet) {
    return wanted.pattern.empty() || wanted.pattern.matches(squeeze(sheet));
}

std::string name_sheets(const std::vector<SheetSeen>& sheets) {
    constexpr std::size_t most = 20;
    std::vector<std::string> names;
    for (const SheetSeen& sheet : sheets) {
        if (names.size() == most) {
            names.push_back(fmt::format("{} more", sheets.size() - most));
            break;
        }
        names.push_back(fmt::format(
            "'{}'{}", sheet.name, sheet.visibility == Visibility::visible ? "" : " (hidden)"));
    }
    return join(names, ", ");
}

std::string how_many(const Wanted& wanted) {
    return !wanted.several     ? "exactly one sheet"
           : wanted.count == 0 ? "at least one sheet"
                               : fmt::format("exactly {} sheets", wanted.count);
}

Error no_sheet(const Wanted& wanted, std::string found) {
    const std::string which = wanted.pattern.empty()
                                  ? "that is not empty"
                                  : fmt::format("whose name matches '{}'", wanted.pattern.text());
    return {.fault = Fault::held,
            .code = "layout.sheet",
            .expected = fmt::format("{} {}", how_many(wanted), which),
            .found = std::move(found),
            .next = wanted.count > 0
                        ? "look whether a sheet is gone or has another name; mend each, or count"
                        : "name the sheet in [read] sheet; hidden ones need hidden = true"};
}

} // namespace

Result<const FileOverride*> find_override(const Recipe& recipe, std::string_view file_name) {
    const FileOverride* found = nullptr;
    for (const FileOverride& file : recipe.files) {
        if (!file.name.matches(file_name)) {
            continue;
        }
        if (found != nullptr) {
            return fail(
                {.fault = Fault::held,
                 .code = "layout.file",
                 .expected = "at most one [[file]] for this file",
                 .found = fmt::format("'{}' and '{}'", found->name.text(), file.name.text()),
                 .next = "make the names of the [[file]] tables narrower"});
        }
        found = &file;
    }
    return found;
}

bool several_sheets(const Recipe& recipe, const FileOverride* file) {
    return wanted_sheets(recipe, file).several;
}

Result<std::vector<std::size_t>> choose_sheets(const std::vector<SheetSeen>& sheets,
                                               Format format,
                                               const Recipe& recipe,
                                               const FileOverride* file) {
    const Wanted wanted = wanted_sheets(recipe, file);
    std::vector<std::size_t> chosen;
    std::vector<SheetSeen> found;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        const SheetSeen& sheet = sheets[i];
        const bool seen = recipe.read.hidden || sheet.visibility == Visibility::visible;
        const bool filled = !wanted.pattern.empty() || sheet.filled;
        if (format == Format::csv || (seen && filled && name_matches(wanted, sheet.name))) {
            chosen.push_back(i);
            found.push_back(sheet);
        }
    }
    if (wanted.is_met_by(chosen.size())) {
        return chosen;
    }
    return fail(no_sheet(wanted,
                         found.empty()    ? "none; the sheets are " + name_sheets(sheets)
                         : wanted.several ? fmt::format("{}: {}", found.size(), name_sheets(found))
                                          : name_sheets(found)));
}

bool wants_sheet(const Recipe& recipe,
                 std::string_view file_name,
                 std::string_view sheet,
                 Visibility visibility) {
    const auto file = find_override(recipe, file_name);
    const bool csv = sheet == "csv"; // the name that the reader gives a CSV file's one sheet
    return file && (csv || ((recipe.read.hidden || visibility == Visibility::visible) &&
                            name_matches(wanted_sheets(recipe, *file), sheet)));
}

} // namespace tidemark::parse
