#include "pipeline/run/reading.hpp"

#include "pipeline/load/checks.hpp"
#include "pipeline/parse/parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace tidemark {
namespace {

bool same(const RawFile& a, const RawFile& b) {
    return a.sha256 == b.sha256 && a.name == b.name;
}

bool is_folder(const Source& source) {
    return std::holds_alternative<FindDir>(source.find);
}

bool broke_the_parser(const Error& error) {
    return error.code.starts_with("parse.");
}

// A refusal that says how a quarantine ends.
Held refusal(const RawFile& file, Error error, const Source& source) {
    if (broke_the_parser(error)) {
        error.next +=
            fmt::format("; it is read again when the layout, the limits or the program are others, "
                        "or once by 'tidemark accept {} --check {} --by NAME --why REASON'",
                        source.id,
                        error.code);
    }
    return {.file = file, .reasons = {std::move(error)}};
}

// A child that could not be started or locked in, or was stopped: the next pass tries again.
bool not_the_files_fault(const Error& error) {
    return error.fault == Fault::storage ||
           (error.fault == Fault::unavailable && broke_the_parser(error));
}

// Who reads: what it makes of a file depends on `read` alone, what it refuses also on the program's
// version and limits, what is held then also on the checks.
struct Reader {
    std::string read;
    std::string refused;
    std::string held;

    // Is it the one that a file of this outcome met?
    [[nodiscard]] bool made(KnownFile::Outcome outcome, const std::string& parser) const {
        switch (outcome) {
        case KnownFile::Outcome::loaded:
            return parser == read;
        case KnownFile::Outcome::held:
            return parser == held;
        case KnownFile::Outcome::refused:
            return parser == refused;
        case KnownFile::Outcome::superseded: // by a later edition, while it was one of the two
            return parser == held || parser == refused;
        }
        return false;
    }
};

Reader reader_of(const Source& source, const Parser& parser) {
    std::string digest = parse::parser_digest(source.recipe);
    std::string refused = parse::refusal_digest(digest, parser.limits());
    std::string held = load::checks_digest(digest, source);
    return {.read = std::move(digest), .refused = std::move(refused), .held = std::move(held)};
}

// One look at a source, and what it knew before.
struct Look {
    const Source& source;
    const Known& known;
    const Release& release;
    Force force = Force::no;
    Reader reader;

    // Files have come or gone: what contradicted one of them may do so no longer.
    [[nodiscard]] bool has_moved() const { return !release.reread || !release.gone.empty(); }

    [[nodiscard]] const KnownFile* find(const RawFile& file) const {
        const auto ours = std::ranges::find_if(
            known.files, [&](const KnownFile& k) { return same(k.file, file); });
        return ours == known.files.end() ? nullptr : &*ours;
    }

    // Why these bytes are not read: under whatever name, they broke this reader before.
    [[nodiscard]] const Quarantined* quarantined(const RawFile& file) const {
        const auto found = std::ranges::find_if(known.quarantined, [&](const Quarantined& q) {
            return q.sha256 == file.sha256 && q.parser == reader.refused;
        });
        return found == known.quarantined.end() ? nullptr : &*found;
    }

    [[nodiscard]] bool is_due(const KnownFile& k) const {
        const bool is_gone = std::ranges::count(release.gone, k.file.name) > 0;
        const bool other_reader = !reader.made(k.outcome, k.file.parser);
        return !is_gone && (other_reader || k.accepted || (k.disputed && has_moved()));
    }

    // Of the release. What the newest look did not bring is new again, whatever we have of it.
    [[nodiscard]] bool must_read(const RawFile& file) const {
        const KnownFile* ours = find(file);
        const bool came_back = ours != nullptr && !release.reread &&
                               (ours->kept_only || (!is_folder(source) && !ours->newest));
        return ours == nullptr || came_back || is_due(*ours) ||
               (force == Force::yes && !release.reread);
    }

    // Beside what was served: what was let in before, read anew; in a folder also what waits, but
    // not under a name that was served anew.
    [[nodiscard]] std::vector<RawFile> kept_and_due() const {
        std::vector<RawFile> files;
        for (const KnownFile& k : known.files) {
            const bool waits = k.outcome != KnownFile::Outcome::loaded && !k.let_in;
            const bool replaced = std::ranges::any_of(release.files, [&](const RawFile& file) {
                return waits ? file.name == k.file.name : same(file, k.file);
            });
            if (!replaced && (!waits || is_folder(source)) && is_due(k)) {
                files.push_back(k.file);
            }
        }
        return files;
    }

    [[nodiscard]] std::vector<RawFile> to_read() const {
        std::vector<RawFile> files = release.reread ? std::vector<RawFile>{} : kept_and_due();
        std::ranges::copy_if(release.files, std::back_inserter(files), [&](const RawFile& file) {
            return must_read(file);
        });
        return files;
    }
};

// Into the batch; what cannot be read is refused.
Result<void>
read_into(Batch& batch, RawFile file, const Look& look, const Archive& archive, Parser& parser) {
    if (const Quarantined* barred = look.quarantined(file)) {
        if (look.find(file) == nullptr) { // else it waits already
            file.parser = look.reader.refused;
            batch.refused.push_back({.file = std::move(file), .reasons = {barred->why}});
        }
        return {};
    }
    const auto bytes = archive.get(file.sha256);
    if (!bytes) { // the archive's fault: read again once it is mended
        Error error = bytes.error();
        error.source = look.source.id;
        return fail(std::move(error));
    }
    file.parser = look.reader.read;
    auto parsed = parser.parse(file, *bytes, look.source.recipe);
    if (parsed) {
        batch.files.push_back(std::move(*parsed));
    } else if (not_the_files_fault(parsed.error())) {
        return propagate(parsed);
    } else {
        file.parser = look.reader.refused;
        batch.refused.push_back(refusal(file, std::move(parsed).error(), look.source));
    }
    return {};
}

} // namespace

Release release_from_archive(const Source& source, const Known& known) {
    Release release;
    release.source = source.id;
    release.reread = true;
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
    if (release.files.empty()) {
        std::vector<std::string> gone = std::move(release.gone);
        release = release_from_archive(source, known);
        release.gone = std::move(gone);
    }
    Batch batch;
    batch.release = std::move(release);
    const Look look{.source = source,
                    .known = known,
                    .release = batch.release,
                    .force = force,
                    .reader = reader_of(source, parser)};
    for (RawFile& file : look.to_read()) {
        if (auto read = read_into(batch, std::move(file), look, archive, parser); !read) {
            return propagate(read);
        }
    }
    return batch;
}

Result<Batch> read_without_look(Error failure,
                                const Source& source,
                                const Known& known,
                                const Archive& archive,
                                Parser& parser) {
    if (failure.fault == Fault::storage || failure.code == "fetch.stopped") {
        return fail(std::move(failure));
    }
    auto batch = read_release({}, source, known, Force::no, archive, parser);
    if (batch && batch->files.empty() && batch->refused.empty()) {
        return fail(std::move(failure));
    }
    if (batch) {
        batch->failure = std::move(failure);
    }
    return batch;
}

} // namespace tidemark
