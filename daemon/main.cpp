// tidemark: the command line, and the child that parses files (`tidemark parse-child`).
#include "daemon/commands.hpp"
#include "pipeline/parse/worker/worker.hpp"

#include <cstdlib>
#include <exception>
#include <iostream>
#include <string_view>

int main(int argc, char** argv) {
    try {
        // First and alone: the child must not look at options, folders or configuration.
        if (argc == 2 && std::string_view(argv[1]) == "parse-child") {
            constexpr int job = 3;
            constexpr int answer = 4;
            // Nothing is taken apart: the parent has its answer and waits for the end.
            std::_Exit(tidemark::parse::run_child(job, answer));
        }
        return tidemark::run_command_line({argv + std::min(argc, 1), argv + argc},
                                          tidemark::process_environment(),
                                          std::cout,
                                          std::cerr);
    } catch (const std::exception& error) {
        std::cerr << "tidemark: a fault in the program: " << error.what() << '\n';
        return 70; // EX_SOFTWARE
    }
}
