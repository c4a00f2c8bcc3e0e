#include "config/codelists.hpp"

#include "config/csv.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tidemark::config {

namespace {

constexpr std::array<std::string_view, 7> columns{
    "code", "name", "aliases", "group", "from", "to", "parent"};

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
                     "the first line names them: code,name,aliases,group,from,to,parent");
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
    Code code{.code = field(0).text,
              .name = field(1).text,
              .aliases = split_aliases(field(2).text),
              .group = field(3).text,
              .from = {},
              .to = {},
              .parent = field(6).text};
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

// Which codes have a folded label already: indices into the list.
using Taken = std::map<std::string, std::vector<std::size_t>>;

// "4.4" and "44": only the codes themselves are alike, and a code is found as it is written.
bool differ_in_stops(const Code& a, const Code& b, const std::string& folded) {
    const auto stops = [](const Code& code) {
        return std::count(code.code.begin(), code.code.end(), '.');
    };
    const auto named = [&](const std::string& label) { return fold(label) == folded; };
    return fold(b.code) == folded && stops(a) != stops(b) && !named(b.name) &&
           std::none_of(b.aliases.begin(), b.aliases.end(), named);
}

// Reports each label of the last code of the list that another one has on the same days.
void claim_labels(const Codelist& list, Place place, Taken& taken, Problems& problems) {
    const auto index = list.codes.size() - 1;
    const auto& code = list.codes[index];
    auto labels = code.aliases;
    labels.push_back(code.name);
    labels.push_back(code.code);
    for (const auto& label : labels) {
        const auto folded = fold(label);
        auto& owners = taken[folded];
        for (const auto owner : owners) {
            const auto& other = list.codes[owner];
            const bool names = folded != fold(code.code) && folded != fold(other.code);
            if (owner == index || (names && on_other_days(code, other)) ||
                (label == code.code && differ_in_stops(code, other, folded))) {
                continue;
            }
            problems.add(
                place,
                fmt::format(
                    "label '{}' of '{}' belongs to '{}' already", label, code.code, other.code),
                names && (code.from || code.to) ? "their days (from, to) must not meet" : "");
            break;
        }
        owners.push_back(index);
    }
}

// Reports parents that are no codes of the list, and codes above themselves.
void check_parents(const Codelist& list, const std::vector<Place>& places, Problems& problems) {
    std::vector<std::string> known;
    for (const auto& code : list.codes) {
        known.push_back(code.code);
    }
    for (std::size_t i = 0; i < list.codes.size(); ++i) {
        const auto& code = list.codes[i];
        if (code.parent.empty()) {
            continue;
        }
        if (list.code(code.parent) == nullptr) {
            problems.add(places[i],
                         fmt::format("parent '{}' of '{}' is not a code of this list",
                                     code.parent,
                                     code.code),
                         did_you_mean(code.parent, known));
            continue;
        }
        const auto above = list.above(code.code);
        const bool circle = std::any_of(
            above.begin(), above.end(), [&](const Code* each) { return each->code == code.code; });
        if (circle) {
            problems.add(places[i], fmt::format("'{}' is a part of itself", code.code));
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
    Taken taken;
    std::vector<Place> places; // of the codes
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
        list.codes.push_back(*std::move(code));
        places.push_back(record.front().place);
        claim_labels(list, places.back(), taken, problems);
    }
    list.index();
    check_parents(list, places, problems);
    return list;
}

} // namespace tidemark::config
