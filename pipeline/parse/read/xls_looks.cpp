#include "pipeline/parse/read/xls_looks.hpp"

#include "pipeline/parse/read/little_endian.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tidemark::parse {

namespace {

constexpr std::size_t xf_size_5 = 16;
constexpr std::size_t xf_size_8 = 20;
constexpr std::size_t first_of_palette = 8; // colours below are fixed

// The patterns by number, as OOXML names them (18.18.55).
constexpr std::array<std::string_view, 19> patterns{"",
                                                    "solid",
                                                    "mediumGray",
                                                    "darkGray",
                                                    "lightGray",
                                                    "darkHorizontal",
                                                    "darkVertical",
                                                    "darkDown",
                                                    "darkUp",
                                                    "darkGrid",
                                                    "darkTrellis",
                                                    "lightHorizontal",
                                                    "lightVertical",
                                                    "lightDown",
                                                    "lightUp",
                                                    "lightGrid",
                                                    "lightTrellis",
                                                    "gray125",
                                                    "gray0625"};

} // namespace

void XlsLooks::font(std::string_view body) {
    constexpr std::size_t weight_at = 6;
    constexpr std::uint16_t semibold = 600;
    bold_.push_back(body.size() >= weight_at + 2 && u16(body, weight_at) >= semibold);
}

void XlsLooks::palette(std::string_view body) {
    constexpr std::size_t counter = 2;
    constexpr std::size_t colour = 4;
    palette_.clear();
    for (std::size_t at = counter; at + colour <= body.size(); at += colour) {
        palette_.push_back(
            fmt::format("{:02X}{:02X}{:02X}", u8(body, at), u8(body, at + 1), u8(body, at + 2)));
    }
}

bool XlsLooks::xf(std::string_view body, Biff biff) {
    constexpr std::size_t least = 4;
    if (body.size() < least) {
        return false;
    }
    Xf xf{.font = u16(body, 0), .format = u16(body, 2), .indent = 0, .pattern = 0, .colour = 0};
    if (biff == Biff::eight && body.size() >= xf_size_8) {
        xf.indent = u8(body, 8) & 0x0FU;
        xf.pattern = u32(body, 14) >> 26U;
        xf.colour = u16(body, 18) & 0x7FU;
    } else if (biff == Biff::five && body.size() >= xf_size_5) {
        xf.pattern = u16(body, 10) & 0x3FU;
        xf.colour = u16(body, 8) & 0x7FU;
    }
    xfs_.push_back(xf);
    return true;
}

// There is no font 4: they are numbered 0 to 3, 5 and on.
bool XlsLooks::is_bold(std::uint16_t font) const {
    constexpr std::uint16_t missing = 4;
    const std::size_t place = font > missing ? font - 1U : font;
    return font != missing && place < bold_.size() && bold_[place];
}

std::string XlsLooks::fill_of(const Xf& xf) const {
    if (xf.pattern != 1) {
        return xf.pattern < patterns.size() ? std::string(patterns[xf.pattern]) : std::string();
    }
    const std::size_t place = xf.colour - std::min<std::size_t>(xf.colour, first_of_palette);
    const bool known = xf.colour >= first_of_palette && place < palette_.size();
    return known ? palette_[place] : fmt::format("indexed {}", xf.colour);
}

Styles XlsLooks::styles(const OwnFormats& formats) const {
    Styles all;
    for (const Xf& xf : xfs_) {
        all.add(style_of(
            xf.format,
            formats,
            {.format = {}, .bold = is_bold(xf.font), .indent = xf.indent, .fill = fill_of(xf)}));
    }
    return all;
}

} // namespace tidemark::parse
