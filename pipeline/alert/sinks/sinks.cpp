#include "pipeline/alert/sinks/sinks.hpp"

#include "pipeline/alert/sinks/file_sink.hpp"
#include "pipeline/alert/sinks/journal_sink.hpp"

#include <array>
#include <cstdlib>
#include <system_error>

namespace tidemark::alert {
namespace {

using MakeSink = std::unique_ptr<Sink> (*)(const std::filesystem::path& log_dir);

std::unique_ptr<Sink> text_file(const std::filesystem::path& log_dir) {
    return std::make_unique<FileSink>(log_dir / "alerts.log", "alerts.log", Form::text);
}

std::unique_ptr<Sink> json_file(const std::filesystem::path& log_dir) {
    return std::make_unique<FileSink>(log_dir / "alerts.jsonl", "alerts.jsonl", Form::json);
}

// systemd.exec(5): set when standard error goes to the journal.
std::unique_ptr<Sink> journal(const std::filesystem::path& /*log_dir*/) {
    return std::getenv("JOURNAL_STREAM") == nullptr
               ? nullptr
               : std::make_unique<JournalSink>(send_to_journal);
}

constexpr std::array<MakeSink, 3> table{text_file, json_file, journal};

} // namespace

Result<std::vector<std::unique_ptr<Sink>>> open_sinks(const std::filesystem::path& log_dir) {
    std::error_code failed;
    std::filesystem::create_directories(log_dir, failed);
    if (failed || !std::filesystem::is_directory(log_dir)) {
        return fail({.fault = Fault::storage,
                     .code = "sink.folder",
                     .file = log_dir.string(),
                     .expected = "a log folder",
                     .found = failed ? failed.message() : "no folder",
                     .next = "create it, owned by the user that runs tidemark"});
    }
    std::vector<std::unique_ptr<Sink>> sinks;
    for (const MakeSink make : table) {
        if (auto sink = make(log_dir)) {
            sinks.push_back(std::move(sink));
        }
    }
    return sinks;
}

} // namespace tidemark::alert
