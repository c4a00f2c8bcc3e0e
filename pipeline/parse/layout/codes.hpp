// codes: the labels of one dimension -> codes or periods, each distinct label read once.
//
// A label that is unknown to the codelist, or is no period in the declared form, is remembered as
// such; it is held only if a figure turns out to need it. Of those that are no code of the figures
// the first ten thousand are remembered each, what comes then is read again where it stands: a
// column of a million wrong labels is held, not out of memory. Borrows rule and codelist, which
// must outlive it. Fails: never; problems go to Holds. Thread: one.
#pragma once

#include "pipeline/model/codelist.hpp"
#include "pipeline/model/layout.hpp"
#include "pipeline/model/observation.hpp"
#include "pipeline/parse/layout/holds.hpp"
#include "pipeline/parse/layout/label.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace tidemark::parse {

struct Label {
    enum class State {
        known,
        total,   // names the printed total of this dimension
        dropped, // not among the codes of [keep]
        let_go,  // unknown, and [hold] codes drops it
        dated,   // several codes, each on days of its own: a figure's period says which
        unknown,
        missing, // no label where one was needed
    };

    State state = State::missing;
    std::string text;               // cleaned
    std::string code;               // known, unless a period
    Period period;                  // known; unknown, though it has several codes: the figure's
    Status status = Status::normal; // from a marker cut off the label
    std::string sheet;              // where it was first met, of those that may be in trouble
    Address at;
    bool said = false;        // its problem is in Holds
    std::uint64_t let_go = 0; // cells dropped with it
};

using LabelId = std::uint32_t;

// Looks texts up without a copy.
struct TextHash {
    using is_transparent = void;

    std::size_t operator()(std::string_view text) const {
        return std::hash<std::string_view>()(text);
    }
};

class LabelReader {
  public:
    LabelReader(const DimRule& rule, const Recipe& recipe);

    // A text, or a cell (a date cell is a day, whatever its text).
    [[nodiscard]] LabelId read(std::string_view text, const std::string& sheet, Address at);
    [[nodiscard]] LabelId read(const Cell& cell, const std::string& sheet);
    [[nodiscard]] LabelId missing(const std::string& sheet, Address at);

    [[nodiscard]] const Label& operator[](LabelId id) const { return labels_[id]; }

    // Whether a label may need a period before it is a code.
    [[nodiscard]] bool has_dated() const {
        return codelist_ != nullptr && !codelist_->by_days.empty();
    }

    // The label as it is meant in a period: another where it is dated, else itself.
    [[nodiscard]] LabelId on(LabelId id, const Period& period);

    // Puts the problem of an unknown or missing label into `holds`, once.
    void say(LabelId id, Holds& holds);

    // A cell is dropped because this label, which is let go, is one of its own.
    void let_go(LabelId id) { ++labels_[id].let_go; }

    // Adds what was let go to `all`, where other sheets may have put the same labels.
    void tell(std::vector<Dropped>& all) const;

    [[nodiscard]] const DimRule& rule() const { return rule_; }

    [[nodiscard]] bool is_total(std::string_view text) const;

  private:
    [[nodiscard]] Label resolve(std::string_view raw, const Cell* date) const;
    void resolve_period(Label& label, const Cell* date) const;
    void resolve_code(Label& label) const;
    [[nodiscard]] bool is_kept(const std::string& code) const;
    [[nodiscard]] Label settled(const Label& dated, const Period& period) const;
    [[nodiscard]] Status declared_status(std::string_view raw, std::string_view cleaned) const;
    [[nodiscard]] Error unknown(const Label& label) const;
    [[nodiscard]] LabelId blank(const std::string& sheet, Address at);
    [[nodiscard]] bool is_beyond(const Label& label);
    LabelId add_beyond(Label label, const std::string& sheet, Address at);
    LabelId add(Label label, const std::string& sheet, Address at);

    const DimRule& rule_;
    const Markers& markers_;
    const Codelist* codelist_ = nullptr; // null: the label is the code
    Digits digits_ = Digits::are_marks;  // at the end of an unknown label
    const std::vector<std::string>* keep_ = nullptr;
    bool drop_unknown_ = false;
    const Pattern* total_ = nullptr;
    std::vector<Label> labels_;
    std::size_t useless_ = 0;                // labels that are no code of the figures
    std::map<Label::State, LabelId> beyond_; // the last of those that are not remembered
    std::vector<LabelId> missing_;
    std::optional<LabelId> blank_;
    std::map<std::pair<LabelId, Period>, LabelId> on_days_; // of dated ones
    using Known = std::unordered_map<std::string, LabelId, TextHash, std::equal_to<>>;
    Known known_; // by raw text; a date's begins with \x01
    // Those read lately, each in the place that its text makes likely: asked before the map.
    std::array<const Known::value_type*, 256> lately_{};
};

} // namespace tidemark::parse
