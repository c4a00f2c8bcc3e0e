#include "pipeline/parse/layout/codes.hpp"

#include "pipeline/base/text.hpp"
#include "pipeline/parse/layout/date_cells.hpp"
#include "pipeline/parse/layout/period_label.hpp"
#include "pipeline/parse/layout/periods.hpp"
#include "pipeline/parse/layout/pick.hpp"
#include "pipeline/parse/layout/unknown.hpp"
#include "pipeline/parse/layout/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace tidemark::parse {
namespace {

// Of 256, by both ends and the length: cheap, and wrong guesses cost one comparison.
std::size_t likely_place(std::string_view text) {
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
    const std::size_t size = std::min(text.size(), sizeof head);
    if (size > 0) {
        std::memcpy(&head, text.data(), size);
        std::memcpy(&tail, text.data() + text.size() - size, size);
    }
    constexpr std::uint64_t golden = 0x9E3779B97F4A7C15U;
    return static_cast<std::size_t>(((head * golden) ^ tail ^ text.size()) * golden >> 56U);
}

} // namespace

LabelReader::LabelReader(const DimRule& rule, const Recipe& recipe)
    : rule_(rule)
    , markers_(recipe.markers) {
    if (!rule.codelist.empty()) {
        const auto list = recipe.codelists.find(rule.codelist);
        if (list == recipe.codelists.end()) {
            throw std::logic_error("a recipe without its codelist '" + rule.codelist + "'");
        }
        codelist_ = &list->second;
        // In a list of "Ward 1", "Ward 2" the digits of an unknown "Ward 3" are its name.
        const bool named = std::ranges::any_of(codelist_->codes, [](const Code& code) {
            return !code.name.empty() && std::isdigit(static_cast<unsigned char>(code.name.back()));
        });
        digits_ = named ? Digits::are_name : Digits::are_marks;
    }
    if (const auto keep = recipe.keep.find(rule.name); keep != recipe.keep.end()) {
        keep_ = &keep->second;
        drop_unknown_ = recipe.drop_unknown.contains(rule.name);
    }
    if (rule.name == recipe.total_dim && !recipe.total_row.empty()) {
        total_ = &recipe.total_row;
    }
}

LabelId LabelReader::read(std::string_view text, const std::string& sheet, Address at) {
    const Known::value_type*& lately = lately_[likely_place(text)];
    if (lately != nullptr && lately->first == text) {
        return lately->second; // nearly every label stands in many rows
    }
    if (const auto known = known_.find(text); known != known_.end()) {
        lately = &*known;
        return known->second;
    }
    if (tidemark::is_blank(text)) {
        return missing(sheet, at);
    }
    Label label = resolve(text, nullptr);
    if (is_beyond(label)) {
        return add_beyond(std::move(label), sheet, at);
    }
    const LabelId id = add(std::move(label), sheet, at);
    lately = &*known_.emplace(text, id).first;
    return id;
}

bool LabelReader::is_beyond(const Label& label) {
    constexpr std::size_t most = 10'000;
    const bool useless = label.state == Label::State::unknown ||
                         label.state == Label::State::let_go ||
                         label.state == Label::State::dropped;
    return useless && ++useless_ > most;
}

// In the place of the one before it: nobody asks for that any more, its row is read.
LabelId LabelReader::add_beyond(Label label, const std::string& sheet, Address at) {
    const auto [known, fresh] = beyond_.try_emplace(label.state, 0);
    if (fresh) {
        known->second = add(Label{}, sheet, at);
    }
    Label& last = labels_[known->second];
    label.let_go = last.let_go;
    label.sheet = sheet;
    label.at = at;
    last = std::move(label);
    return known->second;
}

LabelId LabelReader::read(const Cell& cell, const std::string& sheet) {
    if (cell.type != CellType::date) {
        return read(cell.text, sheet, cell.at);
    }
    if (rule_.part || (rule_.is_period() && !rule_.reads_as.empty())) {
        return read(shown_text(cell), sheet, cell.at); // a piece of a label
    }
    if (!rule_.is_period()) {
        return read(cell.text, sheet, cell.at);
    }
    std::string key = fmt::format("\x01{}", cell.number);
    if (const auto known = known_.find(key); known != known_.end()) {
        return known->second;
    }
    Label label = resolve(cell.text, &cell);
    if (is_beyond(label)) {
        return add_beyond(std::move(label), sheet, cell.at);
    }
    const LabelId id = add(std::move(label), sheet, cell.at);
    known_.emplace(std::move(key), id);
    return id;
}

LabelId LabelReader::missing(const std::string& sheet, Address at) {
    if (rule_.blank) {
        return blank(sheet, at);
    }
    constexpr std::size_t most = 50; // places told apart; a broken table must not fill the memory
    if (missing_.size() == most) {
        return missing_.back();
    }
    missing_.push_back(add(Label{}, sheet, at));
    return missing_.back();
}

// What `blank` says is a code of its own, also beside a codelist: "all" is none of its places.
LabelId LabelReader::blank(const std::string& sheet, Address at) {
    if (!blank_) {
        Label label;
        label.text = *rule_.blank;
        const Code* known = codelist_ == nullptr ? nullptr : codelist_->find(label.text);
        label.code = known == nullptr ? label.text : known->code;
        const bool kept = keep_ == nullptr || std::ranges::find(*keep_, label.code) != keep_->end();
        label.state = is_total(label.text) ? Label::State::total
                      : kept               ? Label::State::known
                                           : Label::State::dropped;
        blank_ = add(std::move(label), sheet, at);
    }
    return *blank_;
}

LabelId LabelReader::add(Label label, const std::string& sheet, Address at) {
    if (rule_.part ||
        (label.state != Label::State::known && label.state != Label::State::dropped)) {
        label.sheet = sheet;
    }
    label.at = at;
    labels_.push_back(std::move(label));
    return static_cast<LabelId>(labels_.size() - 1);
}

bool LabelReader::is_total(std::string_view text) const {
    return total_ != nullptr &&
           (total_->matches(squeeze(text)) || total_->matches(clean_label(text, rule_.strip)));
}

Label LabelReader::resolve(std::string_view raw, const Cell* date) const {
    Label label;
    label.text = clean_label(raw, rule_.strip);
    if (is_total(raw)) {
        label.state = Label::State::total;
        return label;
    }
    if (label.text.empty()) {
        return label; // strip left nothing
    }
    label.text = put_into(rule_.reads_as, label.text);
    if (rule_.is_period()) {
        resolve_period(label, date);
        label.status = status_of_period(raw);
    } else {
        resolve_code(label);
        label.status = status_of_label(raw, label.text);
    }
    label.status = stronger(label.status, declared_status(raw, label.text));
    return label;
}

// "2015 May†" where [status] extra says what † means, and strip or a mark's rule takes it off.
Status LabelReader::declared_status(std::string_view raw, std::string_view cleaned) const {
    Status status = Status::normal;
    const std::string whole = squeeze(raw);
    for (const auto& [text, marker] : markers_.extra) {
        const std::string mark = squeeze(text);
        const bool sign = !mark.empty() && std::isalnum(static_cast<unsigned char>(mark[0])) == 0;
        const bool beside = has_value(marker.status) && marker.status != Status::zero &&
                            marker.status != Status::low;
        if (sign && beside && whole.ends_with(mark) && !cleaned.ends_with(mark)) {
            status = stronger(status, marker.status);
        }
    }
    return status;
}

void LabelReader::resolve_period(Label& label, const Cell* date) const {
    // With reads_as a date is a piece of the label: "three months to June 2010".
    const bool day = date != nullptr && rule_.reads_as.empty();
    const auto of_day = day ? period_of_day(date->number, rule_.parse.forms) : std::nullopt;
    if (of_day) {
        label.period = *of_day;
        label.state = Label::State::known;
        return;
    }
    label.text = without_marks(label.text);
    if (const auto period = find_period(label.text, rule_.parse)) {
        label.period = *period;
        label.state = Label::State::known;
        return;
    }
    label.state = Label::State::unknown; // unknown() reads it again, for the reason
}

void LabelReader::resolve_code(Label& label) const {
    label.state = Label::State::known;
    if (codelist_ == nullptr) {
        label.code = label.text;
    } else {
        std::vector<const Code*> codes;
        for (std::optional<std::string> text = label.text; text && codes.empty();
             text = without_mark(*text, digits_)) {
            codes = codelist_->all(*text);
            if (!codes.empty()) {
                label.text = *text;
            }
        }
        if (codes.empty()) {
            // It may be a kept one, respelt: only the source's word lets it go.
            label.state = drop_unknown_ ? Label::State::let_go : Label::State::unknown;
            return;
        }
        if (codes.size() > 1) {
            label.state = Label::State::dated;
            return;
        }
        label.code = codes.front()->code;
    }
    if (!is_kept(label.code)) {
        label.state = Label::State::dropped;
    }
}

bool LabelReader::is_kept(const std::string& code) const {
    return keep_ == nullptr || std::ranges::find(*keep_, code) != keep_->end();
}

Label LabelReader::settled(const Label& dated, const Period& period) const {
    Label label;
    label.text = dated.text;
    label.status = dated.status;
    const auto codes = codelist_->all(label.text);
    const auto code =
        std::ranges::find_if(codes, [&](const Code* each) { return each->holds(period); });
    if (code == codes.end()) {
        label.state = Label::State::unknown;
        label.period = period;
        return label;
    }
    label.code = (*code)->code;
    label.state = is_kept(label.code) ? Label::State::known : Label::State::dropped;
    return label;
}

LabelId LabelReader::on(LabelId id, const Period& period) {
    if (labels_[id].state != Label::State::dated) {
        return id;
    }
    const auto [known, fresh] = on_days_.try_emplace({id, period}, id);
    if (fresh) {
        const std::string sheet = labels_[id].sheet;
        known->second = add(settled(labels_[id], period), sheet, labels_[id].at);
    }
    return known->second;
}

Error LabelReader::unknown(const Label& label) const {
    if (label.state == Label::State::missing) {
        return {.code = "layout.label",
                .expected = fmt::format("a label for '{}'", rule_.name),
                .found = label.text.empty() ? "nothing" : quoted(label.text),
                .next = "leave its row or column out with skip ('^$' is an empty label), or end "
                        "the block with stop"};
    }
    if (rule_.is_period()) {
        auto period = read_period(label.text, rule_.parse);
        if (!period) {
            return std::move(period).error();
        }
    }
    if (codelist_ != nullptr && codelist_->all(label.text).size() > 1) {
        return no_code_on(*codelist_, label.text, label.period);
    }
    Error error = unknown_label(*codelist_, label.text);
    if (keep_ != nullptr) { // of a long list; to learn all the others may be too much to ask
        error.next += fmt::format("; if labels that nobody asked for need not be known, say "
                                  "codes = {{ dim = \"{}\", unknown = \"drop\" }} under [hold]",
                                  rule_.name);
    }
    return error;
}

void LabelReader::tell(std::vector<Dropped>& all) const {
    std::unordered_map<std::string, std::size_t> known; // one label, several spellings and sheets
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].dim == rule_.name) {
            known.emplace(all[i].label, i);
        }
    }
    for (const Label& label : labels_) {
        if (label.let_go == 0) {
            continue;
        }
        const auto beyond = beyond_.find(Label::State::let_go);
        const bool others = beyond != beyond_.end() && &label == &labels_[beyond->second];
        const std::string text = others ? "(further labels)" : label.text;
        const auto [at, fresh] = known.emplace(text, all.size());
        if (fresh) {
            all.push_back({.dim = rule_.name, .label = text});
        }
        all[at->second].cells += label.let_go;
    }
}

void LabelReader::say(LabelId id, Holds& holds) {
    Label& label = labels_[id];
    const bool trouble =
        label.state == Label::State::unknown || label.state == Label::State::missing;
    if (label.said || !trouble) {
        return;
    }
    label.said = true;
    const bool once = label.state == Label::State::unknown; // one label, several spellings
    const auto make = [&] {
        Error error = unknown(label);
        error.sheet = label.sheet;
        error.cell = to_text(label.at);
        return error;
    };
    if (once) {
        holds.repeat(rule_.name + "\x01" + label.text, make);
    } else {
        holds.add(make());
    }
}

} // namespace tidemark::parse
