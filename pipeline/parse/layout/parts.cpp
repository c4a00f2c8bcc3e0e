#include "pipeline/parse/layout/parts.hpp"

#include "pipeline/parse/layout/period_label.hpp"

#include <algorithm>

namespace tidemark::parse {
namespace {

struct Named {
    std::size_t at = std::string::npos; // of the brace
    std::size_t dim = 0;
    std::size_t size = 0; // with its braces
};

// The first "{}" or "{part}" of the frame.
Named first_named(std::string_view frame, std::size_t own, const std::vector<DimRule>& dims) {
    Named first;
    const auto look = [&](const std::string& text, std::size_t dim) {
        const std::size_t at = frame.find(text);
        if (at < first.at) {
            first = {.at = at, .dim = dim, .size = text.size()};
        }
    };
    look("{}", own);
    for (std::size_t i = 0; i < dims.size(); ++i) {
        if (dims[i].part) {
            look("{" + dims[i].name + "}", i);
        }
    }
    return first;
}

bool names_parts(const DimRule& rule, const std::vector<DimRule>& dims) {
    return std::ranges::any_of(dims, [&](const DimRule& part) {
        return part.part && rule.reads_as.find("{" + part.name + "}") != std::string::npos;
    });
}

// Where its own piece stands for this figure: the same text may stand in many rows.
Address place_of(const DimRule& rule, Address first_met, Address figure) {
    if (std::holds_alternative<FromColumns>(rule.from)) {
        return {figure.row, first_met.column};
    }
    const auto* from = std::get_if<FromDirection>(&rule.from);
    if (from == nullptr) {
        return first_met;
    }
    const Side side = side_of(from->toward);
    return side == Side::left || side == Side::right ? Address{figure.row, first_met.column}
                                                     : Address{first_met.row, figure.column};
}

} // namespace

DimRule piece_rule(const DimRule& rule, const std::vector<DimRule>& dims) {
    if (!rule.part && !names_parts(rule, dims)) {
        return rule;
    }
    DimRule piece;
    piece.name = "a part of " + rule.name; // no name that [keep] or a total knows
    piece.from = rule.from;
    piece.strip = rule.strip;
    piece.part = true;
    return piece;
}

Parts::Parts(const std::vector<DimRule>& dims, const Recipe& recipe) {
    for (std::size_t i = 0; i < dims.size(); ++i) {
        if (!names_parts(dims[i], dims)) {
            continue;
        }
        DimRule& rule = rules_.emplace_back(dims[i]);
        std::string frame = std::exchange(rule.reads_as, {});
        rule.strip = {}; // taken off the piece
        Whole whole{
            .dim = i, .pieces = {}, .after = {}, .reader = LabelReader(rule, recipe), .known = {}};
        for (Named named = first_named(frame, i, dims); named.at != std::string::npos;
             named = first_named(frame, i, dims)) {
            whole.pieces.push_back({.before = frame.substr(0, named.at), .dim = named.dim});
            frame.erase(0, named.at + named.size);
        }
        whole.after = std::move(frame);
        wholes_.push_back(std::move(whole));
    }
}

LabelReader* Parts::whole(std::size_t dim) {
    const auto found = std::ranges::find(wholes_, dim, &Whole::dim);
    return found == wholes_.end() ? nullptr : &found->reader;
}

LabelId Parts::read(Whole& whole,
                    std::span<const LabelId> labels,
                    const std::deque<LabelReader>& pieces,
                    Address at) {
    const Label& own = pieces[whole.dim][labels[whole.dim]];
    const Address place = place_of(whole.reader.rule(), own.at, at);
    const bool period = whole.reader.rule().is_period();
    std::string text;
    std::string marks; // of all pieces: they mark the whole
    for (const Piece& piece : whole.pieces) {
        const Label& label = pieces[piece.dim][labels[piece.dim]];
        if (label.state == Label::State::missing) {
            return whole.reader.missing(label.sheet, label.at);
        }
        const std::string bare = period ? without_marks(label.text) : label.text;
        text += piece.before;
        text += bare;
        marks += label.text.substr(std::min(bare.size(), label.text.size()));
    }
    return whole.reader.read(text + whole.after + marks, own.sheet, place);
}

void Parts::join(std::span<LabelId> labels, const std::deque<LabelReader>& pieces, Address at) {
    std::vector<std::pair<std::size_t, LabelId>> joined; // one or two
    for (Whole& whole : wholes_) {
        key_.clear();
        for (const Piece& piece : whole.pieces) {
            key_ += static_cast<char32_t>(labels[piece.dim]);
        }
        auto known = whole.known.find(key_);
        if (known == whole.known.end()) {
            known = whole.known.emplace(key_, read(whole, labels, pieces, at)).first;
        }
        joined.emplace_back(whole.dim, known->second);
    }
    for (const auto& [dim, label] : joined) {
        labels[dim] = label;
    }
}

} // namespace tidemark::parse
