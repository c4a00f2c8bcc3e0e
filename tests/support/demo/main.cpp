// demo_books OUT: writes what the demo's publisher serves (OUT/site, three editions) and what
// forces send (OUT/answers, three rounds). The same bytes every time.
#include "pipeline/base/files.hpp"
#include "tests/support/demo/tables.hpp"

#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>

namespace {

using namespace tidemark;
namespace fs = std::filesystem;

constexpr std::string_view publications = R"(  "publications": [
    { "page": "/government/statistics/child-sexual-abuse-by-force",
      "title": "Child sexual abuse statistics",
      "attachments": [
        { "file": "csa-by-force.ods", "title": "Table 4: offences by police force area" },
        { "file": "about.csv", "title": "About these statistics" } ] },
    { "page": "/online-offences",
      "title": "Online offences",
      "attachments": [
        { "file": "online-by-force.xlsx", "title": "Online-flagged offences by police force area" } ] } ]
)";

void write(const fs::path& path, std::string_view bytes) {
    fs::create_directories(path.parent_path());
    if (const auto written = write_file(path, bytes, 0644); !written) {
        throw std::runtime_error(written.error().to_text());
    }
}

void write_edition(const fs::path& folder,
                   std::string_view published,
                   std::size_t last,
                   int newest) {
    const auto forces = demo::forces();
    write(folder / "manifest.json",
          "{ \"published\": \"" + std::string(published) + "\",\n" + std::string(publications) +
              "}\n");
    write(folder / "online-cso.csv", demo::national_csv(last, newest));
    write(folder / "csa-by-force.ods", demo::by_force_ods(forces, last));
    write(folder / "online-by-force.xlsx", demo::by_force_xlsx(forces, last));
    write(folder / "about.csv", "note\nfigures are illustrative\n");
}

void write_answers(const fs::path& folder) {
    std::size_t form = 0;
    for (const demo::Force& force : demo::forces()) {
        const auto put = [&](const std::string& round, const demo::Answer& answer) {
            write(folder / round / answer.file_name, answer.bytes);
        };
        if (force.answered_before) {
            put("2019", demo::answer(force, form, 1, demo::Before::given, "2019"));
            put("2020", demo::answer(force, form + 1, 2, demo::Before::given, "2020"));
        } else {
            put("2020", demo::answer(force, 2 * (form % 2), 2, demo::Before::not_held, "2020"));
        }
        if (force.name == "Durham") {
            put("late", demo::answer(force, 0, 2, demo::Before::given, "2020-late"));
        }
        ++form;
    }
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: demo_books OUT\n", stderr);
        return 2;
    }
    try {
        const fs::path out = argv[1];
        write_edition(out / "site" / "first", "2019-06-05T08:30:00Z", 1, 0);
        write_edition(out / "site" / "second", "2020-09-03T08:30:00Z", 2, 10391);
        write_edition(out / "site" / "third", "2021-10-01T08:30:00Z", 2, 9950);
        write_answers(out / "answers");
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "demo_books: %s\n", problem.what());
        return 1;
    }
    return 0;
}
