// The rows of a Plan: half a million of them in a first load, so one prepared statement each.
#include "pipeline/load/weave.hpp"

#include <array>
#include <map>
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

void insert_all(Database& db, const Edition& edition, VintageId vintage, const Plan& plan) {
    Query insert(db,
                 "INSERT INTO observation (series, period, first, last, until, value, status, "
                 "below, raw, label, sheet, cell, last_file) "
                 "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    Sheets sheets(db, edition);
    std::string status;
    std::string cell;
    for (const auto& [entry, until] : plan.inserts) {
        const Observation& figure = edition.files[entry.file]->figures()[entry.figure];
        status = to_text(figure.status);
        cell = to_text(figure.cell);
        insert.bind(1, entry.series);
        insert.bind(2, entry.period);
        insert.bind(3, vintage);
        insert.bind(4, vintage);
        put(insert, 5, until);
        put(insert, 6, figure.value);
        insert.bindNoCopy(7, status);
        insert.bind(8, figure.below);
        insert.bindNoCopy(9, figure.raw);
        insert.bindNoCopy(10, figure.label);
        insert.bind(11, sheets.id(entry.file, figure.sheet));
        insert.bindNoCopy(12, cell);
        insert.bind(13, edition.files[entry.file]->row.id);
        insert.exec();
        insert.reset();
    }
}

void repeat_all(Database& db, const Edition& edition, VintageId vintage, const Plan& plan) {
    Query repeat(db,
                 "UPDATE observation SET last = ?, last_file = ? "
                 "WHERE series = ? AND period = ? AND first = ?");
    for (const auto& [entry, first] : plan.repeats) {
        repeat.bind(1, vintage);
        repeat.bind(2, edition.files[entry.file]->row.id);
        repeat.bind(3, entry.series);
        repeat.bind(4, entry.period);
        repeat.bind(5, first);
        repeat.exec();
        repeat.reset();
    }
}

} // namespace

void Weaver::write(const Edition& edition, VintageId vintage, const Plan& plan) {
    Query copy(
        db_,
        "INSERT INTO observation (series, period, first, last, until, value, status, below, "
        "raw, label, sheet, cell, last_file) SELECT series, period, ?, ?, ?, value, status, below, "
        "raw, label, sheet, cell, last_file FROM observation "
        "WHERE series = ? AND period = ? AND first = ?");
    for (const auto& [of, to] : plan.copies) {
        copy.bind(1, to.first);
        copy.bind(2, to.last);
        put(copy, 3, to.until);
        copy.bind(4, to.series);
        copy.bind(5, to.period);
        copy.bind(6, of);
        copy.exec();
        copy.reset();
    }
    Query move(db_,
               "UPDATE observation SET last = ?, last_file = ?, until = ? "
               "WHERE series = ? AND period = ? AND first = ?");
    for (const Plan::Move& to : plan.moves) {
        move.bind(1, to.last);
        move.bind(2, to.last_file);
        put(move, 3, to.until);
        move.bind(4, to.series);
        move.bind(5, to.period);
        move.bind(6, to.first);
        move.exec();
        move.reset();
    }
    repeat_all(db_, edition, vintage, plan);
    insert_all(db_, edition, vintage, plan);
}

} // namespace tidemark::load
