#include "daemon/folders.hpp"

#include <cstdlib>

namespace tidemark {
namespace {

struct Place {
    const char* variable;
    const char* systemd;
    const char* otherwise;
};

constexpr Place config_place{"TIDEMARK_CONFIG_DIR", "CONFIGURATION_DIRECTORY", "/etc/tidemark"};
constexpr Place state_place{"TIDEMARK_STATE_DIR", "STATE_DIRECTORY", "/var/lib/tidemark"};
constexpr Place log_place{"TIDEMARK_LOG_DIR", "LOGS_DIRECTORY", "/var/log/tidemark"};

std::filesystem::path
choose(const std::string& option, const Place& place, const Environment& environment) {
    if (!option.empty()) {
        return option;
    }
    if (const auto own = environment(place.variable); own && !own->empty()) {
        return *own;
    }
    if (const auto given = environment(place.systemd); given && !given->empty()) {
        return given->substr(0, given->find(':'));
    }
    return place.otherwise;
}

} // namespace

Folders choose_folders(const FolderOptions& options, const Environment& environment) {
    return {.config = choose(options.config, config_place, environment),
            .state = choose(options.state, state_place, environment),
            .log = choose(options.log, log_place, environment)};
}

Environment process_environment() {
    return [](const std::string& name) -> std::optional<std::string> {
        // Read before any thread starts; nothing in the program writes the environment.
        const char* value = std::getenv(name.c_str()); // NOLINT(concurrency-mt-unsafe)
        return value == nullptr ? std::nullopt : std::optional<std::string>(value);
    };
}

} // namespace tidemark
