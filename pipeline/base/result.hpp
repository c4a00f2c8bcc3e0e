// Result<T>: a value, or the one error that tells a person what to do.
//
// Every function that can fail because of the world returns Result and is [[nodiscard]]. A broken
// invariant throws std::logic_error instead and ends the run.
//
// An Error is also how a held release is described: `code` then names the failed check.
// The list of codes is in docs/errors.md; a test keeps it complete.
#pragma once

#include <tl/expected.hpp>

#include <compare>
#include <string>
#include <utility>

namespace tidemark {

// What the caller can do about it.
enum class Fault {
    unavailable, // the world did not answer: try again later
    held,        // a choice or a check failed: a person decides, the last good vintage stays
    malformed,   // the bytes are not what they should be: refused
    limit,       // a budget was exceeded: refused, the message names the budget
    usage,       // the operator's files or arguments are wrong
    locked,      // another process owns the state folder
    storage,     // the state folder, database or log cannot be used: the daemon ends
};

// Written with designated initializers, what is not known left out: hence the {} at each member.
struct Error {
    Fault fault = Fault::unavailable;
    std::string code{};     // "fetch.status", "layout.anchor", "hold.members"
    std::string source{};   // source id
    std::string file{};     // as the publisher calls it, or the operator's path
    std::string sheet{};    // sheet name
    std::string cell{};     // "B7", or "A1:C30"
    std::string expected{}; // lower case, no full stop, quoted texts in '...'
    std::string found{};
    std::string next{}; // what to do now, a whole clause: "add the label to codelists.d/..."

    auto operator<=>(const Error&) const = default;

    // Without the source, which the line names before it. One line, never with a line break: "file,
    // sheet 'Table 1', cell B7: expected x, found y; next".
    [[nodiscard]] std::string to_text() const;
};

template <typename T>
using Result = tl::expected<T, Error>;

// Hands an error on from a Result of one type to a Result of another: return propagate(r);
template <typename T>
[[nodiscard]] tl::unexpected<Error> propagate(Result<T>& failed) {
    return tl::unexpected<Error>(std::move(failed).error());
}

[[nodiscard]] inline tl::unexpected<Error> fail(Error error) {
    return tl::unexpected<Error>(std::move(error));
}

} // namespace tidemark
