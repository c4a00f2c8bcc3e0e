#include "pipeline/parse/parse.hpp"

#include "pipeline/base/digest.hpp"
#include "pipeline/parse/layout/layout.hpp"
#include "pipeline/parse/layout/list_stream.hpp"
#include "pipeline/parse/read/read.hpp"
#include "pipeline/parse/worker/recipe_json.hpp"

#include <fmt/format.h>

#include <utility>

namespace tidemark::parse {
namespace {

// To be raised with every change of read or layout that can give other observations from the same
// bytes: archived files are then read again.
constexpr std::string_view parser_version = "9";

// Why it is held, said of the file of the archive that it is about.
ParsedFile of_member(ParsedFile parsed, std::string_view member) {
    for (Error& reason : parsed.held) {
        reason.file = file_name(parsed.file.name, member);
    }
    return parsed;
}

Result<ParsedFile> lay_out_whole(const RawFile& file,
                                 std::string_view bytes,
                                 const Recipe& recipe,
                                 const Budgets& budgets,
                                 unsigned threads,
                                 Tracing* tracing) {
    const SheetFilter wanted = [&](std::string_view sheet, Visibility visibility) {
        return wants_sheet(recipe, file.name, sheet, visibility);
    };
    return read_workbook(bytes, recipe.read, wanted, budgets, threads)
        .map([&](const Workbook& book) {
            return of_member(lay_out(book, file, recipe, tracing), book.member);
        });
}

// A long list by its rows as they come; what needs whole sheets by them.
Result<ParsedFile> read_and_lay_out(const RawFile& file,
                                    std::string_view bytes,
                                    const Recipe& recipe,
                                    const Budgets& budgets,
                                    unsigned threads,
                                    EarlyObservations* early,
                                    Tracing* tracing) {
    if (const auto layout = streamed_layout(recipe, file.name)) {
        ListStream list(file, recipe, *layout, early, tracing);
        const auto read = read_into(list, bytes, recipe.read, budgets);
        if (!read) {
            return fail(read.error());
        }
        if (auto parsed = list.take(read->format)) {
            return of_member(std::move(*parsed), read->member);
        }
    }
    return lay_out_whole(file, bytes, recipe, budgets, threads, tracing);
}

} // namespace

Result<ParsedFile> parse(const RawFile& file,
                         std::string_view bytes,
                         const Recipe& recipe,
                         const Budgets& budgets,
                         unsigned threads,
                         EarlyObservations* early,
                         Tracing* tracing) {
    return read_and_lay_out(file, bytes, recipe, budgets, threads, early, tracing)
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
