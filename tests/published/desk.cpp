#include "tests/published/desk.hpp"

#include "pipeline/base/files.hpp"

#include <fmt/core.h>
#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <regex>
#include <stdexcept>

namespace tidemark::published {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& path) {
    auto text = read_file(path);
    if (!text) {
        throw std::runtime_error(text.error().to_text());
    }
    return std::move(*text);
}

// The same with another [find]; a table ends where the next begins.
std::string with_address(const std::string& source, const std::string& url) {
    static const std::regex find(R"(\n\[find\][^\n]*\n(?:(?!\[)[^\n]*\n)*)");
    std::smatch found;
    if (!std::regex_search(source, found, find)) {
        throw std::runtime_error("the source file has no [find]");
    }
    return fmt::format(
        "{}\n[find]\nvia = \"url\"\nurl = \"{}\"\n\n[fetch]\nevery_host = \"1ms\"\n\n{}",
        found.prefix().str(),
        url,
        found.suffix().str());
}

// Another build of the program may be named, to compare two.
std::string program() {
    const char* named = std::getenv("TIDEMARK_PROGRAM");
    return named != nullptr ? named : TIDEMARK_PROGRAM;
}

} // namespace

Desk::Desk(std::string source, fs::path here, fs::path shipped)
    : source_(std::move(source))
    , here_(std::move(here))
    , shipped_(std::move(shipped)) {
    const fs::path config = folder_.path() / "config";
    fs::create_directories(config / "sources.d");
    fs::create_directories(config / "codelists.d");
    for (const fs::path& folder : {shipped_ / "codelists.d", here_ / "codelists.d"}) {
        if (fs::is_directory(folder)) {
            fs::copy(folder, config / "codelists.d", fs::copy_options::recursive);
        }
    }
    write_source(source_text());
}

std::string Desk::source_text() const {
    const fs::path own = here_ / "sources" / (source_ + ".toml");
    return text_of(fs::exists(own) ? own : shipped_ / "sources.d" / (source_ + ".toml.example"));
}

void Desk::write_source(const std::string& text) const {
    folder_.write("config/sources.d/" + source_ + ".toml", text);
}

Told Desk::tell(const std::string& arguments) const {
    const std::string f = folder_.path().string();
    const std::string line =
        fmt::format("TZ=UTC '{}' --config-dir {}/config --state-dir {}/state --log-dir {}/log {} "
                    ">{}/out 2>{}/err",
                    program(),
                    f,
                    f,
                    f,
                    arguments,
                    f,
                    f);
    const int status = std::system(line.c_str());
    return {.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1,
            .out = text_of(folder_.path() / "out"),
            .err = text_of(folder_.path() / "err")};
}

Told Desk::try_out(const fs::path& file) const {
    return tell(fmt::format("try '{}' --source {} --json", file.string(), source_));
}

Told Desk::load(const fs::path& file, const std::string& day, const std::string& check) {
    const std::string name = file.filename().string();
    const std::string edition = "edition-" + std::to_string(++editions_);
    folder_.write("publisher/" + edition + "/manifest.json",
                  fmt::format(R"({{"published": "{}T09:30:00Z"}})", day));
    fs::copy_file(file, folder_.path() / "publisher" / edition / name);
    if (publisher_) {
        publisher_->switch_to(edition);
    } else {
        publisher_.emplace(folder_.path() / "publisher", edition);
    }
    write_source(with_address(source_text(), publisher_->url("/" + name)));
    Told told = tell("run " + source_);
    if (told.code != 0 && !check.empty()) {
        told = tell(
            fmt::format("accept {} --check {} --by 'the desk' --why 'looked at'", source_, check));
        told = told.code == 0 ? tell("run " + source_) : told;
    }
    write_source(source_text());
    return told;
}

Told Desk::values(const std::string& series, const std::string& as_of) const {
    return tell(fmt::format("values '{}{}{}' --json {}",
                            source_,
                            series.empty() ? "" : "/",
                            series,
                            as_of.empty() ? "" : "--as-of " + as_of));
}

} // namespace tidemark::published
