#include "pipeline/parse/read/xls_values.hpp"

#include <bit>

namespace tidemark::parse {

std::string_view error_text(std::uint8_t code) {
    switch (code) {
    case 0x00:
        return "#NULL!";
    case 0x07:
        return "#DIV/0!";
    case 0x0F:
        return "#VALUE!";
    case 0x17:
        return "#REF!";
    case 0x1D:
        return "#NAME?";
    case 0x24:
        return "#NUM!";
    case 0x2A:
        return "#N/A";
    case 0x2B:
        return "#GETTING_DATA";
    default:
        return "#ERROR!";
    }
}

double number_of_rk(std::uint32_t stored) {
    const double value = (stored & 2U) != 0
                             ? static_cast<double>(static_cast<std::int32_t>(stored) >> 2)
                             : std::bit_cast<double>(std::uint64_t{stored & 0xFFFFFFFCU} << 32U);
    return (stored & 1U) != 0 ? value / 100 : value;
}

} // namespace tidemark::parse
