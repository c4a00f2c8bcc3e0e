#include "tests/unit/load/plain_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace tidemark::load::model {
namespace {

using Place = std::tuple<Day, Instant, VintageId, VintageId>;

// The vintages asked for, played one after the other.
class Play {
  public:
    Play(const std::vector<Edition>& editions, bool folder)
        : folder_(folder) {
        for (const Edition& edition : editions) {
            by_id_[edition.vintage.id] = &edition;
        }
    }

    [[nodiscard]] VintageId root(VintageId id) const {
        while (by_id_.at(id)->vintage.rereads) {
            id = *by_id_.at(id)->vintage.rereads;
        }
        return id;
    }

    [[nodiscard]] Place place(const Edition& edition) const {
        const Vintage& first = by_id_.at(root(edition.vintage.id))->vintage;
        return {first.published, first.loaded, first.id, edition.vintage.id};
    }

    void play(const Edition& edition) {
        const auto entries = entries_of(edition);
        std::vector<Key> keys;
        for (const auto& [key, file] : entries) {
            keys.push_back(key);
        }
        for (const auto& [key, standing] : state) {
            if (!entries.contains(key)) {
                keys.push_back(key);
            }
        }
        const State before = state;
        for (const Key& key : keys) {
            const auto entry = entries.find(key);
            const auto was = before.find(key);
            if (entry != entries.end()) {
                print(edition, *entry->second, key);
            } else if (was != before.end() && expected(edition, entries, key, was->second)) {
                state.erase(key);
            }
        }
    }

    State state;

  private:
    using Entries = std::map<Key, const Reading*>;

    // In a folder: years that newer files of its member print. An answer that waited fills only
    // others; read again it keeps what it filled.
    [[nodiscard]] std::set<int> newer_years(const Reading& file) const {
        std::set<int> newer;
        for (const auto& [key, standing] : state) {
            if (folder_ && standing.member == file.member && standing.look > file.look) {
                newer.insert(key.year);
            }
        }
        return newer;
    }

    [[nodiscard]] bool is_own(const Edition& edition, const Reading& file, const Key& key) const {
        const auto standing = state.find(key);
        return edition.vintage.rereads && standing != state.end() &&
               standing->second.printer == file.name && standing->second.look == file.look;
    }

    // Where two files print one figure the one seen last counts.
    [[nodiscard]] Entries entries_of(const Edition& edition) const {
        Entries entries;
        for (const Reading& file : edition.files) {
            const auto newer = newer_years(file);
            for (const auto& [key, value] : file.figures) {
                if (!newer.contains(key.year) || is_own(edition, file, key)) {
                    entries.emplace(key, &file);
                }
            }
        }
        return entries;
    }

    void print(const Edition& edition, const Reading& file, const Key& key) {
        state[key] = {.value = file.figures.at(key),
                      .edition = edition.vintage.id,
                      .printer = file.name,
                      .member = file.member,
                      .look = file.look};
        printed_[{edition.vintage.id, key}] = file.id;
    }

    [[nodiscard]] bool expected(const Edition& edition,
                                const Entries& entries,
                                const Key& key,
                                const Standing& standing) const {
        const auto prints_year = [&](const Reading& file) {
            return !newer_years(file).contains(key.year) &&
                   std::ranges::any_of(entries, [&](const auto& entry) {
                       return entry.second == &file && entry.first.year == key.year;
                   });
        };
        if (const auto again = edition.vintage.rereads ? read_again(edition, key) : std::nullopt) {
            return *again;
        }
        return std::ranges::any_of(edition.files, [&](const Reading& file) {
            const bool follows = key.area == file.member && (standing.printer == file.name ||
                                                             standing.printer == file.follows);
            return prints_year(file) && (!folder_ || follows);
        });
    }

    // What these files printed when they were read before is theirs to print; what another file of
    // their edition printed is not.
    [[nodiscard]] std::optional<bool> read_again(const Edition& edition, const Key& key) const {
        const auto is_among = [&](const std::string& id) {
            return std::ranges::count(edition.files, id, &Reading::id) > 0;
        };
        const auto then = printed_.find({*edition.vintage.rereads, key});
        if (then != printed_.end() && is_among(then->second)) {
            return true;
        }
        const bool others = std::ranges::any_of(printed_, [&](const auto& printing) {
            return printing.first.second == key &&
                   root(printing.first.first) == root(edition.vintage.id) &&
                   !is_among(printing.second);
        });
        return others ? std::optional(false) : std::nullopt;
    }

    bool folder_;
    std::map<VintageId, const Edition*> by_id_;
    std::map<std::pair<VintageId, Key>, std::string> printed_; // by which file
};

} // namespace

State Model::as_of(const AsOf& as_of) const {
    Play play(editions_, folder_);
    std::map<Place, const Edition*> order;
    for (const Edition& edition : editions_) {
        if ((!as_of.published || edition.vintage.published <= *as_of.published) &&
            (!as_of.loaded || local_day(edition.vintage.loaded, "UTC") <= *as_of.loaded)) {
            order[play.place(edition)] = &edition;
        }
    }
    for (const auto& [place, edition] : order) {
        play.play(*edition);
    }
    return std::move(play.state);
}

std::string Model::told(const Key& key) const {
    std::string text = fmt::format("{} {} {}:", key.area, key.kind, key.year);
    for (const Edition& edition : editions_) {
        const Vintage& vintage = edition.vintage;
        text += fmt::format("\n  {} published {} loaded {}",
                            vintage.id,
                            day_text(vintage.published),
                            to_text(vintage.loaded));
        text += vintage.rereads ? fmt::format(" reads {} again", *vintage.rereads) : "";
        for (const Reading& file : edition.files) {
            const auto found = file.figures.find(key);
            const bool printed = found != file.figures.end();
            const bool year = std::ranges::any_of(
                file.figures, [&](const auto& figure) { return figure.first.year == key.year; });
            text +=
                fmt::format("; {} look {} follows '{}' {}",
                            file.id,
                            file.look,
                            file.follows,
                            printed && found->second.value ? fmt::format("{}", *found->second.value)
                            : printed ? std::string(to_text(found->second.status))
                            : year    ? "not"
                                      : "no year");
        }
    }
    return text;
}

bool Model::said(const std::string& name, const Key& key, const Value& value) const {
    return std::ranges::any_of(editions_, [&](const Edition& edition) {
        return std::ranges::any_of(edition.files, [&](const Reading& file) {
            const auto found = file.figures.find(key);
            return file.name == name && found != file.figures.end() && found->second == value;
        });
    });
}

} // namespace tidemark::load::model
