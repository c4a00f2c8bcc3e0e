#include "pipeline/parse/read/csv_numbers.hpp"

namespace tidemark::parse {

namespace {

// What to make of a byte that is neither a digit nor the first point. Signs stand in front and
// behind an e; line ends can stand around a number in quotes.
FieldKind odd_byte(std::string_view field, std::size_t at) {
    const char c = field[at];
    if (c == '-' || c == '+') {
        const bool may = at == 0 || field[at - 1] == 'e' || field[at - 1] == 'E';
        return may ? FieldKind::unsure : FieldKind::text;
    }
    return std::string_view(".,eE \t\r\n").find(c) == std::string_view::npos ? FieldKind::text
                                                                             : FieldKind::unsure;
}

} // namespace

Look look_for_number(std::string_view field) {
    constexpr std::size_t most_digits = 15;
    constexpr std::array<double, most_digits + 1> powers{
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    const bool negative = field.starts_with('-');
    field.remove_prefix(negative ? 1 : 0);
    std::uint64_t value = 0;
    std::size_t digits = 0;
    std::size_t point = field.size();
    for (std::size_t i = 0; i < field.size(); ++i) {
        const auto digit = static_cast<unsigned char>(field[i] - '0');
        if (digit <= 9) {
            value = value * 10 + digit; // may run over when there are too many
            ++digits;
        } else if (field[i] == '.' && point == field.size()) {
            point = i;
        } else {
            return {.kind = odd_byte(field, i)};
        }
    }
    const bool whole = point == field.size();
    const bool bare_point = !whole && (point == 0 || point + 1 == field.size()); // ".5", "5."
    if (digits == 0 || digits > most_digits || bare_point) {
        return {};
    }
    const std::size_t decimals = whole ? 0 : field.size() - point - 1;
    const double size = static_cast<double>(value) / powers[decimals];
    return {.kind = FieldKind::number, .number = negative && value != 0 ? -size : size};
}

} // namespace tidemark::parse
