#include "config/source/scene.hpp"

#include "pipeline/base/text.hpp"

#include <fmt/format.h>

namespace tidemark::config {

namespace {

template <typename Map>
std::vector<std::string> names_of(const Map& map) {
    std::vector<std::string> names;
    names.reserve(map.size());
    for (const auto& [name, ignored] : map) {
        names.push_back(name);
    }
    return names;
}

std::string none_or(const std::vector<std::string>& dims) {
    return dims.empty() ? "none but the period" : join(dims, ", ");
}

} // namespace

void Scene::add_dim(const std::string& dim, const std::string& codelist) {
    auto& known = dims_[dim];
    if (known.empty()) {
        known = codelist;
    }
}

std::vector<std::string> Scene::dims() const {
    return names_of(dims_);
}

bool Scene::need_dim(const std::string& dim, Place place) const {
    if (!dims_known_ || dims_.count(dim) != 0) {
        return true;
    }
    const auto known = names_of(dims_);
    auto hint = did_you_mean(dim, known);
    if (hint.empty()) {
        hint = "its dimensions are: " + none_or(known);
    }
    problems_.add(place, fmt::format("the source has no dimension '{}'", dim), hint);
    return false;
}

void Scene::need_all_dims(const std::set<std::string>& named,
                          Place place,
                          std::string_view where) const {
    if (!dims_known_) {
        return;
    }
    std::vector<std::string> missing;
    for (const auto& [dim, ignored] : dims_) {
        if (named.count(dim) == 0) {
            missing.push_back("'" + dim + "'");
        }
    }
    if (!missing.empty()) {
        problems_.add(
            place,
            fmt::format("{} must name every dimension; missing: {}", where, join(missing, ", ")));
    }
}

void Scene::add_derived(const std::string& dim, const std::string& code) {
    derived_[dim].insert(code);
}

const Codelist* Scene::codelist_of(const std::string& dim) const {
    const auto known = dims_.find(dim);
    return known == dims_.end() ? nullptr : shared_.codelists.list(known->second);
}

std::optional<std::string>
Scene::code(const std::string& dim, const std::string& text, Place place) const {
    std::set<std::string> derived;
    for (const auto& of : {dim, std::string{}}) {
        if (const auto known = derived_.find(of); known != derived_.end()) {
            derived.insert(known->second.begin(), known->second.end());
        }
    }
    const auto* const list = codelist_of(dim);
    if (list == nullptr || derived.count(text) != 0) {
        return text;
    }
    const auto found = list->all(text);
    if (found.size() == 1) {
        return found.front()->code;
    }
    if (!found.empty()) {
        std::vector<std::string> codes;
        codes.reserve(found.size());
        for (const auto* each : found) {
            codes.push_back(each->code);
        }
        problems_.add(
            place,
            fmt::format("'{}' is several codes of '{}', each on days of its own", text, list->id),
            fmt::format("write the code: {}", one_of(codes)));
        return std::nullopt;
    }
    std::vector<std::string> candidates;
    for (const auto& code : list->codes) {
        candidates.push_back(code.name);
    }
    candidates.insert(candidates.end(), derived.begin(), derived.end());
    problems_.add(place,
                  fmt::format("'{}' is not in codelist '{}'", text, list->id),
                  fmt::format("the nearest are: {}", join(nearest(text, candidates, 3), ", ")));
    return std::nullopt;
}

void Scene::check_codelist(const std::string& id, Place place) const {
    if (shared_.codelists.list(id) == nullptr) {
        problems_.add(place,
                      fmt::format("there is no codelist '{}'", id),
                      did_you_mean(id, names_of(shared_.codelists.lists)));
    }
}

const CodeSet* Scene::need_set(const std::string& id, const std::string& dim, Place place) const {
    const auto* const set = shared_.codelists.set(id);
    if (set == nullptr) {
        problems_.add(place,
                      fmt::format("there is no set '{}'", id),
                      did_you_mean(id, names_of(shared_.codelists.sets)));
        return nullptr;
    }
    const auto known = dims_.find(dim);
    if (known != dims_.end() && known->second != set->codelist) {
        problems_.add(place,
                      fmt::format("set '{}' holds codes of '{}', dimension '{}' has {}",
                                  id,
                                  set->codelist,
                                  dim,
                                  known->second.empty() ? "no codelist"
                                                        : "those of '" + known->second + "'"));
        return nullptr;
    }
    return set;
}

} // namespace tidemark::config
