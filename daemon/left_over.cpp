#include "daemon/left_over.hpp"

#include "daemon/print.hpp"
#include "pipeline/base/text.hpp"
#include "pipeline/model/naming.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>

namespace tidemark {

using Json = nlohmann::ordered_json;

namespace {

// What a choice of the layout left out, of what holds figures.
std::vector<std::string> skipped_lines(const std::vector<ParsedFile>& files) {
    std::vector<std::string> lines;
    for (const ParsedFile& file : files) {
        for (const SkippedLines& skipped : file.skipped) {
            lines.push_back(
                fmt::format("figures left out by {}: {}", skipped.choice, lines_text(skipped)));
        }
    }
    return lines;
}

// One line a dimension: what [hold] codes lets go, that nobody need wonder where it is.
std::vector<std::string> dropped_lines(const std::vector<ParsedFile>& files) {
    constexpr std::size_t most = 5;
    std::map<std::string, std::vector<const Dropped*>> by_dim;
    for (const ParsedFile& file : files) {
        for (const Dropped& dropped : file.dropped) {
            by_dim[dropped.dim].push_back(&dropped);
        }
    }
    std::vector<std::string> lines;
    for (const auto& [dim, labels] : by_dim) {
        std::uint64_t cells = 0;
        std::vector<std::string> names;
        for (const Dropped* label : labels) {
            cells += label->cells;
            if (names.size() < most) {
                names.push_back("'" + one_line(label->label) + "'");
            }
        }
        if (labels.size() > most) {
            names.push_back(
                fmt::format("and {} more", grouped(static_cast<double>(labels.size() - most))));
        }
        lines.push_back(fmt::format("dropped {} in {}, unknown to the codelist of '{}': {}",
                                    counted(labels.size(), "label"),
                                    counted(cells, "cell"),
                                    dim,
                                    join(names, ", ")));
    }
    return lines;
}

} // namespace

Json dropped_json(const std::vector<ParsedFile>& files) {
    Json list = Json::array();
    for (const ParsedFile& file : files) {
        for (const Dropped& dropped : file.dropped) {
            list.push_back({{"file", file.file.name},
                            {"dim", dropped.dim},
                            {"label", dropped.label},
                            {"cells", dropped.cells}});
        }
    }
    return list;
}

Json skipped_json(const std::vector<ParsedFile>& files) {
    Json list = Json::array();
    for (const ParsedFile& file : files) {
        for (const SkippedLines& lines : file.skipped) {
            list.push_back({{"file", file.file.name},
                            {"choice", lines.choice},
                            {"what", lines.what},
                            {"count", lines.count}});
        }
    }
    return list;
}

std::vector<std::string> left_over(const std::vector<ParsedFile>& files) {
    std::vector<std::string> lines = skipped_lines(files);
    std::ranges::move(dropped_lines(files), std::back_inserter(lines));
    return lines;
}

} // namespace tidemark
