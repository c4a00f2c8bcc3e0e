#include "pipeline/load/place.hpp"

#include <algorithm>

namespace tidemark::load {

Place::Place(const Edition& edition,
             VintageId vintage,
             const Source& source,
             const History& history,
             const Sheaves& sheaves,
             const std::vector<FileRow>& files,
             const SeriesNames& names)
    : edition_(edition)
    , source_(source)
    , history_(history)
    , sheaves_(sheaves)
    , names_(names)
    , folder_(is_folder(source))
    , rank_(history.rank(vintage)) {
    for (const FileRow& file : files) {
        files_.emplace(file.id, &file);
    }
    if (edition.rereads) {
        root_ = history.rank(history.root(*edition.rereads));
    }
    for (const Candidate* file : edition.files) {
        followed_.push_back(edition.rereads ? followed(file->row, *edition.rereads)
                            : file->before  ? file->before->file.name
                                            : std::string());
    }
    const auto& order = history.in_order();
    for (std::size_t i = rank_ + 1; i < order.size(); ++i) {
        Later later{.vintage = order[i].id, .files = {}};
        for (const RowId file : sheaves.files_of(order[i].id)) {
            if (const auto found = files_.find(file); found != files_.end()) {
                later.files.push_back(found->second);
            }
        }
        later_.push_back(std::move(later));
    }
}

bool Place::stands(VintageId first, std::optional<VintageId> until) const {
    return history_.rank(first) < rank_ && (!until || history_.rank(*until) > rank_);
}

bool Place::is_among(RowId file) const {
    return std::ranges::any_of(edition_.files,
                               [&](const Candidate* mine) { return mine->row.id == file; });
}

const Place::Bearing& Place::bearing(RowId sheaf) {
    if (last_bearing_ == nullptr || sheaf != last_sheaf_) {
        auto found = bearings_.find(sheaf);
        if (found == bearings_.end()) {
            found = bearings_.emplace(sheaf, find_bearing(sheaf)).first;
        }
        last_sheaf_ = sheaf;
        last_bearing_ = &found->second;
    }
    return *last_bearing_;
}

Place::Bearing Place::find_bearing(RowId sheaf) const {
    Bearing bearing;
    for (const Printing& printing : sheaves_.of(sheaf)) {
        if (printing.rank > rank_) {
            bearing.next = &printing;
            break;
        }
        const auto file = files_.find(printing.file);
        bearing.printer = file == files_.end() ? nullptr : file->second;
        if (!edition_.again()) {
            continue;
        }
        if (is_among(printing.file)) {
            bearing.again = bearing.again || printing.vintage == *edition_.rereads;
        } else if (printing.rank >= root_) {
            bearing.others = printing.rank;
        }
    }
    return bearing;
}

const FileRow* Place::printer(RowId sheaf) {
    return bearing(sheaf).printer;
}

std::optional<VintageId> Place::resumes(const Version& version) {
    const Printing* next = bearing(version.sheaf).next;
    const bool within =
        next != nullptr && (!version.until || next->rank < history_.rank(*version.until));
    return within ? std::optional(next->vintage) : std::nullopt;
}

bool Place::is_older(const FileRow& file, const Version& version) {
    const FileRow* before = folder_ ? printer(version.sheaf) : nullptr;
    return before != nullptr && file.look < before->look;
}

bool Place::expected(const Version& version,
                     RowId series,
                     RowId period,
                     const std::vector<PeriodSet>& printed) {
    const auto prints = [&](std::size_t i) { return printed[i].contains(period); };
    if (edition_.again()) {
        const Bearing& found = bearing(version.sheaf);
        const std::size_t first = history_.rank(version.first);
        if (found.again && first <= history_.rank(*edition_.rereads)) {
            return true;
        }
        if (found.others && *found.others >= first) {
            return false;
        }
    }
    for (std::size_t i = 0; i < edition_.files.size(); ++i) {
        if (prints(i) && (!folder_ || follows(i, version, series))) {
            return true;
        }
    }
    return false;
}

// In a drop folder: the member's figure, printed last by a file of this name or of the one it
// follows.
bool Place::follows(std::size_t file, const Version& version, RowId series) {
    const FileRow& row = edition_.files[file]->row;
    const FileRow* before = printer(version.sheaf);
    const bool by_name = before != nullptr && (before->file.name == row.file.name ||
                                               before->file.name == followed_[file]);
    if (!by_name || !source_.recipe.member) {
        return by_name;
    }
    const Dims& dims = names_.key(series).dims;
    const auto code = dims.find(source_.recipe.member->dim);
    return code != dims.end() && code->second == row.member;
}

std::optional<VintageId>
Place::taken_back(std::uint32_t file, RowId period_id, const Period& period) {
    if (later_.empty()) {
        return std::nullopt;
    }
    const auto [found, fresh] = taken_back_.try_emplace({file, period_id});
    if (fresh) {
        const FileRow& row = edition_.files[file]->row;
        const auto later = std::ranges::find_if(
            later_, [&](const Later& each) { return ought_to_print(each, row, period); });
        found->second = later == later_.end() ? std::nullopt : std::optional(later->vintage);
    }
    return found->second;
}

bool Place::ought_to_print(const Later& later, const FileRow& file, const Period& period) const {
    return std::ranges::any_of(later.files, [&](const FileRow* other) {
        if (!std::ranges::binary_search(other->periods, period)) {
            return false;
        }
        return !folder_ || (other->member == file.member &&
                            (other->file.name == file.file.name ||
                             followed(*other, later.vintage) == file.file.name));
    });
}

std::string Place::followed(const FileRow& file, VintageId vintage) const {
    const auto newest_where = [&](auto&& wanted) {
        const FileRow* best = nullptr;
        for (const auto& [id, other] : files_) {
            if (other->vintage && other->look < file.look && wanted(*other) &&
                history_.rank(*other->vintage) < history_.rank(vintage) &&
                history_.vintage(*other->vintage).published <= file.published &&
                (best == nullptr || best->look < other->look)) {
                best = other;
            }
        }
        return best;
    };
    const FileRow* best =
        newest_where([&](const FileRow& other) { return other.file.name == file.file.name; });
    if (best == nullptr && !file.member.empty()) {
        best = newest_where([&](const FileRow& other) { return other.member == file.member; });
    }
    return best == nullptr ? std::string() : best->file.name;
}

} // namespace tidemark::load
