#include "tests/fuzz/support/check.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>

namespace tidemark::fuzz {

void check(bool truth, std::string_view property, std::string_view found) {
    if (truth) {
        return;
    }
    const std::string line = "broken: " + std::string(property) +
                             (found.empty() ? "" : ": " + std::string(found)) + "\n";
    static_cast<void>(std::fwrite(line.data(), 1, line.size(), stderr));
    std::abort();
}

void check_error(const Error& error) {
    const std::string text = error.to_text();
    check(!error.code.empty(), "an error has a code", text);
    check(!text.empty() && text.find('\n') == std::string::npos, "an error is one line", text);
}

} // namespace tidemark::fuzz
