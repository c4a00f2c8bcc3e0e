// View: a Scene with its look-ups, made once a pass. Owns them; the Scene outlives it.
#pragma once

#include "pipeline/alert/evidence.hpp"
#include "pipeline/alert/judge.hpp"
#include "pipeline/alert/names.hpp"

#include <string_view>

namespace tidemark::alert {

struct View {
    explicit View(const Scene& of)
        : scene(of)
        , names(of.source, of.codelists)
        , evidences(of.snapshot) {}

    // The subject of a statement said before; null when there is none any more.
    [[nodiscard]] const Subject* find(std::string_view series) const;

    const Scene& scene;
    Names names;
    Evidences evidences;
};

} // namespace tidemark::alert
