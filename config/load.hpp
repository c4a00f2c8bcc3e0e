// config: what the operator wrote -> Config, or every problem with file, line, column and caret.
//
// Strict: an unknown key is a problem, with the nearest known key. All problems are collected,
// never only the first. The result is read-only.
// Thread: any; nothing is kept between calls.
// Fails: never; what cannot be read is a problem.
#pragma once

#include "config/problem.hpp"
#include "config/schedule_check.hpp"
#include "config/settings.hpp"
#include "pipeline/model/codelist.hpp"
#include "pipeline/model/source.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace tidemark::config {

struct Config {
    Settings settings;
    std::vector<Source> sources; // by id; those whose file has no problem
    Codelists codelists;
};

struct Outcome {
    Config config;
    std::vector<Problem> problems; // by file, line, column; empty: the configuration can be used
    std::map<std::string, std::filesystem::path> list_files{}; // of each codelist, by its id
};

// Texts that are read in place of files: a change as it would be, before it is written.
using Edited = std::map<std::filesystem::path, std::string>;

// The folder: tidemark.toml (may be missing: defaults), sources.d/*.toml, codelists.d/.
[[nodiscard]] Outcome load(const std::filesystem::path& config_dir,
                           const ScheduleCheck& check_schedule = accept_any_schedule,
                           Edited edited = {});

// One source file against the folder's codelists: for `check FILE` and `try`.
[[nodiscard]] Outcome load_source_file(const std::filesystem::path& config_dir,
                                       const std::filesystem::path& file,
                                       const ScheduleCheck& check_schedule = accept_any_schedule,
                                       Edited edited = {});

} // namespace tidemark::config
