#include "daemon/figure_change.hpp"

#include "daemon/print.hpp"
#include "pipeline/base/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <optional>

namespace tidemark {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Figure* figure) {
    return figure == nullptr ? "" : value_text(figure->value, figure->status, figure->below);
}

Json json_of_figure(const Figure* figure) {
    if (figure == nullptr) {
        return nullptr;
    }
    return {{"value", json_of(figure->value)},
            {"status", to_text(figure->status)},
            {"below", figure->status == Status::below ? Json(figure->below) : Json(nullptr)},
            {"raw", figure->raw},
            {"evidence", json_of(figure->origin)}};
}

std::optional<double> difference(const FigureChange& change) {
    const bool both = change.before != nullptr && change.now != nullptr && change.before->value &&
                      change.now->value;
    return both ? std::optional(*change.now->value - *change.before->value) : std::nullopt;
}

// Of a base above zero.
std::optional<double> percentage(const FigureChange& change) {
    const auto by = difference(change);
    return by && *change.before->value > 0 ? std::optional(100 * *by / *change.before->value)
                                           : std::nullopt;
}

} // namespace

std::string before_text(const FigureChange& change) {
    return text_of(change.before);
}

std::string now_text(const FigureChange& change) {
    return text_of(change.now);
}

std::string change_text(const FigureChange& change) {
    const auto by = difference(change);
    if (!by) {
        return "";
    }
    if (*by == 0) {
        return fmt::format("{} to {}", to_text(change.before->status), to_text(change.now->status));
    }
    const auto percent = percentage(change);
    return fmt::format("{}{}{}",
                       *by > 0 ? "+" : "",
                       grouped(*by),
                       percent ? ", " + signed_percent(*percent) : std::string());
}

void add_change(Json& object, const FigureChange& change) {
    object["before"] = json_of_figure(change.before);
    object["now"] = json_of_figure(change.now);
    object["change"] = json_of(difference(change));
    object["change_pct"] = json_of(percentage(change));
}

} // namespace tidemark
