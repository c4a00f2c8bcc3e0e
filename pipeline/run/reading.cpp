#include "pipeline/run/reading.hpp"

#include "pipeline/parse/parse.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tidemark {
namespace {

// Who reads: what it makes of a file depends on `read` alone, what it refuses also on the program's
// version and limits.
struct Reader {
    std::string read;
    std::string refused;
};

const KnownFile* find(const RawFile& file, const Known& known) {
    const auto same = std::ranges::find_if(known.files, [&](const KnownFile& k) {
        return k.file.sha256 == file.sha256 && k.file.name == file.name;
    });
    return same == known.files.end() ? nullptr : &*same;
}

bool must_read(const KnownFile* known, const Reader& reader) {
    if (known == nullptr || known->accepted) {
        return true;
    }
    const bool refused = known->outcome == KnownFile::Outcome::refused;
    return known->file.parser != (refused ? reader.refused : reader.read);
}

// Why these bytes are not read: under whatever name, they broke this reader before.
const Quarantined* quarantined(const RawFile& file, const Known& known, const Reader& reader) {
    const auto found = std::ranges::find_if(known.quarantined, [&](const Quarantined& q) {
        return q.sha256 == file.sha256 && q.parser == reader.refused;
    });
    return found == known.quarantined.end() ? nullptr : &*found;
}

bool broke_the_parser(const Error& error) {
    return error.code.starts_with("parse.");
}

// A refusal that says how a quarantine ends.
Held refusal(const RawFile& file, Error error, const Source& source) {
    if (broke_the_parser(error)) {
        error.next +=
            fmt::format("; it is read again when the layout, the limits or the program are others, "
                        "or once by 'tidemark accept {} --check {}'",
                        source.id,
                        error.code);
    }
    return {.file = file, .reasons = {std::move(error)}};
}

// The archive, or a child that could not be started or locked in, or was stopped: the next pass
// tries again.
bool not_the_files_fault(const Error& error) {
    return error.fault == Fault::storage ||
           (error.fault == Fault::unavailable && broke_the_parser(error));
}

} // namespace

Release release_from_archive(const Source& source, const Known& known) {
    Release release;
    release.source = source.id;
    release.reread = !known.files.empty();
    for (const KnownFile& k : known.files) {
        release.files.push_back(k.file);
    }
    return release;
}

Result<Batch> read_release(Release release,
                           const Source& source,
                           const Known& known,
                           Force force,
                           const Archive& archive,
                           Parser& parser) {
    const std::string digest = parse::parser_digest(source.recipe);
    const Reader reader{.read = digest, .refused = parse::refusal_digest(digest, parser.limits())};
    Batch batch;
    batch.release = std::move(release);
    for (RawFile& file : batch.release.files) {
        const KnownFile* before = find(file, known);
        if (const Quarantined* barred = quarantined(file, known, reader)) {
            if (before == nullptr) { // else it waits already
                file.parser = reader.refused;
                batch.refused.push_back({.file = file, .reasons = {barred->why}});
            }
            continue;
        }
        if (force == Force::no && !must_read(before, reader)) {
            continue;
        }
        file.parser = reader.read;
        auto parsed = archive.get(file.sha256).and_then([&](const std::string& bytes) {
            return parser.parse(file, bytes, source.recipe);
        });
        if (parsed) {
            batch.files.push_back(std::move(*parsed));
        } else if (not_the_files_fault(parsed.error())) {
            return propagate(parsed);
        } else {
            file.parser = reader.refused;
            batch.refused.push_back(refusal(file, std::move(parsed).error(), source));
        }
    }
    return batch;
}

} // namespace tidemark
