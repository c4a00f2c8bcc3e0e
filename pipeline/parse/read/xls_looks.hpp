// XlsLooks: how the cells of an XLS workbook look: its FONT, XF and PALETTE records
// ([MS-XLS] 2.4.122, 2.4.353, 2.4.188; BIFF5 as in the OpenOffice.org documentation of the
// format, 5.115).
//
// Thread: one. Fails: never; what is cut off or out of range says nothing, an XF is refused.
#pragma once

#include "pipeline/parse/read/record_text.hpp"
#include "pipeline/parse/read/styles.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::parse {

class XlsLooks {
  public:
    void font(std::string_view body);
    void palette(std::string_view body);

    // False when it is cut off before its number format.
    [[nodiscard]] bool xf(std::string_view body, Biff biff);

    // Of each XF, in their order.
    [[nodiscard]] Styles styles(const OwnFormats& formats) const;

  private:
    struct Xf {
        std::uint16_t font = 0;
        std::uint16_t format = 0;
        std::uint16_t indent = 0;
        std::uint32_t pattern = 0;
        std::uint32_t colour = 0;
    };

    [[nodiscard]] bool is_bold(std::uint16_t font) const;
    [[nodiscard]] std::string fill_of(const Xf& xf) const;

    std::vector<bool> bold_; // of each font
    std::vector<std::string> palette_;
    std::vector<Xf> xfs_;
};

} // namespace tidemark::parse
