// Observation: one figure of one series for one period, with its status and the cell it stood in.
// ParsedFile: all that one file gave. Batch: all that one look at a source gave.
//
// Observations are dictionary-coded: they name their series and sheet by index into the ParsedFile
// that holds them, so that a table of half a million rows stays small and crosses the pipe quickly.
#pragma once

#include "pipeline/base/result.hpp"
#include "pipeline/model/cell.hpp"
#include "pipeline/model/period.hpp"
#include "pipeline/model/release.hpp"
#include "pipeline/model/series.hpp"
#include "pipeline/model/status.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tidemark {

struct Observation {
    std::uint32_t series = 0; // index into ParsedFile::series
    Period period;
    std::optional<double> value; // set exactly when has_value(status)
    Status status = Status::normal;
    double below = 0;  // status below: the value is >= 0 and < below
    std::string raw;   // the cell's text, unchanged
    std::string label; // the publisher's label of the period, cleaned ("2019/20"); may be empty
    std::uint32_t sheet = 0; // index into ParsedFile::sheets
    Address cell;
};

// A label that [hold] codes drops because its codelist does not know it, and how many cells went
// with it.
struct Dropped {
    std::string dim;
    std::string label;
    std::uint64_t cells = 0;

    bool operator==(const Dropped&) const = default;
};

// Rows or columns with figures that a choice of the layout leaves out.
struct SkippedLines {
    std::string choice; // as it is written: "skip = { row = '^$' }"
    std::string what;   // "row", "row without a label", "column", "column without a head"
    std::uint64_t count = 0;

    bool operator==(const SkippedLines&) const = default;
};

struct ParsedFile {
    RawFile file;
    std::string layout;              // name of the [[layout]] that fitted, or its number "1"
    std::vector<std::string> sheets; // names of sheets that were read
    std::vector<Dims> series;        // distinct dimension codes, without the period
    std::vector<Observation> observations;
    std::vector<Observation> totals; // rows named by hold.adds_up: compared, never stored
    std::vector<Error> held;         // drift: choices that did not find exactly one; may be many
    std::vector<Dropped> dropped{};  // each label once, in the order in which they were met
    std::vector<SkippedLines> skipped{}; // each choice once

    // Index of the series, added when new. Linear probing is the parser's own affair: this is for
    // tests and small files.
    std::uint32_t series_index(const Dims& dims);
};

// A file that was not let in, and why.
struct Held {
    RawFile file;
    std::vector<Error> reasons; // at least one
};

struct Batch {
    Release release;
    std::vector<ParsedFile> files; // parsed in this pass: of the release, or kept and read again
    std::vector<Held> refused;     // files that could not be parsed at all
    // Why the look itself failed: nothing was served, and the files are kept ones.
    std::optional<Error> failure{};
};

} // namespace tidemark
