#include "pipeline/load/hold_members.hpp"

#include "pipeline/load/hold.hpp"
#include "pipeline/load/hold_words.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace tidemark::load {
namespace {

class MemberCheck {
  public:
    MemberCheck(const Hold::Members& rule, const Codelists& codelists)
        : rule_(rule)
        , set_(codelists.set(rule.of))
        , list_(set_ != nullptr ? codelists.list(set_->codelist) : nullptr) {}

    void run(const Source& source,
             const ParsedFile& file,
             const std::vector<Observation>& figures,
             const FileRow* before,
             std::vector<Error>& reasons) const {
        const auto all = counted(codes_in(codes_of(file, figures), rule_.dim));
        const auto [newest, found] = newest_round(file, figures);
        const std::vector<std::string> missing = without(asked(newest), found);
        const auto lost = before != nullptr
                              ? without(counted(codes_in(before->codes, rule_.dim)), all)
                              : std::vector<std::string>{};
        const std::size_t expected =
            rule_.count ? static_cast<std::size_t>(*rule_.count) : found.size() + missing.size();
        if (found.size() != expected) {
            Error error = checked(source, file.file, "hold.members");
            error.expected = fmt::format("{} members of {}{}",
                                         expected,
                                         rule_.dim,
                                         newest ? " in " + to_text(*newest) : std::string());
            error.found = fmt::format("{}", found.size());
            const auto& absent = missing.empty() ? lost : missing;
            error.found += absent.empty() ? "" : ", without " + some(list_, absent);
            reasons.push_back(std::move(error));
            return;
        }
        if (!lost.empty()) {
            Error error = checked(source, file.file, "hold.members");
            error.expected = fmt::format("every {} that the last release had", rule_.dim);
            error.found = "none for " + some(list_, lost);
            reasons.push_back(std::move(error));
        }
    }

  private:
    struct Round {
        std::optional<Period> period;
        std::set<std::string> members;
    };

    // Codes outside the set (a region beside its forces) are not counted.
    [[nodiscard]] std::set<std::string> counted(const std::set<std::string>& codes) const {
        if (set_ == nullptr) {
            return codes;
        }
        std::set<std::string> members;
        for (const SetMember& member : set_->members) {
            if (codes.contains(member.code)) {
                members.insert(member.code);
            }
        }
        return members;
    }

    [[nodiscard]] bool is_member(const Dims& dims) const {
        const auto code = dims.find(rule_.dim);
        return code != dims.end() &&
               (set_ == nullptr || std::ranges::any_of(set_->members, [&](const SetMember& m) {
                    return m.code == code->second;
                }));
    }

    // Who stands in the newest period of the members, with a figure or a marker. What is printed
    // ahead for a region alone is no round of its members; a quarter beside its year is one with
    // it.
    [[nodiscard]] Round newest_round(const ParsedFile& file,
                                     const std::vector<Observation>& figures) const {
        std::vector<char> of_member; // by series
        for (const Dims& dims : file.series) {
            of_member.push_back(is_member(dims) ? 1 : 0);
        }
        Round round;
        for (const Observation& figure : figures) {
            const bool newer = !round.period || round.period->end < figure.period.end;
            if (of_member[figure.series] != 0 && newer) {
                round.period = figure.period;
            }
        }
        for (const Observation& figure : figures) {
            if (of_member[figure.series] != 0 && figure.period.end == round.period->end) {
                round.members.insert(file.series[figure.series].at(rule_.dim));
            }
        }
        return round;
    }

    [[nodiscard]] std::set<std::string> asked(const std::optional<Period>& period) const {
        if (set_ == nullptr || !period) {
            return {};
        }
        const auto codes = set_->asked(*period);
        return {codes.begin(), codes.end()};
    }

    const Hold::Members& rule_;
    const CodeSet* set_;
    const Codelist* list_;
};

} // namespace

void check_members(const Source& source,
                   const Codelists& codelists,
                   const ParsedFile& file,
                   const std::vector<Observation>& figures,
                   const FileRow* before,
                   std::vector<Error>& reasons) {
    MemberCheck(*source.hold.members, codelists).run(source, file, figures, before, reasons);
}

} // namespace tidemark::load
