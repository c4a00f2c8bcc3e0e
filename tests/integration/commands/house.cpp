#include "tests/integration/commands/house.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace tidemark::testing_house {

namespace fs = std::filesystem;

House::House() {
    std::string name = (fs::temp_directory_path() / "house-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) {
        throw std::runtime_error("no temporary folder");
    }
    folder = name;
    fs::create_directories(folder / "config/sources.d");
}

House::~House() {
    fs::remove_all(folder);
}

std::string House::command(const std::string& arguments) const {
    const std::string f = folder.string();
    return "TZ=UTC '" TIDEMARK_PROGRAM "' --config-dir " + f + "/config --state-dir " + f +
           "/state --log-dir " + f + "/log " + arguments;
}

Told House::tell(const std::string& arguments) const {
    return told_by(command(arguments) + " 2>&1");
}

Told told_by(const std::string& line) {
    FILE* pipe = popen(line.c_str(), "r");
    Told told;
    std::array<char, 4096> part{};
    for (std::size_t n = 0; (n = std::fread(part.data(), 1, part.size(), pipe)) > 0;) {
        told.out.append(part.data(), n);
    }
    const int status = pclose(pipe);
    told.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return told;
}

void House::write(const std::string& path, const std::string& text) const {
    fs::create_directories((folder / path).parent_path());
    std::ofstream(folder / path) << text;
}

std::string House::read(const std::string& path) const {
    std::ostringstream text;
    text << std::ifstream(folder / path).rdbuf();
    return text.str();
}

std::string House::address(const std::string& path) const {
    return "file://" + (folder / path).string();
}

void House::add_source(const std::string& id, const std::string& url) const {
    write("config/sources.d/" + id + ".toml", R"([source]
id        = ")" + id + R"("
title     = "Online child sexual offences"
publisher = "Test"
licence   = "none"
measure   = "offences"
unit      = "count"

[find]
via = "url"
url = ")" + url + R"("

[schedule]
on   = "yearly"
zone = "Europe/London"

[[layout]]
kind   = "list"
header = { has = ["year", "offences"] }
value  = { column = "offences" }
[[layout.dim]]
name   = "period"
column = "year"
parse  = "financial-year"

[[rule]]
kind  = "yoy"
above = "+10%"
)");
}

Running::Running(const House& house, const std::string& arguments, const std::string& environment)
    : log_(house.folder / "said.log") {
    const std::string line = "exec env " + environment + " " + house.command(arguments);
    fs::remove(log_); // of one that ran before
    pid_ = fork();
    if (pid_ == 0) {
        const int out = open(log_.c_str(), O_CREAT | O_WRONLY | O_TRUNC, 0600);
        dup2(out, 1);
        dup2(out, 2);
        execl("/bin/sh", "sh", "-c", line.c_str(), nullptr);
        _exit(127);
    }
}

Running::~Running() {
    if (pid_ > 0) {
        kill(pid_, SIGKILL);
        waitpid(pid_, nullptr, 0);
    }
}

void Running::signal(int number) const {
    kill(pid_, number);
}

std::string Running::log() const {
    std::ostringstream text;
    text << std::ifstream(log_).rdbuf();
    return text.str();
}

bool Running::says(const std::string& text) const {
    return eventually([&] { return log().find(text) != std::string::npos; });
}

int Running::ended() const {
    int status = 0;
    waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool eventually(const std::function<bool()>& holds) {
    for (int tries = 0; tries < 2000; ++tries) {
        if (holds()) {
            return true;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
}

} // namespace tidemark::testing_house
