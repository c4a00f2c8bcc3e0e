#include "daemon/arguments.hpp"

#include "pipeline/base/text.hpp"

#include <CLI/CLI.hpp>

#include <utility>

namespace tidemark {
namespace {

// What must be said must say something: a decision by nobody, for no reason, is none.
std::string says_something(const std::string& given) {
    return is_blank(given) ? "is empty" : "";
}

} // namespace

void Arguments::needed(std::string_view name, std::string& to, std::string_view help) {
    app_.add_option(std::string(name), to, std::string(help))
        ->required()
        ->check(says_something, "TEXT");
}

void Arguments::text(std::string_view name, std::string& to, std::string_view help) {
    app_.add_option(std::string(name), to, std::string(help));
}

void Arguments::text(std::string_view name,
                     std::string& to,
                     std::string_view help,
                     std::function<bool(std::string_view)> valid) {
    const auto check = [valid = std::move(valid)](const std::string& given) {
        return valid(given) ? std::string() : "there is no '" + given + "'";
    };
    app_.add_option(std::string(name), to, std::string(help))->check(check, "WORD");
}

void Arguments::texts(std::string_view name, std::vector<std::string>& to, std::string_view help) {
    app_.add_option(std::string(name), to, std::string(help));
}

void Arguments::two_texts(std::string_view name,
                          std::vector<std::string>& to,
                          std::string_view help) {
    app_.add_option(std::string(name), to, std::string(help))->expected(2);
}

void Arguments::flag(std::string_view name, bool& to, std::string_view help) {
    app_.add_flag(std::string(name), to, std::string(help));
}

void Arguments::not_both(std::string_view one, std::string_view other) {
    app_.get_option(std::string(one))->excludes(app_.get_option(std::string(other)));
}

} // namespace tidemark
