// The records of BIFF5 and BIFF8 that are read, by number ([MS-XLS] 2.3).
#pragma once

#include <cstdint>

namespace tidemark::parse::xls {

inline constexpr std::uint16_t formula = 0x0006;
inline constexpr std::uint16_t formula_3 = 0x0206; // as BIFF3 and BIFF4 number it; some writers
inline constexpr std::uint16_t formula_4 = 0x0406; // kept to that
inline constexpr std::uint16_t eof = 0x000A;
inline constexpr std::uint16_t date_mode = 0x0022;
inline constexpr std::uint16_t file_pass = 0x002F;
inline constexpr std::uint16_t font = 0x0031;
inline constexpr std::uint16_t continues = 0x003C;
inline constexpr std::uint16_t code_page = 0x0042;
inline constexpr std::uint16_t bound_sheet = 0x0085;
inline constexpr std::uint16_t palette = 0x0092;
inline constexpr std::uint16_t mul_rk = 0x00BD;
inline constexpr std::uint16_t r_string = 0x00D6;
inline constexpr std::uint16_t xf = 0x00E0;
inline constexpr std::uint16_t merged_cells = 0x00E5;
inline constexpr std::uint16_t sst = 0x00FC;
inline constexpr std::uint16_t label_sst = 0x00FD;
inline constexpr std::uint16_t number = 0x0203;
inline constexpr std::uint16_t label = 0x0204;
inline constexpr std::uint16_t bool_err = 0x0205;
inline constexpr std::uint16_t string = 0x0207;
inline constexpr std::uint16_t rk = 0x027E;
inline constexpr std::uint16_t format = 0x041E;
inline constexpr std::uint16_t bof = 0x0809;

} // namespace tidemark::parse::xls
