// left_over: what of a file did not become figures, though it may hold some: lines that the layout
// leaves out, labels that [hold] codes drops.
//
// Pure. Thread: any. Fails: never.
#pragma once

#include "pipeline/model/observation.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace tidemark {

// A sentence each.
[[nodiscard]] std::vector<std::string> left_over(const std::vector<ParsedFile>& files);

// [{file, choice, what, count}]
[[nodiscard]] nlohmann::ordered_json skipped_json(const std::vector<ParsedFile>& files);
// [{file, dim, label, cells}]
[[nodiscard]] nlohmann::ordered_json dropped_json(const std::vector<ParsedFile>& files);

} // namespace tidemark
