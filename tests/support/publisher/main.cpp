// publisher --root DIR --edition NAME [--port N]: a publisher on loopback, until SIGTERM or SIGINT.
// Prints its port on one line once it answers.
#include "tests/support/publisher/publisher.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <csignal>
#include <cstdio>

int main(int argc, char** argv) {
    CLI::App app("serves the files of an edition as a statistics publisher would, on loopback");
    std::string root;
    std::string edition;
    std::uint16_t port = 0;
    app.add_option("--root", root, "folder of editions")->required()->check(CLI::ExistingDirectory);
    app.add_option("--edition", edition, "sub-folder to serve first")->required();
    app.add_option("--port", port, "0: any free one");
    CLI11_PARSE(app, argc, argv);

    sigset_t ends{};
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ends, nullptr); // before threads start: all inherit it

    try {
        tidemark::test::Publisher publisher(root, edition, port);
        if (!publisher.switch_to(edition)) {
            fmt::print(stderr, "publisher: no edition '{}' in {}\n", edition, root);
            return 2;
        }
        fmt::print("{}\n", publisher.port());
        std::fflush(stdout);
        int signal = 0;
        sigwait(&ends, &signal);
    } catch (const std::exception& error) {
        fmt::print(stderr, "publisher: {}\n", error.what());
        return 1;
    }
    return 0;
}
