#include "pipeline/load/derive.hpp"

#include "pipeline/base/text.hpp"
#include "pipeline/load/categories.hpp"
#include "pipeline/load/roll.hpp"
#include "pipeline/load/roster.hpp"
#include "pipeline/model/naming.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace tidemark::load {
namespace {

// Which sum stands for which dimension of a subject; dimensions not named keep their own code.
using Sums = std::map<std::string, const Derive*>;

const std::string* code_of(const Dims& dims, const std::string& dim) {
    const auto found = dims.find(dim);
    return found == dims.end() ? nullptr : &found->second;
}

class Deriver {
  public:
    Deriver(const Snapshot& snapshot, const Source& source, const Codelists& codelists)
        : snapshot_(snapshot)
        , source_(source)
        , codelists_(codelists) {
        for (const Series& series : snapshot.series) {
            for (const auto& [dim, code] : series.key.dims) {
                seen_[dim].insert(code);
            }
        }
        for (const Derive& derive : source.derives) {
            if (!derive.roster.empty()) {
                member_dim_ = derive.dim;
            }
        }
        if (source.roster) {
            member_dim_ = source.roster->dim;
        }
    }

    [[nodiscard]] std::vector<Subject> all() const {
        std::vector<Subject> subjects;
        for (const Series& series : snapshot_.series) {
            subjects.push_back(published(series));
        }
        for (const Sums& sums : choices()) {
            for (const Dims& rest : groups(sums)) {
                subjects.push_back(sum(rest, sums));
            }
        }
        std::erase_if(subjects, [](const Subject& subject) { return subject.totals.empty(); });
        return subjects;
    }

  private:
    // Every way to put sums in place of dimensions, at most one of them over a roster.
    [[nodiscard]] std::vector<Sums> choices() const {
        std::vector<Sums> all{{}};
        for (const auto& [dim, codes] : seen_) {
            const std::size_t before = all.size();
            for (const Derive& derive : source_.derives) {
                const bool made = derive.dim == dim && published_as(derive, codes) == nullptr;
                for (std::size_t i = 0; made && i < before; ++i) {
                    Sums sums = all[i];
                    sums.emplace(dim, &derive);
                    const auto rosters = std::ranges::count_if(
                        sums, [](const auto& s) { return !s.second->roster.empty(); });
                    if (rosters <= 1) {
                        all.push_back(std::move(sums));
                    }
                }
            }
        }
        all.erase(all.begin()); // no sum at all: the published series
        return all;
    }

    // The other dimensions' codes, as they occur together.
    [[nodiscard]] std::set<Dims> groups(const Sums& sums) const {
        std::set<Dims> groups;
        for (const Series& series : snapshot_.series) {
            Dims rest = series.key.dims;
            std::size_t removed = 0;
            for (const auto& [dim, derive] : sums) {
                removed += rest.erase(dim);
            }
            if (removed == sums.size()) {
                groups.insert(std::move(rest));
            }
        }
        return groups;
    }

    // Codes and sums in the order of their dimensions; a sum without a name says nothing.
    [[nodiscard]] std::string subject_name(const Dims& rest, const Sums& sums) const {
        std::map<std::string, std::string> names;
        for (const auto& [dim, code] : rest) {
            names[dim] = name_of(source_, codelists_, dim, code);
        }
        for (const auto& [dim, derive] : sums) {
            names[dim] = name_of(*derive, codelists_);
        }
        std::vector<std::string> words;
        for (const auto& [dim, name] : names) {
            if (!name.empty()) {
                words.push_back(name);
            }
        }
        return join(words, ", ");
    }

    // Every series that the subject, or one member of it, is made of.
    [[nodiscard]] std::vector<Slot> slots(const Dims& fixed, const Sums& sums) const {
        std::vector<Slot> all{{.dims = fixed}};
        for (const auto& [dim, derive] : sums) {
            if (!derive->roster.empty()) {
                continue;
            }
            std::vector<Slot> more;
            for (const Slot& slot : all) {
                for (Slot& wider : widened(slot, dim, *derive)) {
                    more.push_back(std::move(wider));
                }
            }
            all = std::move(more);
        }
        for (Slot& slot : all) {
            slot.series = snapshot_.find({source_.id, slot.dims});
        }
        return all;
    }

    [[nodiscard]] std::vector<Slot>
    widened(const Slot& slot, const std::string& dim, const Derive& derive) const {
        std::vector<Slot> all;
        const auto add = [&](const std::string& code, const SetMember* member) {
            Slot wider = slot;
            wider.dims[dim] = code;
            wider.category +=
                (wider.category.empty() ? "" : " ") + name_of(source_, codelists_, dim, code);
            if (member != nullptr) {
                wider.dated.push_back(member);
            }
            all.push_back(std::move(wider));
        };
        if (const CodeSet* set = codelists_.set(derive.over); set != nullptr) {
            for (const SetMember& member : set->members) {
                add(member.code, &member);
            }
        } else {
            for (const std::string& code : seen_.at(dim)) {
                add(code, nullptr);
            }
        }
        return all;
    }

    [[nodiscard]] std::set<Period> periods(const std::vector<Slot>& slots) const {
        std::set<Period> all;
        for (const Slot& slot : slots) {
            if (slot.series != nullptr) {
                for (const Figure& figure : slot.series->figures) {
                    all.insert(figure.period);
                }
                all.merge(rolled_periods(*slot.series, source_.rolls));
            }
        }
        return all;
    }

    // The member that a subject of one part belongs to: whose letters count.
    [[nodiscard]] std::string part_code(const Dims& dims) const {
        if (const std::string* code = code_of(dims, member_dim_)) {
            return *code;
        }
        std::vector<std::string> codes;
        for (const auto& [dim, code] : dims) {
            codes.push_back(code);
        }
        return join(codes, "/");
    }

    void add_single(Subject& subject, const std::vector<Slot>& slots) const {
        const Circumstances given{snapshot_, source_};
        for (const Period& period : periods(slots)) {
            Part part = part_of(slots, part_code(subject.key.dims), period, given);
            part.name = subject.name;
            if (auto total = total_of(std::move(part), period)) {
                subject.totals.push_back(std::move(*total));
            }
        }
    }

    [[nodiscard]] Subject published(const Series& series) const {
        Subject subject;
        subject.key = series.key;
        subject.name = subject_name(series.key.dims, {});
        add_single(subject, {{.dims = series.key.dims, .series = &series}});
        return subject;
    }

    [[nodiscard]] Subject sum(const Dims& rest, const Sums& sums) const {
        Subject subject;
        subject.key = {source_.id, rest};
        subject.name = subject_name(rest, sums);
        const Derive* roster = nullptr;
        for (const auto& [dim, derive] : sums) {
            subject.key.dims[dim] = derive->id;
            roster = derive->roster.empty() ? roster : derive;
        }
        if (roster == nullptr) {
            add_single(subject, slots(rest, sums));
            return subject;
        }
        subject.summed = true;
        subject.member_dim = roster->dim;
        add_members(subject, rest, sums, *roster);
        return subject;
    }

    void
    add_members(Subject& subject, const Dims& rest, const Sums& sums, const Derive& roster) const {
        Members members{.set = codelists_.set(roster.roster)};
        if (members.set == nullptr) {
            return; // the configuration was not checked: no subject
        }
        members.list = codelists_.list(members.set->codelist);
        std::set<std::string> codes;
        for (const SetMember& member : members.set->members) {
            codes.insert(member.code);
        }
        if (source_.recipe.member && source_.recipe.member->dim == roster.dim) {
            const auto& seen = seen_.at(roster.dim);
            codes.insert(seen.begin(), seen.end());
        }
        std::set<Period> all;
        for (const std::string& code : codes) {
            Dims fixed = rest;
            fixed[roster.dim] = code;
            const auto& slots_of_member = members.slots[code] = slots(fixed, sums);
            all.merge(periods(slots_of_member));
        }
        const Circumstances given{snapshot_, source_};
        for (const Period& period : all) {
            if (auto total = total_of(members, period, given)) {
                subject.totals.push_back(std::move(*total));
            }
        }
    }

    const Snapshot& snapshot_;
    const Source& source_;
    const Codelists& codelists_;
    std::map<std::string, std::set<std::string>> seen_;
    std::string member_dim_;
};

} // namespace

const std::string* published_as(const Derive& derive, const std::set<std::string>& codes) {
    const bool over_all = derive.over.empty() && derive.roster.empty();
    const auto found = std::ranges::find_if(codes, [&](const std::string& code) {
        return code == derive.id || (over_all && fold(code) == fold(derive.id));
    });
    return found == codes.end() ? nullptr : &*found;
}

std::vector<Subject>
derive(const Snapshot& snapshot, const Source& source, const Codelists& codelists) {
    return Deriver(snapshot, source, codelists).all();
}

} // namespace tidemark::load
