// The rows of a Plan: half a million of them in a first load, so one prepared statement each.
#include "pipeline/load/cursor.hpp"
#include "pipeline/load/weave.hpp"

#include <algorithm>
#include <string>

namespace tidemark::load {
namespace {

// Row ids of an edition's sheets, inserted when first met.
class Sheets {
  public:
    Sheets(Database& db, const Edition& edition)
        : db_(db)
        , edition_(edition)
        , ids_(edition.files.size()) {
        for (std::size_t i = 0; i < ids_.size(); ++i) {
            ids_[i].assign(edition.files[i]->parsed->sheets.size(), 0);
        }
    }

    RowId id(std::uint32_t file, std::uint32_t sheet) {
        RowId& known = ids_.at(file).at(sheet);
        if (known == 0) {
            Query insert(db_,
                         "INSERT INTO sheet (file, name) VALUES (?, ?) "
                         "ON CONFLICT (file, name) DO UPDATE SET name = excluded.name "
                         "RETURNING id");
            insert.bind(1, edition_.files[file]->row.id);
            insert.bind(2, edition_.files[file]->parsed->sheets[sheet]);
            while (insert.executeStep()) {
                known = insert.getColumn(0).getInt64();
            }
        }
        return known;
    }

  private:
    Database& db_;
    const Edition& edition_;
    std::vector<std::vector<RowId>> ids_;
};

// The sheaves that the edition printed, whole or in part, and those of its new figures.
class SheafWriter {
  public:
    SheafWriter(Database& db,
                RowId source,
                const Edition& edition,
                VintageId vintage,
                const History& history)
        : db_(db)
        , source_(source)
        , edition_(edition)
        , vintage_(vintage)
        , history_(history)
        , sheaves_(db, source, history)
        , print_(db, "INSERT INTO printing (sheaf, vintage, file) VALUES (?, ?, ?)")
        , part_(db,
                "UPDATE observation SET sheaf = ? WHERE series = ? AND period = ? AND first = ?")
        , joined_(edition.files.size()) {}

    // The most of each sheaf keep it; the others part from it.
    void write(const std::map<RowId, Plan::Parts>& sheaves) {
        for (const auto& [sheaf, parts] : sheaves) {
            const auto most = std::ranges::max_element(
                parts, {}, [](const auto& part) { return part.second.size(); });
            for (auto part = parts.begin(); part != parts.end(); ++part) {
                const RowId id = part == most ? sheaf : parted(sheaf, part->second);
                if (part->first != 0) {
                    print(id, part->first - 1);
                    join(id, part->first - 1, part->second.size());
                }
            }
        }
    }

    // The largest that the file printed; a new one where vintages behind this one printed that too.
    RowId of_new(std::uint32_t file) {
        RowId& sheaf = joined_[file].sheaf;
        if (sheaf == 0) {
            sheaf = made();
            print(sheaf, file);
        }
        return sheaf;
    }

  private:
    struct Joined {
        RowId sheaf = 0;
        std::size_t figures = 0;
    };

    RowId made() {
        Query insert(db_, "INSERT INTO sheaf (source) VALUES (?)");
        insert.bind(1, source_);
        insert.exec();
        return db_.getLastInsertRowid();
    }

    // A sheaf of these rows with what printed them so far.
    RowId parted(RowId from, const std::deque<Plan::Row>& rows) {
        const RowId id = made();
        std::size_t oldest = history_.rank(rows.front().first);
        for (const Plan::Row& row : rows) {
            oldest = std::min(oldest, history_.rank(row.first));
            part_.bind(1, id);
            part_.bind(2, row.series);
            part_.bind(3, row.period);
            part_.bind(4, row.first);
            part_.run();
        }
        for (const Printing& printing : sheaves_.of(from)) {
            if (printing.rank >= oldest) {
                write_printing(id, printing.vintage, printing.file);
            }
        }
        return id;
    }

    void print(RowId sheaf, std::uint32_t file) {
        write_printing(sheaf, vintage_, edition_.files[file]->row.id);
    }

    void join(RowId sheaf, std::uint32_t file, std::size_t figures) {
        if (history_.is_newest(vintage_) && figures > joined_[file].figures) {
            joined_[file] = {sheaf, figures};
        }
    }

    void write_printing(RowId sheaf, VintageId vintage, RowId file) {
        print_.bind(1, sheaf);
        print_.bind(2, vintage);
        print_.bind(3, file);
        print_.run();
    }

    Database& db_;
    RowId source_;
    const Edition& edition_;
    VintageId vintage_;
    const History& history_;
    Sheaves sheaves_; // as they were
    Cursor print_;
    Cursor part_;
    std::vector<Joined> joined_; // by file
};

void insert_all(Database& db,
                const Edition& edition,
                VintageId vintage,
                const Plan& plan,
                SheafWriter& sheaves) {
    Cursor insert(db,
                  "INSERT INTO observation (series, period, first, until, value, status, below, "
                  "raw, label, sheet, cell, sheaf) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    Sheets sheets(db, edition);
    std::string cell;
    insert.bind(3, vintage);
    for (const auto& [entry, until] : plan.inserts) {
        const Observation& figure = edition.files[entry.file]->figures()[entry.figure];
        cell = to_text(figure.cell);
        insert.bind(1, entry.series);
        insert.bind(2, entry.period);
        insert.bind(4, until == 0 ? std::nullopt : std::optional<RowId>(until));
        insert.bind(5, figure.value);
        insert.bind(6, to_text(figure.status));
        insert.bind(7, figure.below);
        insert.bind(8, std::string_view(figure.raw));
        insert.bind(9, std::string_view(figure.label));
        insert.bind(10, sheets.id(entry.file, figure.sheet));
        insert.bind(11, std::string_view(cell));
        insert.bind(12, sheaves.of_new(entry.file));
        insert.run();
    }
}

void copy_all(Database& db, const std::vector<Plan::Copy>& copies) {
    Cursor copy(db,
                "INSERT INTO observation (series, period, first, until, value, status, below, raw, "
                "label, sheet, cell, sheaf) SELECT series, period, ?, ?, value, status, below, "
                "raw, label, sheet, cell, sheaf FROM observation "
                "WHERE series = ? AND period = ? AND first = ?");
    Cursor ends(db,
                "INSERT INTO former_end (series, period, first, changed, until) "
                "SELECT series, period, ?, changed, until FROM former_end "
                "WHERE series = ? AND period = ? AND first = ?");
    for (const auto& [of, first, until] : copies) {
        copy.bind(1, first);
        copy.bind(2, until);
        copy.bind(3, of.series);
        copy.bind(4, of.period);
        copy.bind(5, of.first);
        copy.run();
        ends.bind(1, first);
        ends.bind(2, of.series);
        ends.bind(3, of.period);
        ends.bind(4, of.first);
        ends.run();
    }
}

void end_all(Database& db, VintageId vintage, const std::vector<Plan::End>& ends) {
    Cursor end(db,
               "UPDATE observation SET until = ? WHERE series = ? AND period = ? AND first = ?");
    Cursor remember(db,
                    "INSERT INTO former_end (series, period, first, changed, until) "
                    "VALUES (?, ?, ?, ?, ?)");
    for (const auto& [row, was] : ends) {
        end.bind(1, vintage);
        end.bind(2, row.series);
        end.bind(3, row.period);
        end.bind(4, row.first);
        end.run();
        if (was) {
            remember.bind(1, row.series);
            remember.bind(2, row.period);
            remember.bind(3, row.first);
            remember.bind(4, vintage);
            remember.bind(5, *was);
            remember.run();
        }
    }
}

} // namespace

void Weaver::write(const Edition& edition, VintageId vintage, const Plan& plan) {
    copy_all(db_, plan.copies);
    end_all(db_, vintage, plan.ends);
    SheafWriter sheaves(db_, source_id_, edition, vintage, history_);
    sheaves.write(plan.sheaves);
    insert_all(db_, edition, vintage, plan, sheaves);
}

} // namespace tidemark::load
