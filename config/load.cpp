#include "config/load.hpp"

#include "config/codelists.hpp"
#include "config/source/source.hpp"
#include "config/values.hpp"
#include "pipeline/base/files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <system_error>

namespace tidemark::config {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t most_bytes = 16ULL << 20U; // of one file; a codelist of 100,000 codes

// Regular files with this extension in a folder, and below it when asked, by name.
enum class Depth { folder, below };

std::vector<fs::path> files_in(const fs::path& folder, std::string_view extension, Depth depth) {
    std::vector<fs::path> files;
    std::error_code error;
    const auto options = fs::directory_options::follow_directory_symlink;
    for (fs::recursive_directory_iterator at(folder, options, error), end; !error && at != end;
         at.increment(error)) {
        if (depth == Depth::folder) {
            at.disable_recursion_pending();
        }
        if (at->path().filename().string().front() != '.' && at->path().extension() == extension &&
            at->is_regular_file(error)) {
            files.push_back(at->path());
        }
        error.clear();
    }
    // What lies higher comes first: it is the later file of a pair that is at fault.
    const auto level = [](const fs::path& file) { return std::distance(file.begin(), file.end()); };
    std::sort(files.begin(), files.end(), [&](const fs::path& a, const fs::path& b) {
        return std::pair(level(a), a) < std::pair(level(b), b);
    });
    return files;
}

class Loader {
  public:
    Loader(fs::path config_dir, const ScheduleCheck& check_schedule, Edited edited)
        : folder_(std::move(config_dir))
        , check_schedule_(check_schedule)
        , edited_(std::move(edited)) {}

    void read_shared();
    void read_source_files();
    void read_source_file(const fs::path& file);
    [[nodiscard]] Outcome take();

  private:
    // The file's name in messages.
    [[nodiscard]] std::string shown(const fs::path& file) const;
    // Its text; a problem when it cannot be read.
    [[nodiscard]] std::optional<std::string> text_of(const fs::path& file);
    void add(std::vector<Problem> problems);
    void read_settings_file(const fs::path& file);
    void read_codelist_file(const fs::path& file);
    void read_set_file(const fs::path& file);

    fs::path folder_;
    const ScheduleCheck& check_schedule_;
    Edited edited_;
    Outcome outcome_;
    SetFiles set_files_;
    std::map<std::string, std::string> list_files_;   // codelist id to file
    std::map<std::string, std::string> source_files_; // source id to file and line
};

std::string Loader::shown(const fs::path& file) const {
    const auto relative = file.lexically_relative(folder_);
    return relative.empty() || *relative.begin() == ".." ? file.string() : relative.string();
}

void Loader::add(std::vector<Problem> problems) {
    outcome_.problems.insert(outcome_.problems.end(),
                             std::make_move_iterator(problems.begin()),
                             std::make_move_iterator(problems.end()));
}

std::optional<std::string> Loader::text_of(const fs::path& file) {
    const auto edited = edited_.find(file);
    auto text = edited == edited_.end() ? read_file(file, most_bytes) : edited->second;
    if (!text) {
        const auto& error = text.error();
        auto problem =
            error.fault == Fault::limit
                ? Problem{shown(file), 0, 0, "is larger than " + size_text(most_bytes), {}, {}}
                : Problem{shown(file), 0, 0, "cannot be read: " + error.found, error.next, {}};
        outcome_.problems.push_back(std::move(problem));
        return std::nullopt;
    }
    return *std::move(text);
}

void Loader::read_settings_file(const fs::path& file) {
    if (const auto text = text_of(file)) {
        Problems problems(shown(file), *text);
        outcome_.config.settings = read_settings(*text, problems);
        add(problems.take());
    }
}

void Loader::read_codelist_file(const fs::path& file) {
    const auto text = text_of(file);
    if (!text) {
        return;
    }
    Problems problems(shown(file), *text);
    const auto id = file.stem().string();
    if (!is_id(id)) {
        problems.add({},
                     "a codelist's file name must be lower-case letters, digits and hyphens",
                     "it is the list's id");
    }
    const auto [earlier, fresh] = list_files_.emplace(id, shown(file));
    if (!fresh) {
        problems.add({}, fmt::format("codelist '{}' is in {} already", id, earlier->second));
    } else {
        outcome_.config.codelists.lists[id] = read_codelist(id, *text, problems);
        outcome_.list_files[id] = file;
    }
    add(problems.take());
}

void Loader::read_set_file(const fs::path& file) {
    if (const auto text = text_of(file)) {
        Problems problems(shown(file), *text);
        read_sets(*text, outcome_.config.codelists, set_files_, problems);
        add(problems.take());
    }
}

void Loader::read_shared() {
    std::error_code error;
    if (!fs::is_directory(folder_, error)) {
        outcome_.problems.push_back({folder_.string(),
                                     0,
                                     0,
                                     "there is no such configuration folder",
                                     "name another with --config-dir",
                                     {}});
        return;
    }
    if (const auto settings = folder_ / "tidemark.toml"; fs::exists(settings, error)) {
        read_settings_file(settings);
    }
    const auto lists = folder_ / "codelists.d";
    for (const auto& file : files_in(lists, ".csv", Depth::below)) {
        read_codelist_file(file);
    }
    for (const auto& file : files_in(lists, ".toml", Depth::below)) {
        read_set_file(file);
    }
}

void Loader::read_source_file(const fs::path& file) {
    const auto text = text_of(file);
    if (!text) {
        return;
    }
    Problems problems(shown(file), *text);
    auto& config = outcome_.config;
    auto read = read_source(*text, {config.settings, config.codelists, check_schedule_}, problems);
    if (!read.source.id.empty()) {
        const auto where = fmt::format("{}:{}", shown(file), read.id.line);
        const auto [earlier, fresh] = source_files_.emplace(read.source.id, where);
        if (!fresh) {
            problems.add(
                read.id,
                fmt::format("source '{}' is in {} already", read.source.id, earlier->second),
                "give it another id");
        }
    }
    if (problems.size() == 0) {
        config.sources.push_back(std::move(read.source));
    }
    add(problems.take());
}

void Loader::read_source_files() {
    for (const auto& file : files_in(folder_ / "sources.d", ".toml", Depth::folder)) {
        read_source_file(file);
    }
}

Outcome Loader::take() {
    std::stable_sort(outcome_.problems.begin(), outcome_.problems.end(), comes_before);
    auto& sources = outcome_.config.sources;
    std::sort(sources.begin(), sources.end(), [](const Source& a, const Source& b) {
        return a.id < b.id;
    });
    return std::move(outcome_);
}

} // namespace

Outcome load(const fs::path& config_dir, const ScheduleCheck& check_schedule, Edited edited) {
    Loader loader(config_dir, check_schedule, std::move(edited));
    loader.read_shared();
    loader.read_source_files();
    return loader.take();
}

Outcome load_source_file(const fs::path& config_dir,
                         const fs::path& file,
                         const ScheduleCheck& check_schedule,
                         Edited edited) {
    Loader loader(config_dir, check_schedule, std::move(edited));
    loader.read_shared();
    loader.read_source_file(file);
    return loader.take();
}

} // namespace tidemark::config
