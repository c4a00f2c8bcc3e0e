// command: the first line that another program prints. Fails: throws with the command when it
// cannot be run, fails, or prints nothing.
#pragma once

#include <array>
#include <cstdio>
#include <sstream>
#include <stdexcept>
#include <string>

namespace tidemark::bench {

inline std::istringstream line_of(const std::string& command) {
    FILE* output = popen(command.c_str(), "r"); // NOLINT(cert-env33-c): a benchmark's own command
    std::array<char, 256> line{};
    const bool some = output != nullptr && std::fgets(line.data(), line.size(), output) != nullptr;
    if (output == nullptr || pclose(output) != 0 || !some) {
        throw std::runtime_error("failed: " + command);
    }
    return std::istringstream(line.data());
}

} // namespace tidemark::bench
