// mend: what would let a held file be read, as changes of the operator's files.
//
// Only where a name changed: a sheet, an anchor or a column under another name, or a label that is
// a slip of the pen from one code. Each proposal is proved by reading the file with it, in memory.
// Of several the one is taken that gives most figures of the last vintage again; those that do as
// well with other figures are named. Nothing is written here, and nothing is decided: a person
// adopts it.
// Thread: one. Fails: never; where nothing mechanical helps there is no mend.
#pragma once

#include "daemon/command.hpp"
#include "pipeline/model/figures.hpp"
#include "pipeline/model/observation.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark {

// The held file, and what it is held under.
struct HeldFile {
    const Surroundings& here;
    const Source& source;
    std::filesystem::path source_file; // as the configuration was read from
    RawFile file;
    std::string_view bytes;
    // The configuration with some texts in place of files; from the same source file as before.
    std::function<config::Outcome(config::Edited)> load;
};

// Against the last vintage of the source.
struct Agreement {
    std::size_t equal = 0;
    std::size_t other = 0; // another figure for the same series and period
    std::size_t fresh = 0; // not in the last vintage
};

struct Mend {
    config::Edited before;           // whole texts, by file
    config::Edited edited;           // those of them that change, with the change
    config::Outcome outcome;         // the configuration with them
    std::vector<Error> layout;       // what the layout still holds the file for
    std::vector<std::string> rivals; // changes that would give other figures just as well
    std::size_t figures = 0;
    std::optional<Agreement> agreement; // nothing when there is no vintage
};

// `held`: by the layout.
[[nodiscard]] std::optional<Mend> find_mend(const HeldFile& file, const std::vector<Error>& held);

// A mend, and what would hold the file even with it, by the checks of [hold] too.
struct Patched {
    Mend mend;
    std::vector<Error> held;
};

using HeldWith = std::function<std::vector<Error>(const config::Config&, const Source&)>;

[[nodiscard]] std::optional<Patched>
find_patch(const HeldFile& file, const std::vector<Error>& held, const HeldWith& held_with);

} // namespace tidemark
