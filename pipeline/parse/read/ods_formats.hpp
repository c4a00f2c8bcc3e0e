// ods_formats: the number formats of an OpenDocument spreadsheet (ODF 1.3 part 3, 16.29), in the
// notation of Excel, in which the other formats have theirs: "#,##0.0", "d mmm yyyy", "0%".
//
// For people who look at cells: what a cell is, ODF says in office:value-type. Languages, calendars
// and colours but red are left out.
// Thread: one. Fails: never; what cannot be understood says nothing.
#pragma once

#include "pipeline/parse/read/xml_scanner.hpp"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tidemark::parse {

class OdsFormats {
  public:
    // The element that just started. True: it was a format, and has been read to its end.
    bool element(XmlScanner& xml);

    // Of style:data-style-name; empty when there is none of that name.
    [[nodiscard]] std::string of(std::string_view name) const;

  private:
    struct Stated {
        std::string code;
        // style:map: where this holds of the value, the format of that name.
        std::vector<std::pair<std::string, std::string>> instead;
    };

    std::map<std::string, Stated, std::less<>> stated_;
};

} // namespace tidemark::parse
