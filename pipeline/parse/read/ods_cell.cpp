#include "pipeline/parse/read/ods_cell.hpp"

#include "pipeline/parse/read/figures.hpp"
#include "pipeline/parse/read/refuse.hpp"
#include "pipeline/parse/read/xml_text.hpp"

#include <fmt/format.h>

namespace tidemark::parse {

namespace {

void clear(OdsCellWords& words) {
    for (std::string* word : {&words.type,
                              &words.value,
                              &words.date,
                              &words.time,
                              &words.boolean,
                              &words.text,
                              &words.style}) {
        word->clear();
    }
    words.error = false;
    words.repeated = words.columns = words.rows = 1;
}

// XML has each attribute once; which of two values a publisher meant nobody knows.
Result<void> set_once(std::string& word, std::string_view value) {
    if (!word.empty() && word != value) {
        return fail(malformed(
            "cell", fmt::format("one value, '{}'", word), fmt::format("'{}' too", value)));
    }
    word = value;
    return {};
}

Result<void> read_office(const XmlScanner::Attribute& attribute, OdsCellWords& words) {
    const auto name = attribute.name;
    if (name == "value-type") {
        return set_once(words.type, attribute.value);
    }
    if (name == "value") {
        return set_once(words.value, attribute.value);
    }
    if (name == "date-value") {
        return set_once(words.date, attribute.value);
    }
    if (name == "time-value") {
        return set_once(words.time, attribute.value);
    }
    if (name == "boolean-value") {
        return set_once(words.boolean, attribute.value);
    }
    if (name != "string-value") {
        return {};
    }
    std::string text;
    if (!append_decoded(text, attribute.value) || !is_sound_text(text)) {
        return fail(malformed("text", "text in UTF-8 with XML's entities", "something else"));
    }
    return set_once(words.text, text);
}

Result<void> read_table(const XmlScanner::Attribute& attribute, OdsCellWords& words) {
    if (attribute.name == "style-name") {
        words.style = attribute.value;
        return {};
    }
    if (!attribute.name.starts_with("number-")) {
        return {};
    }
    const auto number = ods_count(attribute.value);
    if (!number) {
        return fail(number.error());
    }
    if (attribute.name == "number-columns-repeated") {
        words.repeated = *number;
    } else if (attribute.name == "number-columns-spanned") {
        words.columns = *number;
    } else if (attribute.name == "number-rows-spanned") {
        words.rows = *number;
    }
    return {};
}

} // namespace

Result<std::uint32_t> ods_count(std::string_view raw) {
    const auto count = parse_index(raw);
    if (!count || *count == 0) {
        return fail(malformed("cell", "a number of repeats", fmt::format("'{}'", raw)));
    }
    return *count;
}

// One pass over the attributes: a cell has few, a sheet has millions.
Result<void> read_ods_words(XmlScanner& xml, OdsCellWords& words) {
    clear(words);
    for (const auto& attribute : xml.attributes()) {
        Result<void> read;
        switch (xml.space_of(attribute)) {
        case Space::office:
            read = read_office(attribute, words);
            break;
        case Space::table:
            read = read_table(attribute, words);
            break;
        case Space::calc:
            words.error =
                words.error || (attribute.name == "value-type" && attribute.value == "error");
            break;
        default:
            break;
        }
        if (!read) {
            return read;
        }
    }
    return {};
}

OdsMeaning ods_meaning(const OdsCellWords& words, bool displayed) {
    if (words.error) {
        return {CellType::error, 0, {}};
    }
    if (words.is_number()) {
        if (const auto number = parse_number(words.value)) {
            return {CellType::number, *number, displayed ? CellText() : number_text(*number)};
        }
    } else if (words.type == "date") {
        if (const auto date = iso_date(words.date)) {
            return {CellType::date, date->days, date->text};
        }
    } else if (words.type == "time") {
        if (const auto days = iso_duration(words.time)) {
            return {CellType::number, *days, clock_text(*days)};
        }
    } else if (words.type == "boolean" && (words.boolean == "true" || words.boolean == "false")) {
        const bool yes = words.boolean == "true";
        return {CellType::boolean, yes ? 1.0 : 0.0, yes ? "TRUE" : "FALSE"};
    }
    return {CellType::text, 0, words.text};
}

} // namespace tidemark::parse
