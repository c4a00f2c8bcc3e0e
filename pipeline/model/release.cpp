#include "pipeline/model/release.hpp"

#include <algorithm>
#include <tuple>

namespace tidemark {

std::vector<Vintage> in_order(const std::map<VintageId, Vintage>& vintages) {
    // That brought the edition. Ids grow, so the way there ends.
    const auto root = [&](const Vintage& vintage) {
        const Vintage* first = &vintage;
        while (first->rereads && *first->rereads < first->id) {
            const auto earlier = vintages.find(*first->rereads);
            if (earlier == vintages.end()) {
                break;
            }
            first = &earlier->second;
        }
        return first;
    };
    std::vector<Vintage> all;
    all.reserve(vintages.size());
    for (const auto& [id, vintage] : vintages) {
        all.push_back(vintage);
    }
    std::ranges::sort(all, {}, [&](const Vintage& vintage) {
        const Vintage* first = root(vintage);
        return std::tuple(first->published, first->loaded, first->id, vintage.id);
    });
    return all;
}

} // namespace tidemark
