#include "config/codelists.hpp"

#include "config/csv.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tidemark::config {

namespace {

constexpr std::array<std::string_view, 6> columns{"code", "name", "aliases", "group", "from", "to"};

// For each known column its position in the file, or nothing.
using Header = std::array<std::optional<std::size_t>, columns.size()>;

std::optional<Header> read_header(const Record& record, Problems& problems) {
    Header header;
    for (std::size_t i = 0; i < record.size(); ++i) {
        const auto* const known = std::find(columns.begin(), columns.end(), record[i].text);
        if (known == columns.end()) {
            problems.add(record[i].place,
                         fmt::format("unknown column '{}'", record[i].text),
                         did_you_mean(record[i].text, {columns.begin(), columns.end()}));
            continue;
        }
        auto& position = header.at(static_cast<std::size_t>(known - columns.begin()));
        if (position) {
            problems.add(record[i].place, fmt::format("column '{}' stands twice", *known));
        }
        position = i;
    }
    if (!header[0] || !header[1]) {
        problems.add(record.front().place,
                     "a codelist needs the columns 'code' and 'name'",
                     "the first line names them: code,name,aliases,group,from,to");
        return std::nullopt;
    }
    return header;
}

std::vector<std::string> split_aliases(std::string_view text) {
    std::vector<std::string> aliases;
    while (!text.empty()) {
        const auto end = text.find('|');
        const auto alias = trim(text.substr(0, end));
        if (!alias.empty()) {
            aliases.emplace_back(alias);
        }
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    return aliases;
}

std::optional<Day> read_day(const Field& field, Problems& problems) {
    if (field.text.empty()) {
        return std::nullopt;
    }
    const auto day = parse_day(field.text);
    if (!day) {
        problems.add(field.place,
                     fmt::format("expected a date such as 2013-04-01, found '{}'", field.text));
        return std::nullopt;
    }
    return *day;
}

std::optional<Code> read_code(const Record& record, const Header& header, Problems& problems) {
    const auto field = [&](std::size_t column) {
        const auto& position = header.at(column);
        return position && *position < record.size() ? record[*position]
                                                     : Field{record.front().place, {}};
    };
    Code code{field(0).text, field(1).text, split_aliases(field(2).text), field(3).text, {}, {}};
    code.from = read_day(field(4), problems);
    code.to = read_day(field(5), problems);
    if (code.code.empty() || code.name.empty()) {
        problems.add(record.front().place, "a code and its name must not be empty");
        return std::nullopt;
    }
    if (code.from && code.to && *code.to < *code.from) {
        problems.add(field(5).place, fmt::format("'{}' ends before it begins", code.code));
    }
    return code;
}

// Reports each label that an earlier code has already taken.
void claim_labels(const Code& code,
                  Place place,
                  std::map<std::string, std::string>& taken,
                  Problems& problems) {
    auto labels = code.aliases;
    labels.push_back(code.name);
    labels.push_back(code.code);
    for (const auto& label : labels) {
        const auto [owner, fresh] = taken.emplace(fold(label), code.code);
        if (!fresh && owner->second != code.code) {
            problems.add(
                place,
                fmt::format(
                    "label '{}' of '{}' belongs to '{}' already", label, code.code, owner->second));
        }
    }
}

} // namespace

Codelist read_codelist(std::string id, std::string_view text, Problems& problems) {
    Codelist list;
    list.id = std::move(id);
    const auto records = parse_csv(text, problems);
    if (records.empty()) {
        problems.add({}, "a codelist needs the columns 'code' and 'name'");
        return list;
    }
    const auto header = read_header(records.front(), problems);
    if (!header) {
        return list;
    }
    std::map<std::string, std::string> taken;
    for (std::size_t i = 1; i < records.size(); ++i) {
        const auto& record = records[i];
        if (record.size() > records.front().size()) {
            problems.add(record[records.front().size()].place,
                         fmt::format("more fields than the {} columns", records.front().size()),
                         "put quotation marks around a text with a comma");
        }
        auto code = read_code(record, *header, problems);
        if (!code) {
            continue;
        }
        if (list.code(code->code) != nullptr) {
            problems.add(record.front().place, fmt::format("code '{}' stands twice", code->code));
            continue;
        }
        claim_labels(*code, record.front().place, taken, problems);
        list.codes.push_back(*std::move(code));
    }
    list.index();
    return list;
}

} // namespace tidemark::config
