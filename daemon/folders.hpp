// Folders: where configuration, state and logs lie.
//
// For each: the option, else the environment variable, else the directory systemd made for the
// service, else the default of the installation. Thread: any. Never fails.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace tidemark {

struct Folders {
    std::filesystem::path config; // tidemark.toml, sources.d/, codelists.d/
    std::filesystem::path state;  // tidemark.db, archive/, drop/, requests/
    std::filesystem::path log;    // alerts.log, alerts.jsonl

    [[nodiscard]] std::filesystem::path archive() const { return state / "archive"; }

    [[nodiscard]] std::filesystem::path drop() const { return state / "drop"; }

    [[nodiscard]] std::filesystem::path requests() const { return state / "requests"; }

    bool operator==(const Folders&) const = default;
};

// As given on the command line; empty when not given.
struct FolderOptions {
    std::string config, state, log;
};

using Environment = std::function<std::optional<std::string>(const std::string& name)>;

// TIDEMARK_CONFIG_DIR, TIDEMARK_STATE_DIR, TIDEMARK_LOG_DIR; then CONFIGURATION_DIRECTORY,
// STATE_DIRECTORY, LOGS_DIRECTORY (systemd.exec(7); the first of several); then /etc/tidemark, ...
[[nodiscard]] Folders choose_folders(const FolderOptions& options, const Environment& environment);

[[nodiscard]] Environment process_environment();

} // namespace tidemark
