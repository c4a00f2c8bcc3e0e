#include "config/alias.hpp"

#include "config/codelists.hpp"
#include "config/csv.hpp"
#include "config/edit.hpp"
#include "pipeline/base/text.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace tidemark::config {

namespace {

constexpr std::string_view column = "aliases";

Error wrong(const std::string& id, std::string expected, std::string found) {
    return {.fault = Fault::usage,
            .code = "usage.codelist",
            .file = id,
            .expected = std::move(expected),
            .found = std::move(found),
            .next = "see the list with 'tidemark check'"};
}

// The list, when it has no problem.
Result<Codelist> read_clean(const std::string& id, std::string_view text) {
    Problems problems(id, text);
    auto list = read_codelist(id, text, problems);
    const auto found = problems.take();
    if (!found.empty()) {
        return fail(wrong(id, "a codelist without a problem", found.front().text));
    }
    return list;
}

std::optional<std::size_t> position(const Record& header, std::string_view name) {
    const auto found = std::find_if(
        header.begin(), header.end(), [&](const Field& field) { return field.text == name; });
    return found == header.end() ? std::nullopt : std::optional(found - header.begin());
}

std::string doubled(std::string_view text) {
    std::string out;
    for (const char c : text) {
        out += c == '"' ? std::string(2, c) : std::string(1, c);
    }
    return out;
}

// A "#" would make a comment of a row that begins with it.
bool needs_quotes(std::string_view text) {
    return text.find_first_of(",\"\r\n") != std::string_view::npos || text.starts_with('#');
}

std::string as_field(std::string_view text) {
    return needs_quotes(text) ? "\"" + doubled(text) + "\"" : std::string(text);
}

// What is written of a field, without blanks and line end beside it.
Edit written(std::string_view text, const Field& field) {
    const auto raw = trim(text.substr(field.begin, field.end - field.begin));
    const auto begin =
        raw.empty() ? field.begin : static_cast<std::size_t>(raw.data() - text.data());
    return {begin, begin + raw.size(), std::string(raw)};
}

// The field of the aliases with one more.
Edit with_one_more(std::string_view text, const Field& field, const std::string& alias) {
    auto edit = written(text, field);
    const bool in_quotes = text[field.begin] == '"';
    if (field.text.empty()) {
        edit.text = in_quotes ? "\"" + doubled(alias) + "\"" : as_field(alias);
    } else if (in_quotes) {
        edit.text.insert(edit.text.size() - 1, "|" + doubled(alias));
    } else if (needs_quotes(alias)) {
        edit.text = as_field(field.text + "|" + alias);
    } else {
        edit.text += "|" + alias;
    }
    return edit;
}

// Behind the last field of a record.
Edit behind(std::string_view text, const Record& record, std::string added) {
    const auto last = written(text, record.back());
    return {last.end, last.end, std::move(added)};
}

std::string_view line_end(std::string_view text, std::size_t line) {
    return line > 1 && text[line - 2] == '\r' ? "\r\n" : "\n";
}

std::vector<Edit> edits(std::string_view text,
                        const std::vector<Record>& records,
                        const Record& row,
                        const NewAlias& added) {
    std::vector<Edit> all;
    const auto& header = records.front();
    const auto known = position(header, column);
    const auto at = known.value_or(header.size());
    if (!known) {
        all.push_back(behind(text, header, "," + std::string(column)));
    }
    const auto line = row.front().begin;
    all.push_back({line, line, "# " + added.comment + std::string(line_end(text, line))});
    if (at < row.size()) {
        all.push_back(with_one_more(text, row[at], added.alias));
    } else {
        const std::string commas(at - row.size() + 1, ',');
        all.push_back(behind(text, row, commas + as_field(added.alias)));
    }
    return all;
}

// Of one line, and no other row or alias by a character within.
bool can_be_written(const NewAlias& added) {
    return squeeze(added.alias) == added.alias && one_line(added.alias) == added.alias &&
           added.alias.find('|') == std::string::npos && !fold(added.alias).empty() &&
           one_line(added.comment) == added.comment;
}

bool has_alias(const Codelist& list, const NewAlias& added) {
    const auto codes = list.all(added.alias);
    return std::any_of(
        codes.begin(), codes.end(), [&](const Code* code) { return code->code == added.code; });
}

} // namespace

Result<std::string> add_alias(const std::string& id, std::string_view text, const NewAlias& added) {
    if (!can_be_written(added)) {
        return fail(wrong(id, "an alias that can be written", "'" + one_line(added.alias) + "'"));
    }
    const auto before = read_clean(id, text);
    if (!before) {
        return fail(before.error());
    }
    Problems problems(id, text);
    const auto records = parse_csv(text, problems);
    const auto code_at = position(records.front(), "code").value_or(0);
    const auto row = std::find_if(records.begin() + 1, records.end(), [&](const Record& record) {
        return code_at < record.size() && record[code_at].text == added.code;
    });
    if (row == records.end()) {
        return fail(wrong(id, "a code of the list", "'" + added.code + "'"));
    }
    auto edited = apply(text, edits(text, records, *row, added));
    // Read again before anybody else does.
    const auto after = read_clean(id, edited);
    if (!after) {
        return fail(after.error());
    }
    if (after->codes.size() != before->codes.size() || !has_alias(*after, added)) {
        return fail(wrong(id, "an alias that can be written", "'" + added.alias + "'"));
    }
    return edited;
}

} // namespace tidemark::config
