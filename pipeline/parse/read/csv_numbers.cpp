#include "pipeline/parse/read/csv_numbers.hpp"

namespace tidemark::parse {

std::optional<double> short_number(std::string_view field) {
    constexpr std::size_t most_digits = 15;
    constexpr std::array<double, most_digits + 1> powers{
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    const bool negative = field.starts_with('-');
    field.remove_prefix(negative ? 1 : 0);
    if (field.size() > most_digits + 1) {
        return std::nullopt;
    }
    std::uint64_t value = 0;
    std::size_t digits = 0;
    std::size_t point = field.size();
    for (std::size_t i = 0; i < field.size(); ++i) {
        const auto digit = static_cast<unsigned char>(field[i] - '0');
        if (digit <= 9) {
            value = value * 10 + digit;
            ++digits;
        } else if (field[i] == '.' && point == field.size()) {
            point = i;
        } else {
            return std::nullopt;
        }
    }
    if (digits == 0 || digits > most_digits) {
        return std::nullopt;
    }
    const bool whole = point == field.size();
    if (!whole && (point == 0 || point + 1 == field.size())) {
        return std::nullopt; // ".5", "5."
    }
    const std::size_t decimals = whole ? 0 : field.size() - point - 1;
    const double size = static_cast<double>(value) / powers[decimals];
    return negative && value != 0 ? -size : size;
}

} // namespace tidemark::parse
