#include "pipeline/parse/layout/choose.hpp"

#include "pipeline/base/text.hpp"
#include "pipeline/parse/layout/pick.hpp"

#include <fmt/format.h>

#include <optional>

namespace tidemark::parse {
namespace {

// Why the layout is not meant for this sheet; nothing when it is.
std::optional<std::string>
not_meant(const Layout& layout, const SheetView& view, std::string_view file_name) {
    if (!layout.when_file.empty() && !layout.when_file.matches(file_name)) {
        return fmt::format("when: the file's name does not match '{}'", layout.when_file.text());
    }
    if (!layout.when_anchor.empty() &&
        find_all(view, {.text = layout.when_anchor, .in = {}}).empty()) {
        return fmt::format("when: no cell matches '{}'", layout.when_anchor.text());
    }
    if (!layout.when_not.empty()) {
        const auto found = find_all(view, {.text = layout.when_not, .in = {}});
        if (!found.empty()) {
            return fmt::format("when: {} matches '{}', which must not be there",
                               to_text(found.front()->at),
                               layout.when_not.text());
        }
    }
    return std::nullopt;
}

Result<Plan>
plan_layout(const SheetView& view, const FileName& file, const Recipe& recipe, std::size_t index) {
    const Layout& layout = recipe.layouts[index];
    Plan plan{.layout = &layout,
              .name = layout_name(recipe, index),
              .dims = dims_of(layout, recipe),
              .fixed = {},
              .body = {}};
    auto fixed = find_fixed(view, file, plan.dims);
    if (!fixed) {
        return propagate(fixed);
    }
    plan.fixed = std::move(*fixed);
    switch (layout.kind) {
    case Layout::Kind::grid: {
        auto grid = plan_grid(view, layout, plan.dims);
        if (!grid) {
            return propagate(grid);
        }
        plan.body = std::move(*grid);
        break;
    }
    case Layout::Kind::list: {
        auto list = plan_list(view, layout, plan.dims);
        if (!list) {
            return propagate(list);
        }
        plan.body = std::move(*list);
        break;
    }
    }
    return plan;
}

// One line a layout: "'template': expected ..., found ...".
std::string reason(const std::string& name, const Error& error) {
    return fmt::format("'{}': {}{}expected {}, found {}",
                       name,
                       error.cell,
                       error.cell.empty() ? "" : ": ",
                       error.expected,
                       error.found);
}

Error no_choice(const SheetView& view, std::string expected, std::string found) {
    return {.fault = Fault::held,
            .code = "layout.choice",
            .sheet = view.sheet().name,
            .expected = std::move(expected),
            .found = std::move(found),
            .next = "describe this sheet in a [[layout]], or tell layouts apart with when"};
}

} // namespace

std::string layout_name(const Recipe& recipe, std::size_t index) {
    const std::string& name = recipe.layouts[index].name;
    return name.empty() ? std::to_string(index + 1) : name;
}

std::vector<std::size_t>
candidates(const Recipe& recipe, std::string_view file_name, std::string_view only) {
    std::vector<std::size_t> left;
    for (std::size_t i = 0; i < recipe.layouts.size(); ++i) {
        const Pattern& when = recipe.layouts[i].when_file;
        const bool named =
            only.empty() ? when.empty() || when.matches(file_name) : layout_name(recipe, i) == only;
        if (named) {
            left.push_back(i);
        }
    }
    return left;
}

Result<Plan> choose_layout(const SheetView& view,
                           const FileName& file,
                           const Recipe& recipe,
                           std::string_view only) {
    std::vector<Plan> fitting;
    std::vector<std::string> reasons;
    std::vector<Error> errors; // of layouts that are meant for the sheet
    for (std::size_t i = 0; i < recipe.layouts.size(); ++i) {
        const Layout& layout = recipe.layouts[i];
        const std::string name = layout_name(recipe, i);
        if (!only.empty() && name != only) {
            continue;
        }
        const auto why_not = only.empty() ? not_meant(layout, view, file.name) : std::nullopt;
        if (why_not) {
            reasons.push_back(fmt::format("'{}': {}", name, *why_not));
            continue;
        }
        auto plan = plan_layout(view, file, recipe, i);
        if (plan) {
            fitting.push_back(std::move(*plan));
        } else {
            reasons.push_back(reason(name, plan.error()));
            errors.push_back(std::move(plan).error());
        }
    }
    if (fitting.size() == 1) {
        return std::move(fitting.front());
    }
    if (fitting.size() > 1) {
        std::vector<std::string> names;
        names.reserve(fitting.size());
        for (const Plan& plan : fitting) {
            names.push_back("'" + plan.name + "'");
        }
        return fail(no_choice(view, "exactly one layout that fits", join(names, " and ") + " fit"));
    }
    if (errors.size() == 1) {
        return fail(std::move(errors.front())); // the one meant for this sheet: its own reason
    }
    if (reasons.empty()) {
        return fail(no_choice(view, fmt::format("a layout '{}'", only), "none of that name"));
    }
    return fail(no_choice(view, "exactly one layout that fits", join(reasons, "; ")));
}

} // namespace tidemark::parse
