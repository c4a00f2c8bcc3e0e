// An installation in a temporary folder, and the real program run in it.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace tidemark::testing_house {

struct Told {
    int code = -1;
    std::string out; // both streams
};

// What a shell makes of it.
[[nodiscard]] Told told_by(const std::string& line);

class House : public testing::Test {
  public:
    House();
    ~House() override;
    House(const House&) = delete;
    House& operator=(const House&) = delete;

    // Runs `tidemark ARGUMENTS` with the folders of this house, to its end.
    [[nodiscard]] Told tell(const std::string& arguments) const;

    // The command line for a shell.
    [[nodiscard]] std::string command(const std::string& arguments) const;

    void write(const std::string& path, const std::string& text) const; // below the folder
    [[nodiscard]] std::string read(const std::string& path) const;

    // A yearly series by financial year at `url`, with a year-on-year rule.
    void add_source(const std::string& id, const std::string& url) const;
    [[nodiscard]] std::string address(const std::string& path) const; // file://...

    std::filesystem::path folder;
};

// The program in the background; killed when it still runs at the end.
class Running {
  public:
    // `environment`: "NAME=value NAME=value"
    Running(const House& house, const std::string& arguments, const std::string& environment = "");
    ~Running();
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    void signal(int number) const;
    [[nodiscard]] std::string log() const;                  // what it has said so far
    [[nodiscard]] bool says(const std::string& text) const; // waits for it, up to 20 s
    [[nodiscard]] int ended() const;                        // waits; the exit code

  private:
    std::filesystem::path log_;
    mutable int pid_ = -1;
};

[[nodiscard]] bool eventually(const std::function<bool()>& holds);

} // namespace tidemark::testing_house
