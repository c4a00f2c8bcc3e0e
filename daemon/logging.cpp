#include "daemon/logging.hpp"

#include "pipeline/base/text.hpp"

#include <spdlog/sinks/null_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace tidemark {
namespace {

std::string quoted(std::string_view value) {
    const std::string safe = one_line(value);
    if (!safe.empty() && safe.find_first_of(" \"=") == std::string::npos) {
        return safe;
    }
    std::string out = "\"";
    for (const char c : safe) {
        out += c == '"' ? "\\\"" : std::string(1, c);
    }
    return out + "\"";
}

spdlog::level::level_enum spdlog_level(Level level) {
    switch (level) {
    case Level::debug:
        return spdlog::level::debug;
    case Level::info:
        return spdlog::level::info;
    case Level::warning:
        return spdlog::level::warn;
    case Level::error:
        return spdlog::level::err;
    }
    return spdlog::level::err;
}

// syslog(3) priorities, as sd-daemon(3) wants them before a line.
std::string_view journal_prefix(Level level) {
    switch (level) {
    case Level::debug:
        return "<7>";
    case Level::info:
        return "<6>";
    case Level::warning:
        return "<4>";
    case Level::error:
        return "<3>";
    }
    return "<3>";
}

} // namespace

struct Log::Lines {
    Form form;
    spdlog::logger logger;
};

Log::Log(Form form)
    : lines_(
          form == Form::silent
              ? new Lines{form, {"tidemark", std::make_shared<spdlog::sinks::null_sink_mt>()}}
              : new Lines{form, {"tidemark", std::make_shared<spdlog::sinks::stderr_sink_mt>()}}) {
    lines_->logger.set_pattern(form == Form::journal ? "%v" : "%Y-%m-%dT%H:%M:%S%z %-7l %v");
    lines_->logger.set_level(spdlog::level::info);
    lines_->logger.flush_on(spdlog::level::info);
}

Log::~Log() = default;

void Log::write(Level level, std::string_view message, std::initializer_list<Field> fields) {
    const std::string line = log_line(message, fields);
    const std::string_view prefix =
        lines_->form == Form::journal ? journal_prefix(level) : std::string_view{};
    lines_->logger.log(spdlog_level(level), "{}{}", prefix, line);
}

void Log::flush() {
    lines_->logger.flush();
}

std::string log_line(std::string_view message, std::initializer_list<Field> fields) {
    std::string line = one_line(message);
    for (const auto& [key, value] : fields) {
        line += ' ';
        line += key;
        line += '=';
        line += quoted(value);
    }
    return line;
}

} // namespace tidemark
