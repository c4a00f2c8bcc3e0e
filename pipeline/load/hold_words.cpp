#include "pipeline/load/hold_words.hpp"

#include "pipeline/base/text.hpp"
#include "pipeline/load/hold.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace tidemark::load {

Error checked(const Source& source, const RawFile& file, std::string_view check) {
    Error error = held_reason(source, file, check);
    error.next = fmt::format("if that is right, let it in with 'tidemark accept {} --check {} "
                             "--by NAME --why REASON'",
                             source.id,
                             check.substr(check.find('.') + 1));
    return error;
}

Error checked(const Source& source,
              const RawFile& file,
              std::string_view check,
              std::string_view key) {
    Error error = held_reason(source, file, check);
    error.next = fmt::format("if that is right, say {} under [hold], or let this release in "
                             "with 'tidemark accept {} --check {} "
                             "--by NAME --why REASON'",
                             key,
                             source.id,
                             check.substr(check.find('.') + 1));
    return error;
}

std::string dims_text(const Dims& dims) {
    std::vector<std::string> parts;
    for (const auto& [dim, code] : dims) {
        parts.push_back(fmt::format("{}={}", dim, code));
    }
    return parts.empty() ? "the figure" : join(parts, "/");
}

void place(Error& error, const ParsedFile& file, const Observation& figure) {
    error.sheet = figure.sheet < file.sheets.size() ? file.sheets[figure.sheet] : "";
    error.cell = to_text(figure.cell);
}

void place_first(Error& error,
                 const ParsedFile& file,
                 const std::vector<Observation>& figures,
                 const std::string& dim,
                 const std::string& code) {
    const auto first = std::ranges::find_if(figures, [&](const Observation& figure) {
        const Dims& dims = file.series.at(figure.series);
        const auto found = dims.find(dim);
        return found != dims.end() && found->second == code;
    });
    if (first != figures.end()) {
        place(error, file, *first);
    }
}

std::string some(const Codelist* list, const std::vector<std::string>& codes) {
    constexpr std::size_t most = 3;
    std::vector<std::string> names;
    for (const std::string& code : codes) {
        if (names.size() == most) {
            names.push_back(fmt::format("{} more", codes.size() - most));
            break;
        }
        names.push_back(fmt::format("'{}'", list != nullptr ? list->name_of(code) : code));
    }
    return join(names, ", ");
}

std::vector<std::string> without(const std::set<std::string>& all,
                                 const std::set<std::string>& these) {
    std::vector<std::string> rest;
    std::ranges::set_difference(all, these, std::back_inserter(rest));
    return rest;
}

const std::set<std::string>& codes_in(const Codes& codes, const std::string& dim) {
    static const std::set<std::string> none;
    const auto found = codes.find(dim);
    return found == codes.end() ? none : found->second;
}

} // namespace tidemark::load
