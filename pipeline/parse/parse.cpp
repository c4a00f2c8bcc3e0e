#include "pipeline/parse/parse.hpp"

#include "pipeline/base/digest.hpp"
#include "pipeline/parse/layout/layout.hpp"
#include "pipeline/parse/read/read.hpp"
#include "pipeline/parse/worker/recipe_json.hpp"

#include <fmt/format.h>

#include <utility>

namespace tidemark::parse {
namespace {

// To be raised with every change of read or layout that can give other observations from the same
// bytes: archived files are then read again.
constexpr std::string_view parser_version = "4";

} // namespace

Result<ParsedFile>
parse(const RawFile& file, std::string_view bytes, const Recipe& recipe, const Budgets& budgets) {
    const SheetFilter wanted = [&](std::string_view sheet, Visibility visibility) {
        return wants_sheet(recipe, file.name, sheet, visibility);
    };
    return read_workbook(bytes, recipe.read, wanted, budgets)
        .map([&](const Workbook& book) {
            ParsedFile parsed = lay_out(book, file, recipe);
            for (Error& reason : parsed.held) {
                reason.file = file_name(file.name, book.member);
            }
            return parsed;
        })
        .map_error([&](Error error) {
            error.source = recipe.source;
            return in_file(std::move(error), file.name);
        });
}

std::string parser_digest(const Recipe& recipe) {
    return sha256(std::string(parser_version) + '\n' + to_json(recipe));
}

std::string refusal_digest(std::string_view parser, std::string_view limits) {
    return sha256(fmt::format("{}\n{}\n{}", parser, TIDEMARK_VERSION, limits));
}

} // namespace tidemark::parse
