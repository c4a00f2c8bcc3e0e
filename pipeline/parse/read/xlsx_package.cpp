#include "pipeline/parse/read/xlsx_package.hpp"

#include "pipeline/parse/read/refuse.hpp"
#include "pipeline/parse/read/xlsx_strings.hpp"
#include "pipeline/parse/read/xml_scanner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace tidemark::parse {

namespace {

using Token = XmlScanner::Token;

struct Relation {
    std::string kind; // last part of its type: "worksheet"
    std::string part; // within the package; empty when external
};

using Relations = std::map<std::string, Relation>; // by id

std::string folder_of(std::string_view part) {
    const std::size_t slash = part.rfind('/');
    return std::string(slash == std::string_view::npos ? "" : part.substr(0, slash + 1));
}

// A target as seen from the folder, "." and ".." resolved, never above the package's root.
std::string resolve(std::string_view folder, std::string_view target) {
    const std::string whole =
        target.starts_with('/') ? std::string(target) : std::string(folder) + std::string(target);
    std::vector<std::string> steps;
    std::size_t at = 0;
    while (at <= whole.size()) {
        const std::size_t slash = std::min(whole.find('/', at), whole.size());
        const auto step = std::string_view(whole).substr(at, slash - at);
        if (step == "..") {
            if (!steps.empty()) {
                steps.pop_back();
            }
        } else if (!step.empty() && step != ".") {
            steps.emplace_back(step);
        }
        at = slash + 1;
    }
    return fmt::format("{}", fmt::join(steps, "/"));
}

Result<Relations>
read_relations(const Zip& zip, const std::string& part, const Budgets& budgets, Spent& spent) {
    const std::string folder = folder_of(part);
    const std::string rels =
        fmt::format("{}_rels/{}.rels", folder, std::string_view(part).substr(folder.size()));
    Relations relations;
    if (zip.find(rels) == nullptr) {
        return relations;
    }
    auto chunks = zip.part(rels, spent);
    if (!chunks) {
        return propagate(chunks);
    }
    XmlScanner xml(**chunks, budgets.depth, budgets.cell_text, rels);
    while (true) {
        const Token token = xml.next();
        if (token == Token::failed) {
            return fail(xml.error());
        }
        if (token == Token::done) {
            return relations;
        }
        if (token == Token::start && xml.is(Space::package, "Relationship")) {
            const std::string type = xml.attribute(Space::none, "Type");
            const bool external = xml.attribute(Space::none, "TargetMode") == "External";
            const std::string target = xml.attribute(Space::none, "Target");
            relations[xml.attribute(Space::none, "Id")] = {type.substr(type.rfind('/') + 1),
                                                           external ? std::string()
                                                                    : resolve(folder, target)};
        }
    }
}

std::string part_of_kind(const Relations& relations, std::string_view kind) {
    const auto found = std::ranges::find_if(
        relations, [kind](const auto& relation) { return relation.second.kind == kind; });
    return found == relations.end() ? std::string() : found->second.part;
}

Visibility visibility_of(std::string_view state) {
    if (state == "hidden") {
        return Visibility::hidden;
    }
    return state == "veryHidden" ? Visibility::very_hidden : Visibility::visible;
}

Result<SheetPart> sheet_of(XmlScanner& xml, const Relations& relations, const Zip& zip) {
    SheetPart sheet;
    sheet.name = unescape(xml.attribute(Space::none, "name"));
    sheet.visibility = visibility_of(xml.attribute(Space::none, "state"));
    const std::string id = xml.attribute(Space::relation, "id");
    const auto relation = relations.find(id);
    if (relation == relations.end() || relation->second.part.empty() ||
        zip.find(relation->second.part) == nullptr) {
        return fail(at_sheet(malformed("workbook",
                                       "a part for each sheet",
                                       fmt::format("none for relationship '{}'", id)),
                             sheet.name));
    }
    if (relation->second.kind == "worksheet") {
        sheet.part = relation->second.part;
    }
    return sheet;
}

} // namespace

Result<std::string> main_part(const Zip& zip, const Budgets& budgets, Spent& spent) {
    return read_relations(zip, "", budgets, spent).map([](const Relations& relations) {
        return part_of_kind(relations, "officeDocument");
    });
}

Result<XlsxPackage> read_package(const Zip& zip, const Budgets& budgets, Spent& spent) {
    auto main = main_part(zip, budgets, spent);
    if (!main) {
        return propagate(main);
    }
    auto relations = read_relations(zip, *main, budgets, spent);
    if (!relations) {
        return propagate(relations);
    }
    auto chunks = zip.part(*main, spent);
    if (!chunks) {
        return propagate(chunks);
    }
    XlsxPackage package;
    package.strings = part_of_kind(*relations, "sharedStrings");
    package.styles = part_of_kind(*relations, "styles");
    XmlScanner xml(**chunks, budgets.depth, budgets.cell_text, *main);
    while (true) {
        const Token token = xml.next();
        if (token == Token::failed) {
            return fail(xml.error());
        }
        if (token == Token::done) {
            break;
        }
        if (token != Token::start) {
            continue;
        }
        if (xml.is(Space::sheet, "workbookPr")) {
            const auto flag = xml.attribute(Space::none, "date1904");
            package.epoch = flag == "1" || flag == "true" ? Epoch::y1904 : Epoch::y1900;
        }
        if (xml.is(Space::sheet, "sheet")) {
            auto sheet = sheet_of(xml, *relations, zip);
            if (!sheet) {
                return propagate(sheet);
            }
            package.sheets.push_back(std::move(*sheet));
        }
    }
    if (package.sheets.empty()) {
        return fail(malformed("workbook", "a workbook with sheets", "one without"));
    }
    return package;
}

} // namespace tidemark::parse
