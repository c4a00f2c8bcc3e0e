#include "daemon/print.hpp"
#include "daemon/verify.hpp"
#include "pipeline/base/files.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <map>
#include <string_view>
#include <system_error>
#include <unordered_map>

namespace tidemark {
namespace {

namespace fs = std::filesystem;

// The log and what was rotated away from it, the oldest first: by the time of its last change.
std::vector<fs::path> files_of(const fs::path& folder, const std::string& name) {
    std::map<std::pair<fs::file_time_type, fs::path>, fs::path> found;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        const std::string file = entry.path().filename().string();
        const bool rotated = file.starts_with(name + ".") || file.starts_with(name + "-");
        if (file == name || rotated) {
            const auto time =
                file == name ? fs::file_time_type::max() : fs::last_write_time(entry, error);
            found.emplace(std::pair{time, entry.path()}, entry.path());
        }
    }
    std::vector<fs::path> files;
    files.reserve(found.size());
    for (const auto& [key, path] : found) {
        files.push_back(path);
    }
    return files;
}

bool is_compressed(const fs::path& file) {
    const std::string ending = file.extension().string();
    return ending == ".gz" || ending == ".xz" || ending == ".zst" || ending == ".bz2";
}

class Reader {
  public:
    Reader(const std::vector<Line>& lines, bool json, std::int64_t written)
        : written_(written) {
        for (const Line& line : lines) {
            texts_.push_back(json ? line.json : line.line);
            places_[texts_.back()].push_back(line.seq);
        }
    }

    void read(const fs::path& file, std::string_view text) {
        std::size_t number = 0;
        while (!text.empty()) {
            const std::size_t end = text.find('\n');
            const std::string_view line = text.substr(0, end);
            text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
            ++number;
            take(file, number, line);
        }
    }

    // What was written, and is neither in a file nor before all that is.
    void miss() {
        if (first_ == 0 && written_ > 0) {
            wrong.push_back(error("", expected(written_), "no line of it in the folder"));
        }
        for (std::int64_t seq = first_; seq > 0 && seq <= written_; ++seq) {
            if (!seen_.contains(seq)) {
                wrong.push_back(error("", expected(seq), "no such line in the folder"));
            }
        }
    }

    [[nodiscard]] std::string range() const {
        return first_ == 0 ? fmt::format("no line of {}", written_)
                           : fmt::format("lines {} to {} of {}", first_, last_, written_);
    }

    std::vector<Error> wrong;

  private:
    [[nodiscard]] std::string expected(std::int64_t seq) const {
        const auto place = static_cast<std::size_t>(seq - 1);
        return place < texts_.size() ? fmt::format("line {}: {}", seq, texts_[place])
                                     : "nothing: no such line was written";
    }

    static Error error(std::string where, std::string expected, std::string found) {
        return {.fault = Fault::malformed,
                .code = "verify.log",
                .file = std::move(where),
                .expected = std::move(expected),
                .found = std::move(found),
                .next = "somebody else wrote to the log: 'tidemark alerts' prints what was said"};
    }

    void take(const fs::path& file, std::size_t number, std::string_view line) {
        const std::string where = fmt::format("{}:{}", file.string(), number);
        const auto place = places_.find(std::string(line));
        if (place == places_.end() || place->second.empty()) {
            const bool twice = place != places_.end();
            wrong.push_back(error(where,
                                  twice ? "each line once" : expected(last_ + 1),
                                  fmt::format("{}'{}'", twice ? "once more: " : "", line)));
            last_ += twice ? 0 : 1; // most likely this one, changed
            seen_.emplace(last_, true);
            return;
        }
        const std::int64_t seq = place->second.front();
        place->second.pop_front();
        if (seq < last_) {
            wrong.push_back(error(where, expected(last_ + 1), fmt::format("line {}", seq)));
        }
        first_ = first_ == 0 ? seq : std::min(first_, seq);
        last_ = std::max(last_, seq);
        seen_.emplace(seq, true);
    }

    std::int64_t written_;
    std::vector<std::string> texts_; // by number, from 1
    std::unordered_map<std::string, std::deque<std::int64_t>> places_;
    std::map<std::int64_t, bool> seen_;
    std::int64_t first_ = 0;
    std::int64_t last_ = 0;
};

} // namespace

Result<Verified> verify_log(const fs::path& folder, const std::string& name, Store& store) {
    auto lines = store.lines({});
    auto position = lines ? store.position(name) : propagate(lines);
    if (!position) {
        return propagate(position);
    }
    Reader reader(*lines, name.ends_with(".jsonl"), position->seq);
    std::string unread;
    for (const fs::path& file : files_of(folder, name)) {
        if (is_compressed(file)) {
            unread += fmt::format(", '{}' not read", file.filename().string());
            continue;
        }
        auto text = read_file(file);
        if (!text) {
            return propagate(text);
        }
        reader.read(file, *text);
    }
    reader.miss();
    return Verified{.what = fmt::format("{}: {}{}", name, reader.range(), unread),
                    .wrong = std::move(reader.wrong)};
}

} // namespace tidemark
