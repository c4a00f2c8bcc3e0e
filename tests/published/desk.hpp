// Desk: an installation with one source in a temporary folder, the real program, and a publisher on
// loopback that serves one edition after another, each with its day as Last-Modified.
//
// The source file is used as it is for `try`. For `run` its [find] is replaced by the publisher's
// address of the edition: what is tested is reading and keeping, not discovery.
// Thread: one. Fails: std::runtime_error.
#pragma once

#include "tests/support/publisher/publisher.hpp"
#include "tests/support/temporary_folder.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <optional>
#include <string>

namespace tidemark::published {

struct Told {
    int code = -1;
    std::string out; // standard output
    std::string err;
};

class Desk {
  public:
    // `here`: the folder tests/published; `shipped`: config/default, with its codelists, and the
    // sources that are shipped as examples.
    Desk(std::string source, std::filesystem::path here, std::filesystem::path shipped);

    [[nodiscard]] Told tell(const std::string& arguments) const;

    [[nodiscard]] Told check() const { return tell("check"); }

    [[nodiscard]] Told try_out(const std::filesystem::path& file) const;

    // Publishes the file on that day (YYYY-MM-DD) and makes a pass. Where it is held and `check` is
    // not empty, a person accepts that check and another pass is made.
    Told load(const std::filesystem::path& file, const std::string& day, const std::string& check);

    [[nodiscard]] Told values(const std::string& series, const std::string& as_of) const;

  private:
    void write_source(const std::string& text) const;
    [[nodiscard]] std::string source_text() const;

    std::string source_;
    std::filesystem::path here_;
    std::filesystem::path shipped_;
    test::TemporaryFolder folder_;
    std::optional<test::Publisher> publisher_;
    int editions_ = 0;
};

} // namespace tidemark::published
