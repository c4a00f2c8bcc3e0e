#include "pipeline/run/reading.hpp"

#include "pipeline/parse/parse.hpp"

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

// One look at a source, and what it knew before.
struct Reading {
    const Source& source;
    const Known& known;
    const Release& release;
    Force force;
    std::string parser = parse::parser_digest(source.recipe);

    // Files have come or gone: what contradicted one of them may do so no longer.
    [[nodiscard]] bool has_moved() const { return !release.reread || !release.gone.empty(); }

    [[nodiscard]] bool is_due(const KnownFile& k) const {
        const bool is_gone = std::ranges::count(release.gone, k.file.name) > 0;
        const bool mended = k.file.parser != parser;
        return !is_gone && (mended || k.accepted || (k.disputed && has_moved()));
    }

    [[nodiscard]] bool must_read(const RawFile& file) const {
        const auto ours = std::ranges::find_if(
            known.files, [&](const KnownFile& k) { return same(k.file, file); });
        const bool is_new =
            ours == known.files.end() || (!release.reread && !is_folder(source) && !ours->newest);
        return is_new || is_due(*ours) || (force == Force::yes && !release.reread);
    }

    // Beside what was served: what was let in before, read anew; in a folder also what waits, but
    // not under a name that was served anew.
    [[nodiscard]] std::vector<RawFile> kept_and_due() const {
        std::vector<RawFile> files;
        for (const KnownFile& k : known.files) {
            const bool waits = k.outcome != KnownFile::Outcome::loaded;
            const bool replaced = std::ranges::any_of(release.files, [&](const RawFile& file) {
                return waits ? file.name == k.file.name : same(file, k.file);
            });
            if (!replaced && (!waits || is_folder(source)) && is_due(k)) {
                files.push_back(k.file);
            }
        }
        return files;
    }
};

// Into the batch; what cannot be read is refused.
Result<void>
read_into(Batch& batch, RawFile file, const Reading& look, const Archive& archive, Parser& parser) {
    const auto bytes = archive.get(file.sha256);
    if (!bytes) { // the archive's fault: read again once it is mended
        Error error = bytes.error();
        error.source = look.source.id;
        return fail(std::move(error));
    }
    file.parser = look.parser;
    auto parsed = parser.parse(file, *bytes, look.source.recipe);
    if (parsed) {
        batch.files.push_back(std::move(*parsed));
    } else if (parsed.error().fault == Fault::storage) {
        return propagate(parsed);
    } else {
        batch.refused.push_back({.file = std::move(file), .reasons = {parsed.error()}});
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
    const Reading look{.source = source, .known = known, .release = batch.release, .force = force};
    std::vector<RawFile> files =
        batch.release.reread ? std::vector<RawFile>{} : look.kept_and_due();
    std::ranges::copy_if(batch.release.files, std::back_inserter(files), [&](const RawFile& file) {
        return look.must_read(file);
    });
    for (RawFile& file : files) {
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
