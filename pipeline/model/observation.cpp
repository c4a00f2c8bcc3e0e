#include "pipeline/model/observation.hpp"

#include <algorithm>

namespace tidemark {

std::uint32_t ParsedFile::series_index(const Dims& dims) {
    const auto found = std::find(series.begin(), series.end(), dims);
    const auto index = static_cast<std::uint32_t>(found - series.begin());
    if (found == series.end()) {
        series.push_back(dims);
    }
    return index;
}

} // namespace tidemark
