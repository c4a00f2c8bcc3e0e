#include "pipeline/alert/sinks/journal_sink.hpp"

#include "pipeline/base/late_library.hpp"

#include <nlohmann/json.hpp>
#include <sys/uio.h>

#define SD_JOURNAL_SUPPRESS_LOCATION // the function itself, not the macro of its name
#include <systemd/sd-journal.h>

namespace tidemark::alert {
namespace {

constexpr std::string_view position_name = "journal";

// syslog(3)
int priority_of(Severity severity) {
    switch (severity) {
    case Severity::info:
        return 6;
    case Severity::notice:
        return 5;
    case Severity::warning:
        return 4;
    case Severity::error:
        return 3;
    }
    return 6;
}

// Rule and kind stand in the object only.
std::string field_of(const nlohmann::json& object, const char* key) {
    const auto found = object.is_object() ? object.find(key) : object.end();
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::vector<std::string> fields_of(const Line& line) {
    constexpr bool without_exceptions = false;
    const auto object = nlohmann::json::parse(line.json, nullptr, without_exceptions);
    return {"MESSAGE=" + line.source + ": " + line.text + " (" + line.id + ')',
            "PRIORITY=" + std::to_string(priority_of(line.severity)),
            "SYSLOG_IDENTIFIER=tidemark",
            "TIDEMARK_ID=" + line.id,
            "TIDEMARK_STATE=" + std::string(to_text(line.state)),
            "TIDEMARK_SEVERITY=" + std::string(to_text(line.severity)),
            "TIDEMARK_SOURCE=" + line.source,
            "TIDEMARK_RULE=" + field_of(object, "rule"),
            "TIDEMARK_KIND=" + field_of(object, "kind"),
            "TIDEMARK_SEQ=" + std::to_string(line.seq)};
}

} // namespace

bool send_to_journal(const std::vector<std::string>& fields) {
    std::vector<std::string> copies = fields; // iovec wants writable bytes
    std::vector<iovec> parts;
    parts.reserve(copies.size());
    for (std::string& field : copies) {
        parts.push_back({.iov_base = field.data(), .iov_len = field.size()});
    }
    static LateLibrary libsystemd("libsystemd.so.0");
    auto* const sendv = libsystemd.find<decltype(sd_journal_sendv)>("sd_journal_sendv");
    return sendv != nullptr && sendv(parts.data(), static_cast<int>(parts.size())) == 0;
}

Result<void> JournalSink::deliver(Store& store) {
    const auto position = store.position(position_name);
    if (!position) {
        return fail(position.error());
    }
    LineFilter beyond;
    beyond.after_seq = position->seq;
    const auto lines = store.lines(beyond);
    if (!lines) {
        return fail(lines.error());
    }
    Position reached = *position;
    for (const Line& line : *lines) {
        if (!send_(fields_of(line))) {
            break;
        }
        reached.seq = line.seq;
    }
    return reached.seq == position->seq ? Result<void>() : store.advance(position_name, reached);
}

} // namespace tidemark::alert
