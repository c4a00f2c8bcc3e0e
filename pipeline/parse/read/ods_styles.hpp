// ods_styles: the styles of an OpenDocument spreadsheet (ODF 1.3 part 3, 16.2, 17.16, 17.18): which
// tables are hidden, and how cells look.
//
// Fed with the elements of styles.xml and content.xml as they come; a style is resolved, with its
// parents, when it is asked for first.
// Thread: one. Fails: never; what cannot be understood says nothing.
#pragma once

#include "pipeline/model/cell_style.hpp"
#include "pipeline/parse/read/ods_formats.hpp"
#include "pipeline/parse/read/xml_scanner.hpp"

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace tidemark::parse {

class OdsStyles {
  public:
    // The element that just started, each of the document; false when it is none of styles.
    bool element(XmlScanner& xml);

    [[nodiscard]] bool hides(std::string_view table_style) const {
        return hidden_.find(table_style) != hidden_.end();
    }

    // Of table:style-name, or a default-cell-style-name.
    [[nodiscard]] const CellStyle& of(std::string_view name);

  private:
    struct Stated {
        std::string parent;
        std::string weight;     // fo:font-weight
        std::string margin;     // fo:margin-left
        std::string background; // fo:background-color
        std::string format;     // style:data-style-name
    };

    void begin(XmlScanner& xml);
    void properties(XmlScanner& xml);
    [[nodiscard]] Stated whole(std::string_view name) const;

    std::size_t depth_ = 0; // of the style being defined; 0: none
    std::string family_;
    std::string name_;
    OdsFormats formats_;
    std::set<std::string, std::less<>> hidden_;
    std::map<std::string, Stated, std::less<>> stated_;
    std::map<std::string, CellStyle, std::less<>> resolved_;
};

} // namespace tidemark::parse
