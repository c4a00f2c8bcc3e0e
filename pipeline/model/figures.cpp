#include "pipeline/model/figures.hpp"

#include <algorithm>

namespace tidemark {

const Series* Snapshot::find(const SeriesKey& key) const {
    const auto found = std::lower_bound(
        series.begin(), series.end(), key, [](const Series& one, const SeriesKey& wanted) {
            return one.key < wanted;
        });
    return found != series.end() && found->key == key ? &*found : nullptr;
}

const Vintage* Snapshot::edition_of(VintageId id) const {
    const auto found = vintages.find(id);
    if (found == vintages.end()) {
        return nullptr;
    }
    const auto& again = found->second.rereads;
    return again && *again < id ? edition_of(*again) : &found->second;
}

} // namespace tidemark
