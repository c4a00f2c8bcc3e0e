#include "pipeline/alert/view.hpp"

#include <algorithm>

namespace tidemark::alert {

const Subject* View::find(std::string_view series) const {
    const auto key = parse_series(series);
    if (!key) {
        return nullptr;
    }
    const auto found = std::ranges::find(scene.subjects, *key, &Subject::key);
    return found == scene.subjects.end() ? nullptr : &*found;
}

} // namespace tidemark::alert
