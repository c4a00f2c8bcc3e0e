#include "daemon/verify.hpp"

#include "daemon/evidence.hpp"
#include "daemon/print.hpp"

#include <fmt/format.h>

#include <map>
#include <set>
#include <utility>

namespace tidemark {
namespace {

// A figure and its series, in a snapshot.
struct Standing {
    const SeriesKey* series;
    const Figure* figure;
};

std::map<std::string, std::vector<Standing>> by_file(const Snapshot& snapshot) {
    std::map<std::string, std::vector<Standing>> files;
    for (const Series& series : snapshot.series) {
        for (const Figure& figure : series.figures) {
            files[figure.origin.sha256].push_back({&series.key, &figure});
        }
    }
    return files;
}

Error differs(const Source& source, const Standing& standing, const Reread& reread) {
    const Figure& figure = *standing.figure;
    return {.fault = Fault::malformed,
            .code = "verify.figure",
            .source = source.id,
            .file = figure.origin.file,
            .sheet = figure.origin.sheet,
            .cell = figure.origin.cell,
            .expected = fmt::format("{} of {} in {}",
                                    value_text(figure.value, figure.status, figure.below),
                                    to_text(*standing.series),
                                    to_text(figure.period)),
            .found = reread.found,
            .next = fmt::format("see tidemark values {}", to_text(*standing.series))};
}

} // namespace

Result<Verified>
verify_archive(const std::vector<std::string>& sources, Store& store, const Archive& archive) {
    Verified verified;
    std::set<std::string> seen;
    for (const std::string& source : sources) {
        auto files = store.raw_files(source);
        if (!files) {
            return propagate(files);
        }
        for (const RawFile& file : *files) {
            if (file.sha256.empty() || !seen.insert(file.sha256).second) {
                continue;
            }
            if (const auto bytes = archive.get(file.sha256); !bytes) {
                Error error = bytes.error();
                error.source = source;
                verified.wrong.push_back(std::move(error));
            }
        }
    }
    verified.what = fmt::format("archive: {}", counted(seen.size(), "file"));
    return verified;
}

Result<Verified>
verify_figures(const Source& source, Store& store, const Archive& archive, Parser& parser) {
    auto snapshot = store.snapshot(source.id, {});
    if (!snapshot) {
        return propagate(snapshot);
    }
    Verified verified;
    if (source.hold.sum_duplicates) {
        verified.what =
            fmt::format("{}: not read again, its figures are sums of several cells", source.id);
        return verified;
    }
    std::size_t count = 0;
    auto files = by_file(*snapshot);
    for (const auto& [sha256, figures] : files) {
        EvidenceReader reader(archive, parser, source.recipe); // forgets the file before
        for (const Standing& standing : figures) {
            const Reread reread = reader.read(standing.figure->origin, standing.figure->value);
            if (reread.verdict != Reread::Verdict::equal) {
                verified.wrong.push_back(differs(source, standing, reread));
            }
            ++count;
        }
    }
    verified.what = fmt::format("{}: {} in {} read again",
                                source.id,
                                counted(count, "figure"),
                                counted(files.size(), "file"));
    return verified;
}

} // namespace tidemark
