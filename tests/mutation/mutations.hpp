// mutations: what publishers do to their tables from one edition to the next, done to a sheet on
// purpose, and what a careful person would read in it afterwards.
//
// Fails: never; nothing where a mutation does not apply to the sheet. Thread: any.
#pragma once

#include "pipeline/model/cell.hpp"
#include "tests/support/books/book.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tidemark::mutation {

// The sheet with most figures, and where they stand in it.
struct Scene {
    std::map<Address, std::string> figures; // the publisher's label of the figure's period
    std::vector<std::uint32_t> rows;        // of the figures, in order
    std::vector<std::uint32_t> columns;
};

// How the figures may differ afterwards. All others must be there as before, or the file held.
struct Meant {
    std::set<Address> gone{}; // figures (by their old place) that may be missing
    std::string label{};      // further figures are right when this stands in their series
    bool held_alone = false;  // nothing but holding the file is right
};

struct Mutation {
    const char* name;
    std::optional<Meant> (*apply)(test::BookSheet& sheet, const Scene& scene);
};

[[nodiscard]] const std::vector<Mutation>& mutations();

} // namespace tidemark::mutation
