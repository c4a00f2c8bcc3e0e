// Writes the seeds that nobody would write by hand, FOLDER/TARGET/NAME: the demo's spreadsheets
// taken apart, archives with every lie that the writer knows, answers and jobs as they cross the
// pipe.
#include "pipeline/base/files.hpp"
#include "pipeline/parse/read/cfb.hpp"
#include "pipeline/parse/read/zip.hpp"
#include "pipeline/parse/worker/job.hpp"
#include "pipeline/parse/worker/recipe_json.hpp"
#include "pipeline/parse/worker/wire.hpp"
#include "tests/fuzz/support/parts.hpp"
#include "tests/fuzz/support/recipes.hpp"
#include "tests/support/books/biff_writer.hpp"
#include "tests/support/books/book.hpp"
#include "tests/support/books/zip_writer.hpp"
#include "tests/unit/worker/sample.hpp"
#include "tests/unit/worker/sums.hpp"

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <stdexcept>

namespace tidemark::fuzz {

namespace {

class Seeds {
  public:
    explicit Seeds(std::filesystem::path folder)
        : folder_(std::move(folder)) {}

    void put(std::string_view target, std::string_view name, std::string_view bytes) const {
        const auto file = folder_ / target / name;
        std::filesystem::create_directories(file.parent_path());
        if (const auto written = write_file(file, bytes); !written) {
            throw std::runtime_error(written.error().to_text());
        }
    }

  private:
    std::filesystem::path folder_;
};

// An archive as the parts that its target puts together again.
std::string taken_apart(std::string_view archive) {
    constexpr std::uint64_t most = 1U << 20U;
    const auto zip = parse::Zip::open(archive, {}).value();
    std::string input;
    parse::Spent spent;
    for (const auto& entry : zip.entries()) {
        append_part(input, entry.name, zip.whole(entry.name, most, spent).value());
    }
    return input;
}

std::string stream_of(std::string_view compound) {
    const auto file = parse::Cfb::open(compound, {}).value();
    const parse::Pieces pieces = file.stream("Workbook").value();
    std::string stream;
    for (const std::string_view piece : pieces) {
        stream += piece;
    }
    return stream;
}

test::Book book() {
    using namespace std::chrono_literals;
    const Day day = std::chrono::sys_days(2018y / 9 / 30);
    return {
        {.name = "Cover", .rows = {{"Recorded offences"}}, .merges = {}, .shown = test::Shown::no},
        {.name = "Table 1",
         .rows = {{"Year ending", day},
                  {},
                  {{}, "Recorded", {}, "Charged"},
                  {"Force", "2018/19", "2019/20 [p]", "2019/20"},
                  {"Kent", 131.0, 247.5, "[c]"},
                  {"Hampshire & others", -1e300, 0.1, "<5"},
                  {"  two\nlines\t", "\xc3\xa9\xe2\x82\xac", "Kent", "Kent"},
                  {"Total", 10391.0}},
         .merges = {{2, 1, 2, 2}, {3, 0, 4, 0}}}};
}

void put_books(const Seeds& seeds) {
    for (const auto strings : {test::Strings::shared, test::Strings::in_line}) {
        const std::string bytes = test::to_xlsx(book(), strings);
        const bool shared = strings == test::Strings::shared;
        seeds.put("xlsx", shared ? "shared-strings" : "inline-strings", taken_apart(bytes));
        seeds.put("zip", shared ? "shared.xlsx" : "inline.xlsx", bytes);
    }
    seeds.put("ods", "whole", taken_apart(test::to_ods(book())));
    seeds.put("ods", "content", test::ods_content(book()));
    seeds.put("zip", "book.ods", test::to_ods(book()));
    const std::string xls = test::to_xls(book());
    seeds.put("xls", "compound", xls);
    seeds.put("xls", "stream", stream_of(xls));
    seeds.put("xls",
              "biff5",
              test::biff_stream(
                  test::biff5,
                  "",
                  {{.name = "S",
                    .records = test::record(0x0204, test::cell(0, 0) + test::le16(4) + "Kent")},
                   {.name = "Hidden", .records = {}, .state = 2}}));
    for (const char delimiter : {',', ';', '\t', '|'}) {
        seeds.put("csv",
                  "delimiter-" + std::to_string(static_cast<int>(delimiter)),
                  test::to_csv(book().back().rows, delimiter));
    }
}

void put_archives(const Seeds& seeds) {
    using test::Packing;
    const auto archive = [&](std::string_view name, Packing packing, const test::Lies& lies) {
        test::ZipWriter zip;
        zip.add("a.txt", "a text, a text, a text", packing, lies);
        zip.add("folder/b", "b", Packing::stored);
        seeds.put("zip", name, zip.finish());
    };
    archive("stored", Packing::stored, {});
    archive("deflated", Packing::deflated, {});
    archive("wrong-checksum", Packing::deflated, {.crc_xor = 1});
    archive("wrong-size", Packing::deflated, {.inflated_size = 7});
    archive("encrypted", Packing::stored, {.flags = 1});
    archive("sizes-behind", Packing::deflated, {.flags = 8});
    seeds.put("zip", "empty", test::ZipWriter().finish());
    test::ZipWriter bomb;
    bomb.add("content.xml", std::string(1U << 20U, 'a'), Packing::deflated);
    seeds.put("zip", "ratio", bomb.finish());
}

void put_messages(const Seeds& seeds) {
    const auto body = [](const parse::Answer& answer) {
        return "P" + parse::test::without_sums(parse::encode(answer));
    };
    const ParsedFile parsed = parse::test::full_file();
    seeds.put("wire", "parsed-file", body(parsed));
    seeds.put("wire", "workbook", body(parse::test::full_book()));
    seeds.put("wire", "outline", body(outline_of(parse::test::full_book())));
    seeds.put("wire", "traced", body(Traced{parsed, parse::test::full_trace()}));
    seeds.put("wire", "error", body(parsed.held.front()));
    seeds.put("wire",
              "page",
              body(Page{.title = "Tables",
                        .published = Instant{},
                        .moved_to = "/elsewhere",
                        .base = "/statistics/",
                        .files = {{.text = "Data", .address = "t.ods", .type = "ods"}},
                        .links = {{.text = "", .address = "#", .type = ""}}}));
    seeds.put("wire", "whole", parse::encode(parsed));
    seeds.put("wire", "recipe", "R" + parse::to_json(parse::test::full_recipe()));
    seeds.put("wire",
              "job",
              "J" + parse::describe({.what = parse::Job::What::parse,
                                     .file_name = "table.ods",
                                     .page = PageKind::html,
                                     .budgets = {},
                                     .recipe = parse::test::year_recipe()}));
    seeds.put("wire", "head", "H" + parse::encode_head({.limits = {}, .description = 7}));
}

void put_layouts(const Seeds& seeds) {
    int number = 0;
    for (const Recipe& recipe : recipes()) {
        std::string input;
        append_part(input, "Table 1", "A3 Force\nB3 2018/19\nA4 Kent\nB4 131\nA5 Total\nB5 131");
        append_part(input, "recipe.json", parse::to_json(recipe));
        seeds.put("layout", "recipe-" + std::to_string(++number), input + "\n");
    }
}

} // namespace

} // namespace tidemark::fuzz

int main(int count, char** arguments) {
    if (count != 2) {
        std::fputs("usage: fuzz_seeds FOLDER\n", stderr);
        return 2;
    }
    const tidemark::fuzz::Seeds seeds(arguments[1]);
    tidemark::fuzz::put_books(seeds);
    tidemark::fuzz::put_archives(seeds);
    tidemark::fuzz::put_messages(seeds);
    tidemark::fuzz::put_layouts(seeds);
    return 0;
}
