#include "config/source/sections.hpp"
#include "config/values.hpp"

#include <fmt/format.h>

namespace tidemark::config {

namespace {

// What ICU knows is known when a file is read; here, what can be a name at all: "ISO-8859-1".
bool is_encoding_name(std::string_view name) {
    return name.find_first_not_of(
               "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_:") ==
               std::string_view::npos &&
           !name.empty();
}

// How many must match, where several may.
void read_how_many(const Table& table, int& count) {
    table.read_count("count", count, 1, 10'000);
    if (table.has("count") && table.has("name")) {
        table.complain("count", "'count' is for 'each': 'name' finds exactly one");
    }
}

// Counts alone are rounded to fives and hundreds; of rates the decimals say it.
void read_rounded(const Table& table, Source& source) {
    double rounded = 0;
    if (!table.read("rounded", rounded)) {
        return;
    }
    if (!(rounded > 0)) {
        table.complain("rounded", "'rounded' must be greater than zero");
    } else if (!source.unit.empty() && source.unit != "count") {
        table.complain(
            "rounded",
            fmt::format("'rounded' is for counts, and the unit here is '{}'", source.unit));
    } else {
        source.rounded = rounded;
    }
}

} // namespace

void read_identity(const Table& root, Source& source) {
    const auto table = root.table("source", "source");
    if (!table) {
        if (!root.has("source")) {
            root.problems().add({}, "a source file needs a section [source]");
        }
        return;
    }
    table->read_id("id", source.id, Need::required);
    table->read("title", source.title, Need::required);
    table->read("publisher", source.publisher);
    table->read("licence", source.licence);
    table->read("measure", source.measure);
    table->read("unit", source.unit);
    table->read("what", source.what);
    table->read("note", source.note);
    read_rounded(*table, source);
    table->read("enabled", source.enabled);
}

void read_reading(const Table& root, Source& source) {
    const auto table = root.table("read", "read");
    if (!table) {
        return;
    }
    auto& read = source.recipe.read;
    if (const auto sheet = table->table("sheet", "read.sheet")) {
        sheet->read("name", read.sheet);
        sheet->read("each", read.each_sheet);
        if (sheet->has("name") == sheet->has("each")) {
            table->complain("sheet",
                            "'sheet' needs either 'name' (exactly one) or 'each' (all that match)");
        }
        read_how_many(*sheet, read.sheet_count);
    }
    if (const auto cut = table->table("table", "read.table")) {
        cut->read("title", read.table_title, Need::required);
        cut->read("name", read.table_name);
        cut->read("each", read.table_each);
        if (cut->has("name") && cut->has("each")) {
            table->complain("table", "'table' has 'name' (exactly one) or 'each', not both");
        }
        read_how_many(*cut, read.table_count);
    }
    table->read("member", read.member);
    if (table->read("encoding", read.encoding) && !is_encoding_name(read.encoding)) {
        table->complain(
            "encoding",
            fmt::format("'encoding' must be a name such as \"windows-1252\", found '{}'",
                        read.encoding));
    }
    table->read_word(
        "delimiter",
        read.delimiter,
        Choices<std::string>{{",", ","}, {";", ";"}, {"\t", "tab"}, {"|", "|"}, {"tab", "tab"}});
    table->read_word(
        "quote", read.quote, Choices<std::string>{{"\"", "\""}, {"'", "'"}, {"none", "none"}});
    table->read_word("decimal", read.decimal, Choices<std::string>{{".", "."}, {",", ","}});
    table->read_word("thousands", read.thousands, Choices<std::string>{{" ", " "}, {"'", "'"}});
    table->read_word("brackets", read.brackets_negative, Choices<bool>{{"negative", true}});
    table->read("hidden", read.hidden);
}

void read_files(const Table& root, Source& source) {
    for (const auto* node : root.tables("file")) {
        const Table table(*node, {&section("file")}, root.problems());
        FileOverride file;
        table.read("name", file.name, Need::required);
        if (const auto sheet = table.table("sheet", "file.sheet")) {
            sheet->read("name", file.sheet, Need::required);
        }
        table.read("note", file.note, Need::required);
        if (table.read("layout", file.layout)) {
            bool known = false;
            std::vector<std::string> names;
            for (const auto& layout : source.recipe.layouts) {
                known = known || layout.name == file.layout;
                names.push_back(layout.name);
            }
            if (!known) {
                table.complain("layout",
                               fmt::format("there is no [[layout]] named '{}'", file.layout),
                               did_you_mean(file.layout, names));
            }
        }
        if (!table.has("sheet") && !table.has("layout")) {
            root.problems().add(table.place(), "a [[file]] needs a 'sheet' or a 'layout'");
        }
        source.recipe.files.push_back(std::move(file));
    }
}

} // namespace tidemark::config
