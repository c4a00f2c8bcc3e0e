#include "pipeline/parse/layout/list_stream.hpp"

#include "pipeline/parse/layout/choose.hpp"
#include "pipeline/parse/layout/layout.hpp"
#include "pipeline/parse/layout/list_header.hpp"
#include "pipeline/parse/layout/sheets.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

namespace tidemark::parse {

namespace {

bool needs_sheet(const Layout& layout) {
    const bool when = !layout.when_anchor.empty() || !layout.when_not.empty();
    return when || layout.kind != Layout::Kind::list ||
           std::ranges::any_of(layout.dims, [](const DimRule& dim) {
               return std::holds_alternative<FromCell>(dim.from);
           });
}

} // namespace

std::optional<std::size_t> streamed_layout(const Recipe& recipe, std::string_view file_name) {
    const auto file = find_override(recipe, file_name);
    if (!file || several_sheets(recipe, *file) || !recipe.read.table_title.empty()) {
        return std::nullopt;
    }
    const auto meant = candidates(recipe, file_name, *file == nullptr ? "" : (*file)->layout);
    const bool one = meant.size() == 1 && !needs_sheet(recipe.layouts[meant.front()]);
    return one ? std::optional(meant.front()) : std::nullopt;
}

// One sheet. As in lay_out(), a header that is not found exactly once is the only thing said.
class ListStream::OneSheet : public SheetSink {
  public:
    OneSheet(ListStream& all, std::string name)
        : all_(all)
        , recipe_(all.recipe_)
        , layout_(recipe_.layouts[all.layout_])
        , dims_(dims_of(layout_, recipe_))
        , search_(layout_.header_has, name)
        , holds_(recipe_.source, all.file_.name) {
        sheet_.name = std::move(name);
        fixed_ =
            find_fixed(SheetView(sheet_), {.name = all.file_.name, .member = all.member_}, dims_);
        part_.file = all.file_;
        part_.layout = layout_name(recipe_, all.layout_);
        if (all.tracing_ != nullptr) {
            tracer_.emplace(sheet_.name, all.tracing_->area);
        }
    }

    std::size_t rows(std::vector<Cell>& cells, double /*progress*/) override {
        constexpr std::size_t batch = 4096; // cells; stays in the processor's cache
        for_each_row(cells, [this](const SheetView::Row& row) { put(row); });
        filled_ = filled_ || !cells.empty();
        cells.clear();
        figures_ = figures_ || !part_.observations.empty();
        all_.offer(*this, part_);
        return batch;
    }

    void end(std::vector<Cell> cells, std::vector<Area> /*merges*/, bool in_order) override {
        static_cast<void>(rows(cells, 1));
        in_order_ = in_order;
    }

    [[nodiscard]] bool filled() const { return filled_; }

    [[nodiscard]] bool in_order() const { return in_order_; }

    [[nodiscard]] Result<ParsedFile> take(Format format) {
        const auto found = outcome();
        if (tracer_) {
            all_.tracing_->sheets.push_back(found ? std::move(*tracer_).take()
                                                  : SheetTrace{.name = sheet_.name});
        }
        return found.map([&] {
            collector_->settle(format);
            figures_ = figures_ || !part_.observations.empty();
            if (!figures_ && holds_.empty()) {
                holds_.add(no_figure_at_all());
            }
            hold_unused(layout_, used_, holds_);
            tell_skipped(layout_, used_, part_.skipped);
            part_.held = holds_.take();
            return std::move(part_);
        });
    }

  private:
    void put(const SheetView::Row& row) {
        if (!search_.see(row)) {
            if (list_) {
                list_->put(row);
            }
        } else if (!plan_) {
            plan_ = plan_columns(sheet_.name, row, layout_, dims_);
            if (*plan_ && fixed_) {
                begin();
            }
        }
    }

    void begin() {
        Tracer* const tracer = tracer_ ? &*tracer_ : nullptr;
        if (tracer != nullptr) {
            tracer->fits(part_.layout, dims_);
            trace_heads(*tracer, **plan_);
        }
        collector_.emplace(
            dims_, layout_.unit_mult, recipe_, sheet_.name, part_, series_, holds_, tracer);
        std::vector<LabelId> labels(dims_.size());
        for (const FixedLabel& fixed : *fixed_) {
            labels[fixed.dim] =
                collector_->labels(fixed.dim).read(fixed.text, sheet_.name, fixed.at);
        }
        list_.emplace(**plan_, layout_, sheet_.name, std::move(labels), *collector_, used_);
    }

    [[nodiscard]] Result<void> outcome() {
        if (!fixed_) {
            return fail(fixed_.error());
        }
        if (auto found = search_.outcome(); !found) {
            return found;
        }
        return *plan_ ? Result<void>() : fail(plan_->error());
    }

    ListStream& all_;
    const Recipe& recipe_;
    const Layout& layout_;
    std::vector<DimRule> dims_;
    HeaderSearch search_;
    Sheet sheet_; // its name; never a cell
    Result<std::vector<FixedLabel>> fixed_;
    std::optional<Result<ListPlan>> plan_; // once a header was met
    ParsedFile part_;
    SeriesTable series_{part_.series};
    Holds holds_;
    Used used_;
    std::optional<Tracer> tracer_;
    std::optional<Collector> collector_;
    std::optional<ListRows> list_;
    bool filled_ = false;
    bool figures_ = false;
    bool in_order_ = true;
};

ListStream::ListStream(const RawFile& file,
                       const Recipe& recipe,
                       std::size_t layout,
                       EarlyObservations* early,
                       Tracing* tracing)
    : file_(file)
    , recipe_(recipe)
    , layout_(layout)
    , early_(early)
    , tracing_(tracing) {}

ListStream::~ListStream() = default;

SheetSink* ListStream::sheet(std::string_view name, Visibility visibility) {
    auto& listed = sheets_.emplace_back(Listed{std::string(name), visibility, nullptr});
    if (wants_sheet(recipe_, file_.name, name, visibility)) {
        listed.read = std::make_unique<OneSheet>(*this, listed.name);
    }
    return listed.read.get();
}

void ListStream::offer(const OneSheet& sheet, ParsedFile& part) {
    if (early_ == nullptr || part.observations.empty() || (taken_ != nullptr && taken_ != &sheet)) {
        return;
    }
    taken_ = &sheet;
    early_->take(part);
}

void ListStream::forget() {
    if (std::exchange(taken_, nullptr) != nullptr) {
        early_->forget();
    }
}

std::optional<ParsedFile> ListStream::take(Format format) {
    std::vector<SheetSeen> seen;
    for (const Listed& listed : sheets_) {
        if (listed.read && !listed.read->in_order()) {
            forget();
            return std::nullopt;
        }
        seen.push_back({.name = listed.name,
                        .visibility = listed.visibility,
                        .filled = listed.read && listed.read->filled()});
    }
    const auto chosen = find_override(recipe_, file_.name).and_then([&](const FileOverride* file) {
        return choose_sheets(seen, format, recipe_, file);
    });
    OneSheet* const one = chosen ? sheets_[chosen->front()].read.get() : nullptr;
    if (one != taken_) {
        forget();
    }
    auto parsed = one != nullptr ? one->take(format) : fail(chosen.error());
    if (!parsed) {
        forget();
        return held(file_, recipe_, std::move(parsed).error());
    }
    return std::move(*parsed);
}

} // namespace tidemark::parse
