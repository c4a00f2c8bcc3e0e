// ods_cell: what the attributes of a table:table-cell say (ODF 1.3 part 3, 9.1.4 and 19.385 ff.).
//
// Fails: malformed (a number of repeats that is none, an entity). Thread: any.
#pragma once

#include "pipeline/model/cell.hpp"
#include "pipeline/parse/read/xml_scanner.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace tidemark::parse {

// Texts are copies: reading a cell's content overwrites the scanner's buffer.
struct OdsCellWords {
    std::string type;    // office:value-type: which of the values counts
    std::string value;   // office:value
    std::string date;    // office:date-value
    std::string time;    // office:time-value
    std::string boolean; // office:boolean-value
    std::string text;    // office:string-value
    std::string style;   // table:style-name
    bool error = false;  // calcext:value-type="error"
    std::uint32_t repeated = 1;
    std::uint32_t columns = 1; // spanned
    std::uint32_t rows = 1;

    [[nodiscard]] bool merged() const { return columns > 1 || rows > 1; }

    [[nodiscard]] bool bare() const {
        return value.empty() && date.empty() && time.empty() && boolean.empty();
    }

    [[nodiscard]] bool is_number() const {
        return type == "float" || type == "percentage" || type == "currency";
    }
};

// Of the element that has just started. `words` is reused.
[[nodiscard]] Result<void> read_ods_words(XmlScanner& xml, OdsCellWords& words);

// table:number-rows-repeated and its like: 1 or more.
[[nodiscard]] Result<std::uint32_t> ods_count(std::string_view raw);

// What a cell holds; its text only where none is displayed. A value that is not what its type says
// leaves the text alone.
struct OdsMeaning {
    CellType type = CellType::text;
    double number = 0;
    CellText text;
};

[[nodiscard]] OdsMeaning ods_meaning(const OdsCellWords& words, bool displayed);

} // namespace tidemark::parse
