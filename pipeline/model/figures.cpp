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

} // namespace tidemark
