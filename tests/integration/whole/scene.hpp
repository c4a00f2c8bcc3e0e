// Scene: a house with a publisher on loopback that serves two publications: figures by police force
// as XLSX, with checks, and a national CSV. Tests exchange what is served and look again.
#pragma once

#include "tests/integration/commands/house.hpp"
#include "tests/support/publisher/publisher.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tidemark::testing_house {

// Both streams apart, as lines.
struct Heard {
    int code = -1;
    std::vector<std::string> out;
    std::vector<std::string> err;
};

// A sheet as the publisher lays it out: title, header, a row a force, a total row, a note.
struct ForceTable {
    std::string sheet = "Table 4";
    std::string header = "Force";
    std::string total = "England";
    std::vector<std::string> years = {"2017/18", "2018/19"};
    std::vector<std::pair<std::string, std::vector<double>>> forces = {
        {"Kent", {100, 120}}, {"Surrey", {50, 60}}, {"Essex", {30, 36}}};
    double off = 0;              // how much the last printed total is wrong
    std::size_t rows_before = 0; // empty rows above the title
};

[[nodiscard]] std::string to_xlsx(const ForceTable& table);

class Scene : public House {
  public:
    Scene();

    // Runs `tidemark ARGUMENTS`.
    [[nodiscard]] Heard hear(const std::string& arguments) const;

    void serve(const std::string& name, const std::string& bytes) const; // from now on
    void serve_not(const std::string& name) const;

    // sources.d/ID.toml around a [find] section: forces by year in a grid, total checked.
    void watch_forces(const std::string& id, const std::string& find) const;
    // ... a list of years at a fixed name.
    void watch_national(const std::string& id, const std::string& name) const;

    [[nodiscard]] std::string find_url(const std::string& name) const;

    [[nodiscard]] std::vector<std::string> log_lines() const; // alerts.log
    // Name and bytes of every file below a folder, as one digest.
    [[nodiscard]] std::string digest_of(const std::string& folder_name) const;

  protected:
    tidemark::test::Publisher publisher;
};

[[nodiscard]] std::vector<std::string> lines_of(const std::string& text);
[[nodiscard]] std::vector<std::string> with(const std::vector<std::string>& lines,
                                            std::string_view part);

} // namespace tidemark::testing_house
