#include "pipeline/parse/layout/used.hpp"

#include <fmt/format.h>

namespace tidemark::parse {
namespace {

void hold_one(const Pattern& pattern,
              const char* key,
              const char* line,
              bool used,
              bool may_miss,
              Holds& holds) {
    if (pattern.empty() || pattern.text() == "^$" || used || may_miss) {
        return;
    }
    holds.add(
        {.code = fmt::format("layout.{}", key),
         .expected =
             fmt::format("a {} that {} = {{ {} = '{}' }} matches", line, key, line, pattern.text()),
         .found = "none",
         .next = fmt::format("mend it, or say {} = {{ ..., unmatched = \"allow\" }} where not "
                             "every file has one",
                             key)});
}

} // namespace

void hold_unused(const Layout& layout, const Used& used, Holds& holds) {
    hold_one(layout.stop_row, "stop", "row", used.stop, layout.stop_may_miss, holds);
    hold_one(layout.skip_row, "skip", "row", used.skip_row, layout.skip_may_miss, holds);
    if (!layout.skip_where.empty() && !used.skip_where && !layout.skip_may_miss) {
        holds.add(
            {.code = "layout.skip",
             .expected = fmt::format("a row that skip = {{ where = {{ \"{}\" = '{}', ... }} }} "
                                     "matches",
                                     layout.skip_where.begin()->first,
                                     layout.skip_where.begin()->second.text()),
             .found = "none",
             .next = "mend it, or say skip = { ..., unmatched = \"allow\" } where not every "
                     "file has one"});
    }
    if (layout.kind == Layout::Kind::grid) {
        hold_one(
            layout.skip_column, "skip", "column", used.skip_column, layout.skip_may_miss, holds);
    }
}

} // namespace tidemark::parse
