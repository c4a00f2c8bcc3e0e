// Arguments: what a command takes on the command line, declared. CLI11 stands behind it, in one
// source, since every source that sees it takes ten seconds more to compile.
//
// A name is one word ("SOURCE", by its place) or an option ("--json"). What is given lies in the
// variable named beside it once the command line was parsed; it must outlive that.
// Thread: one. Errors of usage are the parser's own, on the error stream, exit code 2.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace CLI { // NOLINT(readability-identifier-naming): the library's name
class App;
} // namespace CLI

namespace tidemark {

class Arguments {
  public:
    explicit Arguments(CLI::App& app)
        : app_(app) {}

    // Refused where it is missing or blank.
    void needed(std::string_view name, std::string& to, std::string_view help);
    void text(std::string_view name, std::string& to, std::string_view help);
    // Refused where it is not `valid`.
    void text(std::string_view name,
              std::string& to,
              std::string_view help,
              std::function<bool(std::string_view)> valid);
    void texts(std::string_view name, std::vector<std::string>& to, std::string_view help);
    void two_texts(std::string_view name, std::vector<std::string>& to, std::string_view help);
    void flag(std::string_view name, bool& to, std::string_view help);
    // Of two flags, each declared.
    void not_both(std::string_view one, std::string_view other);

  private:
    CLI::App& app_;
};

} // namespace tidemark
