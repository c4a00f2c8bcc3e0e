// The fast ways of the CSV reader against the plain ones: a splitter that looks at one byte after
// the other, field_number(), and masks made bit by bit.
#include "pipeline/base/text.hpp"
#include "pipeline/parse/read/csv.hpp"
#include "pipeline/parse/read/csv_fields.hpp"
#include "pipeline/parse/read/csv_numbers.hpp"
#include "pipeline/parse/read/keep.hpp"
#include "pipeline/parse/read/xml_text.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace tidemark::test {
namespace {

using parse::CsvFields;
using parse::FieldKind;
using parse::Look;
using After = CsvFields::After;

struct Field {
    std::string text;
    bool quoted = false;
    After after = After::end;

    bool operator==(const Field&) const = default;
};

bool is_line_end(char c) {
    return c == '\n' || c == '\r';
}

// RFC 4180 and what passes for it, as csv_fields.hpp says.
std::vector<Field> split(std::string_view text, char delimiter, char quote = '"') {
    std::vector<Field> fields;
    bool open_record = false;
    std::size_t at = 0;
    while (at < text.size() || open_record) {
        Field field;
        field.quoted = at < text.size() && text[at] == quote;
        bool inside = field.quoted;
        at += inside ? 1 : 0;
        while (at < text.size() && (inside || (text[at] != delimiter && !is_line_end(text[at])))) {
            if (inside && text[at] == quote) {
                inside = at + 1 < text.size() && text[at + 1] == quote;
                field.text += inside ? std::string(1, quote) : "";
                at += inside ? 2 : 1;
            } else {
                field.text += text[at++];
            }
        }
        if (inside) {
            fields.push_back({"", true, After::open});
            return fields;
        }
        const bool more = at < text.size() && !is_line_end(text[at]);
        field.after = more ? After::field : After::record;
        open_record = more;
        at += text.substr(at).starts_with("\r\n") ? 2 : at < text.size() ? 1 : 0;
        fields.push_back(std::move(field));
    }
    return fields;
}

std::vector<Field> fast_split(std::string_view text, char delimiter, char quote = '"') {
    std::vector<Field> fields;
    CsvFields source(text, delimiter, quote);
    while (true) {
        const After after = source.next();
        if (after == After::end) {
            return fields;
        }
        if (after == After::open) {
            fields.push_back({"", true, after});
            return fields;
        }
        fields.push_back({std::string(source.field()), source.quoted(), after});
    }
}

class Random {
  public:
    std::size_t below(std::size_t most) { return engine_() % most; }

    std::string text(std::string_view alphabet, std::size_t size) {
        std::string made;
        while (made.size() < size) {
            made += alphabet[below(alphabet.size())];
        }
        return made;
    }

  private:
    std::mt19937 engine_{20260714}; // NOLINT(cert-msc51-cpp): the same each time
};

// Alphabets in which much happens, some, and little.
constexpr std::array<std::string_view, 5> alphabets{"\",;\n\ra",
                                                    "\"\"\"\",\n",
                                                    "abcdefgh,\n\"",
                                                    "0123456789.,\n- ",
                                                    "abcdefghijklmnopqrstuvw\xC3\xA9,"};

TEST(CsvFields, SplitsAsOneWhoLooksAtEachByte) {
    Random random;
    for (int i = 0; i < 200'000; ++i) {
        const auto text = random.text(alphabets.at(random.below(5)), random.below(200));
        const char delimiter = ",;\n\ra\t"[random.below(6)];
        const char quote = "\"\"\"a\0"[random.below(5)];
        ASSERT_EQ(split(text, delimiter, quote), fast_split(text, delimiter, quote))
            << one_line(text);
    }
}

TEST(CsvFields, EveryPlaceOfAStopAmongTheBytesLookedAt) {
    for (std::size_t size = 0; size < 200; ++size) {
        for (std::size_t at = 0; at < size; ++at) {
            for (const std::string_view stop : {",", "\n", "\r\n", "\"", ",\"x\"\"y,\n\"z,"}) {
                std::string text(size, 'a');
                text.insert(at, stop);
                ASSERT_EQ(split(text, ','), fast_split(text, ',')) << size << ' ' << at;
            }
        }
    }
}

TEST(CsvFields, LongQuotedFieldsEndWhereTheyEnd) {
    const std::string inside = std::string(1000, ',') + "\"\"" + std::string(1000, '\n');
    const auto fields = fast_split("\"" + inside + "\",b", ',');
    ASSERT_EQ(fields.size(), 2U);
    EXPECT_EQ(fields[0].text, std::string(1000, ',') + '"' + std::string(1000, '\n'));
    EXPECT_EQ(fields[1].text, "b");
}

std::optional<double> number_of(const Look& look) {
    return look.kind == FieldKind::number ? std::optional(look.number) : std::nullopt;
}

void expect_as_field_number(std::string_view field, const Look& look) {
    if (look.kind == FieldKind::unsure) {
        return;
    }
    for (const auto commas : {parse::Commas::group, parse::Commas::text}) {
        ASSERT_EQ(number_of(look), parse::field_number(field, commas)) << '\'' << field << '\'';
        ASSERT_FALSE(std::signbit(look.number) && look.number == 0) << field;
    }
}

TEST(CsvNumbers, WhatIsDecidedSoonIsDecidedTheSame) {
    Random random;
    std::size_t sure = 0;
    for (int i = 0; i < 1'000'000; ++i) {
        const std::string_view alphabet =
            i % 2 == 0 ? "0123456789" : "0011223344556789.,-+eE \t\n/ax%";
        const auto field = random.text(alphabet, 1 + random.below(20));
        if (!parse::may_be_number(field[0])) {
            ASSERT_FALSE(parse::field_number(field, parse::Commas::group)) << field;
            continue;
        }
        const auto look = parse::look_for_number(field);
        sure += look.kind == FieldKind::unsure ? 0 : 1;
        expect_as_field_number(field, look);
        if (field.size() <= 8) {
            const auto followed = field + random.text("0,\n9x", 8);
            expect_as_field_number(
                field, parse::look_for_digits(std::string_view(followed).substr(0, field.size())));
        }
    }
    EXPECT_GT(sure, 500'000U);
}

TEST(CsvNumbers, OneByteThatIsNoDigitIsFoundAnywhere) {
    for (std::size_t size = 1; size <= 8; ++size) {
        for (std::size_t at = 0; at < size; ++at) {
            for (unsigned byte = 0; byte < 256; ++byte) {
                std::string text = "1234567890123456";
                text[at] = static_cast<char>(byte);
                const auto look = parse::look_for_digits(std::string_view(text).substr(0, size));
                const bool digit = byte >= '0' && byte <= '9';
                ASSERT_EQ(look.kind == FieldKind::number, digit)
                    << size << ' ' << at << ' ' << byte;
            }
        }
    }
}

TEST(CsvNumbers, UsualFormsNeedNoSecondLook) {
    for (const auto* text : {"0", "7", "12345678", "123456789012345", "-4.5", "0.001", "007"}) {
        EXPECT_EQ(parse::look_for_number(text).kind, FieldKind::number) << text;
    }
    for (const auto* text : {"2018/19", "2018-19", "12%", "1st", "5a"}) {
        EXPECT_EQ(parse::look_for_number(text).kind, FieldKind::text) << text;
    }
}

TEST(CsvFields, CellsAreTheFieldsAndTheirNumbers) {
    Random random;
    for (int i = 0; i < 20'000; ++i) {
        const auto text =
            "a,b\n" + random.text(alphabets.at(2 + random.below(2)), random.below(300));
        const auto fields = split(text, ',');
        if (fields.back().after == After::open) {
            continue;
        }
        std::string expected;
        Address at;
        for (const auto& field : fields) {
            if (field.text.find_first_not_of(" \t") != std::string::npos) {
                const auto number = parse::field_number(field.text, parse::Commas::group);
                expected += to_text(at) + (number ? plain(*number) : "-") + '=' + field.text + '|';
            }
            at = field.after == After::field ? Address{at.row, at.column + 1}
                                             : Address{at.row + 1, 0};
        }
        Read how;
        how.encoding = "utf-8";
        how.delimiter = ",";
        parse::Spent spent;
        const auto book = parse::keep(
            {}, [&](parse::BookSink& sink) { return parse::read_csv(text, how, sink, {}, spent); });
        ASSERT_TRUE(book.has_value()) << book.error().to_text();
        std::string found;
        for (const Cell& cell : book->sheets[0].cells) {
            found += to_text(cell.at) + (cell.type == CellType::number ? plain(cell.number) : "-") +
                     '=' + cell.text.str() + '|';
        }
        ASSERT_EQ(found, expected) << one_line(text);
    }
}

TEST(ByteMasks, BothWaysFindTheSame) {
    Random random;
    for (int i = 0; i < 20'000; ++i) {
        std::string bytes;
        while (bytes.size() < parse::mask_bytes) {
            bytes += static_cast<char>(random.below(i % 2 == 0 ? 256 : 4) * (i % 3 == 0 ? 64 : 1));
        }
        const char wanted = bytes[random.below(bytes.size())];
        std::uint64_t equal = 0;
        std::uint64_t high = 0;
        for (std::size_t bit = 0; bit < bytes.size(); ++bit) {
            equal |= std::uint64_t{bytes[bit] == wanted} << bit;
            high |= std::uint64_t{static_cast<unsigned char>(bytes[bit]) > 0x7F} << bit;
        }
        ASSERT_EQ(parse::Block(bytes.data()).equal(wanted), equal);
        ASSERT_EQ(parse::Block(bytes.data()).high(), high);
        ASSERT_EQ(parse::portable::Block(bytes.data()).equal(wanted), equal);
        ASSERT_EQ(parse::portable::Block(bytes.data()).high(), high);
    }
}

TEST(ByteMasks, OneByteThatIsNoUtf8IsFoundAnywhere) {
    for (std::size_t at = 0; at < 300; ++at) {
        std::string text(300, 'a');
        EXPECT_TRUE(parse::is_utf8(text));
        text[at] = '\xE9';
        ASSERT_FALSE(parse::is_utf8(text)) << at;
    }
}

} // namespace
} // namespace tidemark::test
