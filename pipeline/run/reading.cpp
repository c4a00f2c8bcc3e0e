#include "pipeline/run/reading.hpp"

#include "pipeline/parse/parse.hpp"

#include <algorithm>

namespace tidemark {
namespace {

bool must_read(const RawFile& file, const Known& known, const std::string& parser) {
    const auto same = std::ranges::find_if(known.files, [&](const KnownFile& k) {
        return k.file.sha256 == file.sha256 && k.file.name == file.name;
    });
    return same == known.files.end() || same->file.parser != parser || same->accepted;
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
    Batch batch;
    batch.release = std::move(release);
    for (RawFile& file : batch.release.files) {
        if (force == Force::no && !must_read(file, known, digest)) {
            continue;
        }
        file.parser = digest;
        auto parsed = archive.get(file.sha256).and_then([&](const std::string& bytes) {
            return parser.parse(file, bytes, source.recipe);
        });
        if (parsed) {
            batch.files.push_back(std::move(*parsed));
        } else if (parsed.error().fault == Fault::storage) {
            return propagate(parsed);
        } else {
            batch.refused.push_back({.file = file, .reasons = {parsed.error()}});
        }
    }
    return batch;
}

} // namespace tidemark
