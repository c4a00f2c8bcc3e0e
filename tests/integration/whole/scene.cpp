#include "tests/integration/whole/scene.hpp"

#include "pipeline/base/digest.hpp"
#include "tests/support/books/book.hpp"

#include <fmt/format.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>

namespace tidemark::testing_house {

namespace fs = std::filesystem;

namespace {

fs::path made(fs::path path) {
    fs::create_directories(path);
    return path;
}

} // namespace

std::string to_xlsx(const ForceTable& table) {
    std::vector<test::Row> rows(table.rows_before);
    rows.push_back({"Offences by police force area"});
    test::Row header = {table.header};
    header.insert(header.end(), table.years.begin(), table.years.end());
    rows.push_back(std::move(header));
    std::vector<double> totals(table.years.size());
    for (const auto& [force, figures] : table.forces) {
        test::Row row = {force};
        for (std::size_t i = 0; i < figures.size(); ++i) {
            row.emplace_back(figures[i]);
            totals.at(i) += figures[i];
        }
        rows.push_back(std::move(row));
    }
    totals.back() += table.off;
    test::Row total = {table.total};
    total.insert(total.end(), totals.begin(), totals.end());
    rows.push_back(std::move(total));
    rows.push_back({"Source: the police"});
    return test::to_xlsx({{.name = "Cover", .rows = {{"Offences"}}},
                          {.name = table.sheet, .rows = std::move(rows)}});
}

Scene::Scene()
    : publisher(made(folder / "site" / "now").parent_path(), "now") {
    write("config/tidemark.toml", "[fetch]\nevery_host = \"0s\"\nretry = 0\n");
    for (const char* name : {"uk-police-forces.csv", "uk-police-forces.toml"}) {
        fs::create_directories(folder / "config/codelists.d");
        fs::copy_file(fs::path(TIDEMARK_ROOT) / "config/default/codelists.d" / name,
                      folder / "config/codelists.d" / name);
    }
    write("config/codelists.d/three.toml", R"([[set]]
id       = "three"
title    = "three forces"
noun     = "forces"
codelist = "uk-police-forces"
members  = ["E23000032", "E23000031", "E23000028"]
)");
}

Heard Scene::hear(const std::string& arguments) const {
    const std::string err = (folder / "stderr.txt").string();
    const std::string out = (folder / "stdout.txt").string();
    const int status =
        std::system(fmt::format("{} >{} 2>{}", command(arguments), out, err).c_str());
    return {.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1,
            .out = lines_of(read("stdout.txt")),
            .err = lines_of(read("stderr.txt"))};
}

void Scene::serve(const std::string& name, const std::string& bytes) const {
    write("site/now/" + name, bytes);
}

void Scene::serve_not(const std::string& name) const {
    fs::remove(folder / "site/now" / name);
}

std::string Scene::find_url(const std::string& name) const {
    return fmt::format("via = \"url\"\nurl = \"{}\"", publisher.url("/" + name));
}

void Scene::watch_forces(const std::string& id, const std::string& find) const {
    write("config/sources.d/" + id + ".toml",
          fmt::format(R"([source]
id    = "{}"
title = "Offences by police force area"
what  = "offences"

[find]
{}

[read]
sheet = {{ name = '^Table 4\b' }}

[[layout]]
kind   = "grid"
anchor = {{ text = '^Force$', in = "A1:C9" }}
stop   = {{ row = '^Source' }}
[[layout.dim]]
name     = "area"
at       = "left"
codelist = "uk-police-forces"
[[layout.dim]]
name  = "period"
at    = "up"
parse = "financial-year"

[hold]
members = {{ dim = "area", of = "three" }}
adds_up = {{ row = '^England$' }}

[[rule]]
kind  = "yoy"
for   = {{ area = "*" }}
above = "+10%"
)",
                      id,
                      find));
}

void Scene::watch_national(const std::string& id, const std::string& name) const {
    add_source(id, publisher.url("/" + name));
}

std::vector<std::string> Scene::log_lines() const {
    return lines_of(read("log/alerts.log"));
}

std::string Scene::digest_of(const std::string& folder_name) const {
    std::vector<std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder / folder_name)) {
        // SQLite's index of who reads; gone when nobody does.
        const bool is_lock_table = entry.path().extension() == ".db-shm";
        if (entry.is_regular_file() && !is_lock_table) {
            const std::string name = fs::relative(entry.path(), folder).string();
            files.push_back(name + ' ' + sha256(read(name)));
        }
    }
    std::ranges::sort(files);
    std::string all;
    for (const std::string& file : files) {
        all += file + '\n';
    }
    return all;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        lines.push_back(line);
    }
    return lines;
}

std::vector<std::string> with(const std::vector<std::string>& lines, std::string_view part) {
    std::vector<std::string> found;
    std::ranges::copy_if(lines, std::back_inserter(found), [&](const std::string& line) {
        return line.find(part) != std::string::npos;
    });
    return found;
}

} // namespace tidemark::testing_house
