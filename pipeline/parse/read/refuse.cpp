#include "pipeline/parse/read/refuse.hpp"

#include <fmt/format.h>

namespace tidemark::parse {

Error malformed(std::string_view code, std::string expected, std::string found) {
    return Error{.fault = Fault::malformed,
                 .code = fmt::format("read.{}", code),
                 .source = {},
                 .file = {},
                 .sheet = {},
                 .cell = {},
                 .expected = std::move(expected),
                 .found = std::move(found),
                 .next = std::string(ask_again)};
}

Error over_budget(std::string_view budget,
                  std::string_view key,
                  std::uint64_t most,
                  std::string_view unit) {
    Error error =
        malformed("budget",
                  fmt::format("{} within {}{}{}", budget, most, unit.empty() ? "" : " ", unit),
                  "more");
    error.fault = Fault::limit;
    error.next = fmt::format("look at the file by hand: it is very large or made to harm; if it is "
                             "right, raise parse.{} in tidemark.toml",
                             key);
    return error;
}

Error at_part(Error error, std::string_view part) {
    if (!part.empty()) {
        error.found += fmt::format(" (in '{}')", part);
    }
    return error;
}

Error at_sheet(Error error, std::string_view sheet) {
    if (error.sheet.empty()) {
        error.sheet = std::string(sheet);
    }
    return error;
}

} // namespace tidemark::parse
