#include "tests/unit/load/plain_model_life.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tidemark::load::model {
namespace {

constexpr int first_year = 2015;
constexpr int years = 3;

const std::vector<std::string> forces{"durham", "essex", "kent"};
const std::vector<std::string> kinds{"x", "y"};

Source source_of(unsigned seed, bool folder) {
    const std::string id = fmt::format("s{}", seed);
    Source source = folder ? folder_source(id) : published_source(id);
    source.zone = "UTC";
    source.hold.lost_columns_allowed = true;
    source.hold.lost_periods_allowed = true;
    source.hold.gaps_allowed = true;
    source.hold.new_columns_allowed = true;
    return source;
}

Key key_of(const SeriesKey& series, const Period& period) {
    int year = first_year;
    while (period != calendar_year(year)) {
        ++year;
    }
    return {series.dims.at("area"), series.dims.at("kind"), year};
}

// The first that ought to stand and does not.
std::string missing(const State& expected, const Snapshot& found, const Model& model) {
    for (const auto& [key, standing] : expected) {
        const Dims dims{{"area", key.area}, {"kind", key.kind}};
        const Series* series = found.find({found.source, dims});
        if (series == nullptr ||
            std::ranges::count(series->figures, calendar_year(key.year), &Figure::period) == 0) {
            return ": none for " + model.told(key);
        }
    }
    return "";
}

std::string day_or_any(const std::optional<Day>& day) {
    return day ? day_text(*day) : "any";
}

} // namespace

Life::Life(unsigned seed, bool folder)
    : rng_(seed)
    , folder_(folder)
    , waiting_(folder && seed % 2 == 0)
    , source_(source_of(seed, folder))
    , model_(folder) {
    revise(truth_, forces);
}

void Life::step(Store& store) {
    const bool any =
        std::ranges::any_of(kept_, [](const Kept& k) { return k.vintage.has_value(); });
    if (any && chance(30)) {
        mend(store);
    } else if (folder_) {
        answer(store);
    } else if (any && chance(12)) {
        publish_old_bytes(store);
    } else {
        publish(store);
    }
}

Value Life::any_value() {
    if (chance(80)) {
        return {.value = below(4)};
    }
    return chance(50) ? Value{.value = {}, .status = Status::below, .below = 5}
                      : Value{.value = {}, .status = Status::suppressed};
}

void Life::revise(Printed& figures, const std::vector<std::string>& areas) {
    for (const std::string& area : areas) {
        for (const std::string& kind : kinds) {
            for (int year = first_year; year < first_year + years; ++year) {
                const Key key{area, kind, year};
                const bool there = figures.contains(key);
                if (there && chance(8)) {
                    figures.erase(key);
                } else if (chance(there ? 15 : 50)) {
                    figures[key] = any_value();
                }
            }
        }
    }
}

Printed Life::some_years(const Printed& figures) {
    if (chance(60)) {
        return figures;
    }
    const int from = first_year + static_cast<int>(below(years));
    const int to = std::min(from + static_cast<int>(below(2)), first_year + years - 1);
    Printed some;
    std::ranges::copy_if(figures, std::inserter(some, some.end()), [&](const auto& figure) {
        return figure.first.year >= from && figure.first.year <= to;
    });
    return some;
}

Kept& Life::new_file(const std::string& name, const std::string& member, Printed said) {
    kept_.push_back({.name = name,
                     .bytes = fmt::format("{} {}", name, kept_.size()),
                     .member = member,
                     .look = look_,
                     .figures = std::move(said)});
    return kept_.back();
}

// An edition of all areas, in one file or a file for each kind; sometimes one of long ago.
void Life::publish(Store& store) {
    ++look_;
    revise(truth_, forces);
    const Printed printed = some_years(truth_);
    Day then = published_ + std::chrono::days(below(4));
    if (chance(25)) {
        then = day("2019-01-01") + std::chrono::days(below(12));
    }
    published_ = std::max(published_, then);
    std::vector<Kept*> fresh;
    const bool two = chance(25);
    for (const std::string& kind : two ? kinds : std::vector<std::string>{""}) {
        Printed part;
        std::ranges::copy_if(printed, std::inserter(part, part.end()), [&](const auto& figure) {
            return kind.empty() || figure.first.kind == kind;
        });
        if (!part.empty()) {
            const bool own_name = chance(50);
            const std::string name =
                own_name ? fmt::format("{}{}.csv", kind, look_) : kind + ".csv";
            fresh.push_back(&new_file(name, "", std::move(part)));
        }
    }
    if (fresh.empty()) {
        return;
    }
    std::vector<FileBuilder> files;
    for (Kept* kept : fresh) {
        kept->published = then;
        files.push_back(built(*kept));
    }
    take(store, release(source_.id, day_text(then), files), fresh, {});
}

// What was served some looks ago is served once more, as a new edition.
void Life::publish_old_bytes(Store& store) {
    std::vector<Kept*> old;
    for (Kept& kept : kept_) {
        if (kept.vintage && kept.look < look_) {
            old.push_back(&kept);
        }
    }
    if (old.empty()) {
        return;
    }
    Kept& kept = *old[below(static_cast<unsigned>(old.size()))];
    kept.look = ++look_;
    kept.published = published_ += std::chrono::days(1);
    take(store, release(source_.id, day_text(published_), {built(kept)}), {&kept}, {});
}

// Files of some members come into the folder; one of them may not fit its layout, and waits.
void Life::answer(Store& store) {
    ++look_;
    std::vector<Kept*> fresh;
    std::vector<FileBuilder> files;
    for (const std::string& force : forces) {
        if (!chance(45)) {
            continue;
        }
        revise(truth_, {force});
        Printed own;
        std::ranges::copy_if(truth_, std::inserter(own, own.end()), [&](const auto& figure) {
            return figure.first.area == force;
        });
        own = some_years(own);
        if (own.empty()) {
            continue;
        }
        Kept& kept = new_file(fmt::format("{}_{}.csv", force, below(3)), force, std::move(own));
        kept.published = local_day(now_, "UTC");
        files.push_back(built(kept));
        if (waiting_ && chance(30)) {
            files.back().drift({.fault = Fault::held, .code = "layout.anchor"});
        } else {
            fresh.push_back(&kept);
        }
    }
    if (!files.empty()) {
        take(store, release(source_.id, "", files), fresh, {});
    }
}

// Other figures in the same file. In a folder of the same years: which answer follows which goes by
// them.
void Life::read_otherwise(Kept& kept) {
    Printed now = kept.figures;
    revise(now, folder_ ? std::vector{kept.member} : forces);
    const auto has_year = [](const Printed& figures, int year) {
        return std::ranges::any_of(figures, [&](const auto& f) { return f.first.year == year; });
    };
    for (int year = first_year; folder_ && year < first_year + years; ++year) {
        const bool had = has_year(kept.figures, year);
        if (!had) {
            std::erase_if(now, [&](const auto& figure) { return figure.first.year == year; });
        } else if (!has_year(now, year)) {
            std::ranges::copy_if(kept.figures, std::inserter(now, now.end()), [&](const auto& f) {
                return f.first.year == year;
            });
        }
    }
    kept.figures = now.empty() ? kept.figures : now;
}

// Our reading changes. In a folder everything that was let in is read again, and what waits may be
// let in; elsewhere any of the files.
void Life::mend(Store& store) {
    ++parser_;
    std::vector<Kept*> fresh;
    std::vector<Kept*> again;
    for (Kept& kept : kept_) {
        const bool replaced = std::ranges::any_of(kept_, [&](const Kept& other) {
            return other.name == kept.name && other.look > kept.look;
        });
        if (kept.vintage && (folder_ || chance(60))) {
            if (chance(30) && !waiting_) {
                read_otherwise(kept);
            }
            again.push_back(&kept);
        } else if (!kept.vintage && folder_ && !replaced && chance(70) &&
                   std::ranges::count(fresh, kept.member, &Kept::member) == 0) {
            fresh.push_back(&kept); // two of a member would contradict each other
        }
    }
    Batch batch = release(source_.id, "", {});
    batch.release.reread = true;
    for (const auto* part : {&again, &fresh}) {
        for (const Kept* kept : *part) {
            batch.files.push_back(built(*kept).build());
            batch.release.files.push_back(batch.files.back().file);
        }
    }
    take(store, std::move(batch), fresh, again);
}

FileBuilder Life::built(const Kept& kept) const {
    FileBuilder builder = file(kept.name, fmt::format("parser-{}", parser_));
    builder.bytes(kept.bytes);
    for (const auto& [key, value] : kept.figures) {
        const Dims dims{{"area", key.area}, {"kind", key.kind}};
        if (value.value) {
            builder.figure(dims, calendar_year(key.year), *value.value);
        } else {
            builder.marked(dims, calendar_year(key.year), value.status, "..", value.below);
        }
    }
    return builder;
}

// The newest file of its name that came before it, else of its member.
std::string Life::followed(const Kept& kept, const Snapshot& then) const {
    const Kept* best = nullptr;
    for (const bool by_name : {true, false}) {
        for (const Kept& other : kept_) {
            const bool fits = by_name ? other.name == kept.name : other.member == kept.member;
            if (fits && other.vintage && other.look < kept.look &&
                then.vintages.at(*other.vintage).published <= kept.published &&
                (best == nullptr || best->look <= other.look)) {
                best = &other;
            }
        }
        if (best != nullptr) {
            return best->name;
        }
    }
    return "";
}

Reading Life::reading(const Kept& kept) {
    return {.id = kept.bytes,
            .name = kept.name,
            .member = kept.member,
            .look = kept.look,
            .follows = kept.follows,
            .figures = kept.figures};
}

// Loads, and tells the model which vintages that made of which files.
void Life::take(Store& store, Batch batch, std::vector<Kept*> fresh, std::vector<Kept*> again) {
    const Snapshot before = store.snapshot(source_.id, {}).value();
    const std::size_t held = batch.files.size() - fresh.size() - again.size();
    const Loaded loaded = load_into(store, source_, batch, now_).value();
    now_ += std::chrono::days(1);
    ASSERT_EQ(loaded.held.size(), held) << loaded.held.front().reasons.front().to_text();
    const Snapshot after = store.snapshot(source_.id, {}).value();
    for (Kept* kept : fresh) {
        kept->follows = followed(*kept, before);
    }
    const auto by_look = [](const Kept* a, const Kept* b) { return a->look > b->look; };
    std::ranges::stable_sort(fresh, by_look);
    std::ranges::stable_sort(again, by_look);
    std::map<Kept*, std::optional<VintageId>> taken;
    for (const auto& [id, vintage] : after.vintages) {
        if (before.vintages.contains(id)) {
            continue;
        }
        Edition edition{.vintage = vintage, .files = {}};
        for (Kept* kept : vintage.rereads ? again : fresh) {
            if (!vintage.rereads || kept->vintage == vintage.rereads) {
                edition.files.push_back(reading(*kept));
                taken[kept] = id;
            }
        }
        ASSERT_FALSE(edition.files.empty());
        model_.add(std::move(edition));
    }
    for (const auto& [kept, vintage] : taken) {
        kept->vintage = vintage;
    }
}

void Life::check(Store& store) {
    std::set<Day> published;
    std::set<Day> loaded;
    for (const Edition& edition : model_.editions()) {
        published.insert(edition.vintage.published);
        loaded.insert(local_day(edition.vintage.loaded, "UTC"));
    }
    for (const Day day : published) {
        compare(store, {.published = day, .loaded = {}});
        for (const Day known : loaded) {
            if (chance(20)) {
                compare(store, {.published = day, .loaded = known});
            }
        }
    }
    for (const Day day : loaded) {
        compare(store, {.published = {}, .loaded = day});
    }
}

void Life::compare(Store& store, const AsOf& as_of) {
    const std::string where = fmt::format("{} published {} loaded {}",
                                          source_.id,
                                          day_or_any(as_of.published),
                                          day_or_any(as_of.loaded));
    const State expected = model_.as_of(as_of);
    const Snapshot found = store.snapshot(source_.id, as_of).value();
    std::size_t count = 0;
    for (const Series& series : found.series) {
        for (const Figure& figure : series.figures) {
            ++count;
            const Key key = key_of(series.key, figure.period);
            const auto standing = expected.find(key);
            const Value value{figure.value, figure.status, figure.below};
            ASSERT_TRUE(standing != expected.end() && value == standing->second.value &&
                        figure.last == standing->second.edition)
                << where << ": " << to_text(figure.status) << ' ' << figure.value.value_or(-1)
                << " of edition " << figure.last << "; " << model_.told(key);
            ASSERT_TRUE(model_.said(figure.origin.file, key, value))
                << where << ": its cell; " << model_.told(key);
        }
    }
    ASSERT_EQ(count, expected.size()) << where << missing(expected, found, model_);
}

} // namespace tidemark::load::model
