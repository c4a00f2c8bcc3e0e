// place: an edition's place in the order of vintages, and what it ought to print there.
//
// All that it says of a version holds for every figure of its sheaf, so it is found once a sheaf.
// Owner: references outlive it. Thread: one. Fails: throws SQLite::Exception (a damaged database).
#pragma once

#include "pipeline/load/weave.hpp"

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace tidemark::load {

// Row ids of periods.
class PeriodSet {
  public:
    void insert(RowId id) {
        const auto place = static_cast<std::size_t>(id);
        if (place >= there_.size()) {
            there_.resize(place + 1);
        }
        there_[place] = true;
    }

    [[nodiscard]] bool contains(RowId id) const {
        const auto place = static_cast<std::size_t>(id);
        return place < there_.size() && there_[place];
    }

    [[nodiscard]] std::vector<RowId> ids() const {
        std::vector<RowId> ids;
        for (std::size_t place = 0; place < there_.size(); ++place) {
            if (there_[place]) {
                ids.push_back(static_cast<RowId>(place));
            }
        }
        return ids;
    }

  private:
    std::vector<bool> there_;
};

class Place {
  public:
    Place(const Edition& edition,
          VintageId vintage,
          const Source& source,
          const History& history,
          const Sheaves& sheaves,
          const std::vector<FileRow>& files,
          const SeriesNames& names);

    [[nodiscard]] std::size_t rank() const { return rank_; }

    // Does the row that begins and ends there stand at this place, before the edition is put in?
    [[nodiscard]] bool stands(VintageId first, std::optional<VintageId> until) const;

    // The file that printed the sheaf last before. Null: no longer known.
    [[nodiscard]] const FileRow* printer(RowId sheaf);

    // A later edition printed the version again: the vintage from which it resumes.
    [[nodiscard]] std::optional<VintageId> resumes(const Version& version);

    // An answer that waited in a folder is put last, and changes nothing that a newer file printed.
    [[nodiscard]] bool is_older(const FileRow& file, const Version& version);

    // Ought this edition to print the figure? What the file that it follows printed, for a period
    // that it still prints: so a release of one year alone takes no earlier year away. A file read
    // again: also all that it printed itself, and nothing that another file of its edition did.
    [[nodiscard]] bool expected(const Version& version,
                                RowId series,
                                RowId period,
                                const std::vector<PeriodSet>& printed);

    // The first later vintage that ought to print what this edition does.
    [[nodiscard]] std::optional<VintageId>
    taken_back(std::uint32_t file, RowId period_id, const Period& period);

  private:
    // What is known of a sheaf here.
    struct Bearing {
        const FileRow* printer = nullptr;
        const Printing* next = nullptr;      // the first printing behind
        bool again = false;                  // by a file of the edition, when it was read before
        std::optional<std::size_t> others{}; // rank of the last printing by its edition's others
    };

    struct Later {
        VintageId vintage = 0;
        std::vector<const FileRow*> files;
    };

    [[nodiscard]] const Bearing& bearing(RowId sheaf);
    [[nodiscard]] Bearing find_bearing(RowId sheaf) const;
    [[nodiscard]] bool is_among(RowId file) const;
    [[nodiscard]] bool follows(std::size_t file, const Version& version, RowId series);
    [[nodiscard]] bool
    ought_to_print(const Later& later, const FileRow& file, const Period& period) const;
    // Name of the file of its member that came before it.
    [[nodiscard]] std::string followed(const FileRow& file, VintageId vintage) const;

    const Edition& edition_;
    const Source& source_;
    const History& history_;
    const Sheaves& sheaves_;
    const SeriesNames& names_;
    bool folder_;
    std::size_t rank_;
    std::size_t root_ = 0; // rank of the edition that is read again
    std::map<RowId, const FileRow*> files_;
    std::vector<std::string> followed_; // by each file of the edition, its name
    std::vector<Later> later_;
    std::unordered_map<RowId, Bearing> bearings_;
    RowId last_sheaf_ = 0;
    const Bearing* last_bearing_ = nullptr;
    std::map<std::pair<std::uint32_t, RowId>, std::optional<VintageId>> taken_back_;
};

} // namespace tidemark::load
