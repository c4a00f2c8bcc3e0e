// config: what the operator wrote -> Config, or every problem with file, line, column and caret.
//
// Strict: an unknown key is a problem, with the nearest known key. All problems are collected,
// never only the first. The result is read-only.
#pragma once

#include "pipeline/model/codelist.hpp"
#include "pipeline/model/source.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace tidemark::config {

// tidemark.toml, with all its defaults.
struct Settings {
    std::string contact; // who runs this: an address in the user agent
    int workers = 4;     // collects at one time
    std::chrono::milliseconds every_host{2000};
    std::chrono::milliseconds timeout{60000};
    int retry = 4;
    std::uint64_t max_size = 64ULL << 20U;
    std::uint64_t parse_memory = 256ULL << 20U;
    std::uint64_t parse_cpu_seconds = 30;
    std::string zone = "Europe/London"; // for alert lines and sources that name none
};

struct Config {
    Settings settings;
    std::vector<Source> sources; // by id
    Codelists codelists;
};

struct Problem {
    std::string file; // as given, relative to the configuration folder where it lies in it
    int line = 0;     // from 1; 0 when the file as a whole is meant
    int column = 0;
    std::string text;    // "unknown key 'shete'"
    std::string hint;    // "did you mean 'sheet'?"
    std::string excerpt; // the line of the file

    // "sources.d/a.toml:14:3: unknown key 'shete', did you mean 'sheet'?" + the line + a caret.
    [[nodiscard]] std::string to_text() const;
};

struct Outcome {
    Config config;
    std::vector<Problem> problems; // by file, line, column; empty: the configuration can be used
};

// The folder: tidemark.toml (may be missing: defaults), sources.d/*.toml, codelists.d/.
[[nodiscard]] Outcome load(const std::filesystem::path& config_dir);

// One source file against the folder's codelists: for `check FILE` and `try`.
[[nodiscard]] Outcome load_source_file(const std::filesystem::path& config_dir,
                                       const std::filesystem::path& file);

// tidemark.toml with every key at its default, commented.
[[nodiscard]] std::string print_defaults();

} // namespace tidemark::config
