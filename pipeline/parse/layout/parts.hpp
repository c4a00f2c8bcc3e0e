// parts: labels that are made of several, "{} {year}": a month beside its rows, its year once above
// them, in a title or in the sheet's name.
//
// A dimension whose `reads_as` names parts is read twice: its own piece as plain text, and the
// whole, once for each combination of pieces that occurs. Owns the readers of the wholes. Borrows
// the recipe, which must outlive it. Fails: never. Thread: one.
#pragma once

#include "pipeline/parse/layout/codes.hpp"

#include <deque>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace tidemark::parse {

// How a dimension's own piece is read: the rule itself, or without what is for the whole.
[[nodiscard]] DimRule piece_rule(const DimRule& rule, const std::vector<DimRule>& dims);

class Parts {
  public:
    Parts(const std::vector<DimRule>& dims, const Recipe& recipe);

    [[nodiscard]] bool empty() const { return wholes_.empty(); }

    // The reader of the whole; null where the dimension is read as it stands.
    [[nodiscard]] LabelReader* whole(std::size_t dim);

    // Puts the whole's label in the place of each piece's that begins one. `pieces`: their readers;
    // `at`: the figure, for messages.
    void join(std::span<LabelId> labels, const std::deque<LabelReader>& pieces, Address at);

  private:
    struct Piece {
        std::string before; // what stands between it and the piece before
        std::size_t dim = 0;
    };

    struct Whole {
        std::size_t dim = 0;
        std::vector<Piece> pieces;
        std::string after;
        LabelReader reader;
        std::unordered_map<std::u32string, LabelId> known; // by the labels of the pieces
    };

    [[nodiscard]] static LabelId read(Whole& whole,
                                      std::span<const LabelId> labels,
                                      const std::deque<LabelReader>& pieces,
                                      Address at);

    std::deque<DimRule> rules_; // of the wholes
    std::deque<Whole> wholes_;
    std::u32string key_; // kept for its room
};

} // namespace tidemark::parse
