#include "pipeline/alert/bound.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>

namespace tidemark::alert {
namespace {

std::optional<double> largest(const std::string& code, const std::vector<const Total*>& all) {
    std::optional<double> most;
    for (const Total* total : all) {
        for (const Part& part : total->parts) {
            // An answer that nobody asked for stands outside a sum and still tells a size.
            const bool has_value = part.answer == Answer::answered ||
                                   (part.answer == Answer::not_asked && !part.figures.empty());
            if (part.code == code && has_value) {
                most = std::max(most.value_or(part.high), part.high);
            }
        }
    }
    return most;
}

std::set<std::string> missing_from(const Total& total, const Total& beside) {
    std::set<std::string> missing;
    for (const Part& part : beside.parts) {
        if (part.answer == Answer::answered) {
            missing.insert(part.code);
        }
    }
    for (const Part& part : total.parts) {
        if (part.answer == Answer::answered) {
            missing.erase(part.code);
        } else if (part.answer != Answer::not_asked) {
            missing.insert(part.code);
        }
    }
    return missing;
}

} // namespace

Bound bound(const Total& total, const Total& beside, const std::vector<const Total*>& all) {
    Bound result{.most = total.high};
    for (const std::string& code : missing_from(total, beside)) {
        if (const auto most = largest(code, all)) {
            result.most += *most;
            ++result.missing;
        } else {
            ++result.never_seen;
        }
    }
    return result;
}

} // namespace tidemark::alert
