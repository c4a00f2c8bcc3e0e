#include "daemon/tried.hpp"

#include "daemon/unmatched.hpp"
#include "pipeline/load/copy.hpp"
#include "pipeline/load/hold.hpp"
#include "pipeline/load/store.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

namespace tidemark {
namespace {

namespace fs = std::filesystem;

// A folder that lives as long as this.
class TemporaryFolder {
  public:
    [[nodiscard]] static Result<TemporaryFolder> make() {
        std::string name = (fs::temp_directory_path() / "tidemark-try-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) {
            return fail({.fault = Fault::storage,
                         .code = "storage.folder",
                         .file = name,
                         .expected = "a folder for temporary files",
                         .found = std::generic_category().message(errno),
                         .next = "set TMPDIR to a folder that can be written"});
        }
        return TemporaryFolder(name);
    }

    TemporaryFolder(TemporaryFolder&& other) noexcept
        : path_(std::exchange(other.path_, fs::path())) {}

    TemporaryFolder& operator=(TemporaryFolder&&) = delete;
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    ~TemporaryFolder() {
        std::error_code ignored;
        if (!path_.empty()) {
            fs::remove_all(path_, ignored);
        }
    }

    [[nodiscard]] const fs::path& path() const { return path_; }

  private:
    explicit TemporaryFolder(fs::path path)
        : path_(std::move(path)) {}

    fs::path path_;
};

// The release that this one file would make.
Batch batch_of(const Source& source,
               const RawFile& file,
               std::string_view bytes,
               const ParseFile& parse) {
    Batch batch;
    batch.release.source = source.id;
    batch.release.files = {file};
    auto parsed = parse(file, bytes);
    if (parsed) {
        batch.files.push_back(std::move(*parsed));
    } else {
        batch.refused.push_back({.file = file, .reasons = {parsed.error()}});
    }
    return batch;
}

void add_reasons(const std::vector<Held>& files, std::vector<Error>& all) {
    for (const Held& held : files) {
        for (const Error& reason : held.reasons) {
            if (std::ranges::find(all, reason) == all.end()) {
                all.push_back(reason);
            }
        }
    }
}

} // namespace

Result<Tried> try_out(const Surroundings& here,
                      const config::Config& config,
                      const Source& source,
                      const RawFile& file,
                      std::string_view bytes,
                      const ParseFile& parse) {
    auto folder = TemporaryFolder::make();
    if (!folder) {
        return propagate(folder);
    }
    auto copied = load::copy_database(here.folders.state, folder->path());
    if (!copied) {
        return propagate(copied);
    }
    auto store = load::open_store(folder->path());
    if (!store) {
        return propagate(store);
    }
    Batch batch = batch_of(source, file, bytes, parse);
    Tried tried;
    tried.files = batch.files;
    for (ParsedFile& parsed : tried.files) {
        if (source.hold.sum_duplicates && load::find_duplicates(source, parsed).empty()) {
            parsed.observations = load::sum_duplicates(parsed); // as they are loaded
        }
    }
    const std::vector<Held> refused = batch.refused;
    auto report = commit(source,
                         config.codelists,
                         Collected(std::move(batch)),
                         here.clock.now(),
                         **store,
                         {},
                         here.clock);
    if (!report) {
        return propagate(report);
    }
    tried.report = std::move(*report);
    add_reasons(tried.report.loaded.held, tried.held);
    add_reasons(refused, tried.held);
    auto series = (*store)->series_keys(source.id);
    if (!series) {
        return propagate(series);
    }
    if (tried.held.empty()) {
        tried.unmatched = unmatched(source, config.codelists, *series);
    }
    return tried;
}

} // namespace tidemark
