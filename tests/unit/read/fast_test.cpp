// The fast paths recognise what files usually write; the general reader reads the same table with
// other prefixes. Both must give the same cells.
#include "pipeline/parse/read/ods_shapes.hpp"
#include "pipeline/parse/read/plain_text.hpp"
#include "tests/support/books/book.hpp"
#include "tests/unit/read/helpers.hpp"

#include <gmock/gmock.h>

#include <array>
#include <random>
#include <string>
#include <utility>

namespace tidemark::test {

namespace {

// Enough rows that the buffer holds many at once, with every kind of cell in changing columns.
std::vector<Row> mixed_rows() {
    const std::vector<Value> values{1.0,
                                    -2.5,
                                    0.1,
                                    1234567.25,
                                    0.30000000000000004,
                                    1e21,
                                    1e-7,
                                    std::string("Kent"),
                                    std::string("a label of more than fifteen bytes"),
                                    std::string("two  blanks"),
                                    std::string(" before"),
                                    std::string("after "),
                                    std::string("R&D <2021>"),
                                    std::string("\xC3\x89ire"),
                                    std::string("two\nlines"),
                                    std::string("7"),
                                    Day{std::chrono::days{17'000}},
                                    Value{}};
    std::mt19937 random(3); // NOLINT(cert-msc51-cpp): the same table each time
    std::vector<Row> rows(400);
    for (std::size_t r = 0; r < rows.size(); ++r) {
        for (std::size_t c = 0; c < 9; ++c) {
            rows[r].push_back(random() % 3 == 0 ? values[random() % values.size()] : values[c % 8]);
        }
        rows[r].resize(random() % 20 == 0 ? random() % 10 : 9);
    }
    return rows;
}

std::string all_of(const Sheet& sheet) {
    std::string all;
    for (const auto& cell : sheet.cells) {
        all += fmt::format("{} {} {} {} {} {} {} {}\n",
                           to_text(cell.at),
                           type_name(cell.type),
                           cell.number,
                           cell.text.view(),
                           cell.style.format(),
                           cell.style.bold(),
                           cell.style.indent(),
                           cell.style.fill());
    }
    return all;
}

std::string ods_book(std::string_view content) {
    ZipWriter zip;
    zip.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    zip.add("content.xml", content, Packing::deflated);
    return zip.finish();
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size()) {
        text.replace(at, what.size(), by);
    }
    return text;
}

std::string with_other_prefixes(std::string content) {
    content = replaced(std::move(content), "xmlns:table=", "xmlns:t=");
    content = replaced(std::move(content), " table:", " t:");
    content = replaced(std::move(content), "<table:", "<t:");
    return replaced(std::move(content), "</table:", "</t:");
}

// As LibreOffice and Excel write it: a style for each row and cell, and the type once more
// behind the figure.
std::string with_styles(std::string content) {
    content = replaced(
        std::move(content),
        "xmlns:table=",
        R"(xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0")"
        R"( xmlns:table=)");
    content = replaced(
        std::move(content), "<table:table-row>", R"(<table:table-row table:style-name="ro1">)");
    content = replaced(
        std::move(content), "<table:table-cell ", R"(<table:table-cell table:style-name="ce1" )");
    constexpr std::string_view value = "office:value=\"";
    for (std::size_t at = 0; (at = content.find(value, at)) != std::string::npos;) {
        at = content.find('"', at + value.size()) + 1;
        content.insert(at, R"( calcext:value-type="float")");
    }
    return content;
}

void expect_same(const std::string& usual, const std::string& unusual) {
    const auto fast = read_or_throw(usual);
    const auto general = read_or_throw(unusual);
    ASSERT_EQ(fast.sheets.size(), general.sheets.size());
    EXPECT_GT(fast.sheets[0].cells.size(), 1000U);
    for (std::size_t i = 0; i < fast.sheets.size(); ++i) {
        EXPECT_EQ(all_of(fast.sheets[i]), all_of(general.sheets[i]));
        EXPECT_EQ(fast.sheets[i].merges, general.sheets[i].merges);
    }
}

TEST(Fast, OdsCellsAreWhatTheGeneralReaderReads) {
    const std::string content = ods_content({{.name = "S", .rows = mixed_rows()}});
    expect_same(ods_book(content), ods_book(with_other_prefixes(content)));
}

TEST(Fast, OdsTagsAsLibreOfficeWritesThem) {
    const std::string content = with_styles(ods_content({{.name = "S", .rows = mixed_rows()}}));
    expect_same(ods_book(content), ods_book(with_other_prefixes(content)));
    std::string spaced = content;
    for (const char* end : {"</text:p>", "</table:table-cell>", "</table:table-row>"}) {
        spaced = replaced(std::move(spaced), end, std::string(end) + "\n   ");
    }
    expect_same(ods_book(content), ods_book(spaced));
}

// What must not be taken for a shape that was learnt: each stands among rows of the usual kind.
TEST(Fast, OdsCellsThatDifferInOneWord) {
    std::string rows;
    for (int i = 0; i < 200; ++i) {
        rows += R"(<table:table-row><table:table-cell office:value-type="float" office:value="1">)"
                R"(<text:p>1</text:p></table:table-cell><table:table-cell/>)"
                R"(<table:table-cell office:value-type="string"><text:p>Kent</text:p>)"
                R"(</table:table-cell></table:table-row>)";
        if (i == 100) {
            rows +=
                R"(<table:table-row table:number-rows-repeated="2">)"
                R"(<table:table-cell office:value-type="float" office:value="2">)"
                R"(<text:p>2</text:p><text:p>too</text:p></table:table-cell>)"
                R"(<table:table-cell table:number-columns-repeated="3"/>)"
                R"(<table:table-cell office:value-type="float" office:value="x">)"
                R"(<text:p>n/a</text:p></table:table-cell>)"
                R"(<table:table-cell office:value-type="string" table:number-columns-spanned="2">)"
                R"(<text:p>wide</text:p></table:table-cell><table:covered-table-cell/>)"
                R"(<table:table-cell office:value-type="float" office:value="3"/>)"
                R"(</table:table-row>)";
        }
    }
    const auto book = read_or_throw(ods_of(rows));
    const auto& cells = book.sheets[0].cells;
    ASSERT_EQ(cells.size(), 200U * 2 + 2 * 4);
    std::string odd;
    for (const Cell& cell : cells) {
        if (cell.at.row == 101 || cell.at.row == 102) {
            odd +=
                fmt::format("{} {} {}|", to_text(cell.at), type_name(cell.type), cell.text.view());
        }
    }
    EXPECT_EQ(odd,
              "A102 number 2\ntoo|E102 text n/a|F102 text wide|H102 number 3|"
              "A103 number 2\ntoo|E103 text n/a|F103 text wide|H103 number 3|");
    EXPECT_EQ(to_text(cells.back().at), "C202");
}

// Longer than is looked at: left to the general reader.
TEST(Fast, OdsNumbersOfManyDigits) {
    const std::string long_number = "1." + std::string(60, '3');
    std::string rows;
    for (int i = 0; i < 100; ++i) {
        const std::string number = i == 50 ? long_number : "7";
        rows += fmt::format(R"(<table:table-row><table:table-cell office:value-type="float")"
                            R"( office:value="{}"><text:p>x</text:p></table:table-cell>)"
                            R"(</table:table-row>)",
                            number);
    }
    const auto book = read_or_throw(ods_of(rows));
    ASSERT_EQ(book.sheets[0].cells.size(), 100U);
    EXPECT_EQ(book.sheets[0].cells[50].number, 4.0 / 3);
}

// A text that is not plain brings its tag to be learnt again and again: it must not crowd out
// others.
TEST(Fast, OdsShapesAreLearntOnce) {
    parse::OdsShapes shapes;
    parse::OdsCellWords text;
    text.type = "string";
    for (int i = 0; i < 1000; ++i) {
        shapes.learn(R"(<table:table-cell office:value-type="string">)", text, nullptr);
    }
    parse::OdsCellWords number;
    number.type = "float";
    number.value = "1";
    shapes.learn(
        R"(<table:table-cell office:value-type="float" office:value="1">)", number, nullptr);
    const std::string cell =
        R"(<table:table-cell office:value-type="float" office:value="8224"><text:p>8,224</text:p>)"
        R"(</table:table-cell>)" +
        std::string(2 * parse::OdsShapes::longest, ' ');
    const auto seen = shapes.recognise(cell.data(), 0);
    ASSERT_NE(seen.end, nullptr);
    EXPECT_EQ(seen.number, 8224);
    EXPECT_EQ(seen.text, "8,224");
}

TEST(Fast, XlsxCellsAreWhatTheGeneralReaderReads) {
    std::string data;
    const auto rows = mixed_rows();
    for (std::size_t r = 0; r < rows.size(); ++r) {
        data += fmt::format(
            R"(<row r="{}" spans="1:9"{}>)", r * 2 + 1, r % 50 == 7 ? R"( ht="12")" : "");
        for (std::size_t c = 0; c < rows[r].size(); ++c) {
            const std::string at = fmt::format("{}{}", static_cast<char>('A' + c), r * 2 + 1);
            if (c == 0 && r % 7 == 3) {
                data += "<c><v>8</v></c>"; // where it stands follows from its row
            } else if (const auto* number = std::get_if<double>(&rows[r][c])) {
                data += fmt::format(R"(<c r="{}" s="{}"><v>{}</v></c>)", at, r % 2, *number);
            } else if (c == 3) {
                constexpr std::array texts{"Kent",
                                           "a label of more than fifteen bytes",
                                           "R&amp;D",
                                           "_x0041_",
                                           " x",
                                           "\xC3\x89"};
                data += fmt::format(R"(<c r="{}" t="inlineStr"><is><t>{}</t></is></c>)",
                                    at,
                                    texts[r % texts.size()]);
            } else if (c % 2 == 0) {
                data += fmt::format(R"(<c r="{}" t="s"><v>{}</v></c>)", at, r % 2);
            } else {
                data += fmt::format(R"(<c r="{}" t="str"><f>A1</f><v>text {}</v></c>)", at, r);
            }
        }
        data += "</row>";
    }
    XlsxParts parts;
    parts.sheet_data = data;
    parts.strings = "<si><t>hello</t></si><si><t>a label of more than fifteen bytes</t></si>";
    parts.styles = R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>)";
    ZipWriter unusual;
    add_frame(unusual, parts);
    std::string sheet = replaced(whole_sheet(data), "xmlns=", "xmlns:x=");
    sheet = replaced(replaced(std::move(sheet), "<", "<x:"), "<x:/", "</x:");
    unusual.add("xl/worksheets/sheet1.xml", sheet, Packing::deflated);
    expect_same(xlsx(parts), unusual.finish());

    // As Gnumeric writes it: each element on a line of its own, digits beyond a double's.
    parts.sheet_data =
        replaced(replaced(data, "><", ">\n  <"), "<v>0.1</v>", "<v>0.10000000000000000001</v>");
    ZipWriter spaced;
    add_frame(spaced, parts);
    sheet = replaced(whole_sheet(parts.sheet_data), "xmlns=", "xmlns:x=");
    sheet = replaced(replaced(std::move(sheet), "<", "<x:"), "<x:/", "</x:");
    spaced.add("xl/worksheets/sheet1.xml", sheet, Packing::deflated);
    expect_same(xlsx(parts), spaced.finish());
}

TEST(Fast, RowNumbersBeyondTheLastAreRefused) {
    std::string data;
    for (int r = 1; r < 200; ++r) {
        data += fmt::format(R"(<row r="{0}"><c r="A{0}"><v>1</v></c></row>)", r);
    }
    const auto error = refusal(xlsx_of(data + R"(<row r="1048577"><c><v>1</v></c></row>)"));
    EXPECT_THAT(error.to_text(), testing::HasSubstr("1048577"));
}

// The bytes, and what stands behind them for the 16 that are looked at.
TEST(PlainText, EndsAtTheTagOrIsNotPlain) {
    const auto plain = [](std::string text) {
        const std::size_t size = text.size();
        text += "</text:p>" + std::string(64, '\0');
        const char* end = parse::plain_text_end(text.c_str());
        return end == nullptr ? false : end == text.c_str() + size;
    };
    for (std::size_t size = 1; size < 70; ++size) {
        const std::string text(size, 'x');
        EXPECT_TRUE(plain(text)) << size;
        for (std::size_t at = 0; at < size; ++at) {
            for (const char odd : {'&', '\n', '\xC3', '\0'}) {
                std::string other = text;
                other[at] = odd;
                EXPECT_FALSE(plain(other)) << size << ' ' << at;
            }
            std::string blank = text;
            blank[at] = ' ';
            EXPECT_EQ(plain(blank), at > 0 && at + 1 < size) << size << ' ' << at;
            if (at + 1 < size) {
                blank[at + 1] = ' ';
                EXPECT_FALSE(plain(blank)) << size << ' ' << at;
            }
        }
    }
    EXPECT_FALSE(plain(""));
    for (std::size_t size = 0; size < 40; ++size) {
        const std::string before(size, 'x');
        EXPECT_TRUE(plain(before + "\xC3\x89" + "ire")) << size;
        EXPECT_FALSE(plain(before + "\x89\xC3" + "ire")) << size;
        EXPECT_FALSE(plain(before + "\xEF\xBF\xBF")) << size; // U+FFFF
    }
}

} // namespace
} // namespace tidemark::test
