// xls_values: values as the cells of XLS store them.
//
// Thread: any. Fails: never; an error's code that the standard does not have is "#ERROR!".
#pragma once

#include <cstdint>
#include <string_view>

namespace tidemark::parse {

// [MS-XLS] 2.5.10 BErr: "#DIV/0!".
[[nodiscard]] std::string_view error_text(std::uint8_t code);

// [MS-XLS] 2.5.217 RkNumber: 30 bits of an integer or of a double's upper half; perhaps hundredths.
[[nodiscard]] double number_of_rk(std::uint32_t stored);

} // namespace tidemark::parse
