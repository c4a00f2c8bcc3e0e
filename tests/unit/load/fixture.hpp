// A store in a folder of its own, and one pass in one call.
#pragma once

#include "pipeline/load/store.hpp"
#include "tests/support/batch_builder.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace tidemark::load {

using support::file;
using support::FileBuilder;
using support::release;

inline Instant at(std::string_view text) {
    return parse_instant(text).value();
}

inline Day day(std::string_view text) {
    return parse_day(text).value();
}

inline AsOf published_by(std::string_view text) {
    return {day(text), {}};
}

inline AsOf known_by(std::string_view text) {
    return {{}, day(text)};
}

// A publication at one address.
inline Source published_source(std::string id = "national") {
    Source source;
    source.id = std::move(id);
    source.find = FindUrl{"https://data.example.org/a.csv"};
    return source;
}

// A drop folder with one file from each area.
inline Source folder_source(std::string id = "foi") {
    Source source;
    source.id = std::move(id);
    source.find = FindDir{};
    source.recipe.member = MemberRule{"area", {}, "forces"};
    return source;
}

inline Result<Loaded> load_into(Store& store,
                                const Source& source,
                                const Batch& batch,
                                Instant now,
                                const Codelists& codelists = {}) {
    auto pass = store.begin(source.id);
    if (!pass) {
        return propagate(pass);
    }
    auto loaded = (*pass)->load(source, codelists, batch, now);
    if (!loaded) {
        return propagate(loaded);
    }
    return (*pass)->commit().map([&] { return std::move(*loaded); });
}

class StoreTest : public ::testing::Test {
  protected:
    void SetUp() override { reopen(); }

    void reopen() {
        store_.reset();
        auto opened = open_store(dir_.path());
        ASSERT_TRUE(opened) << opened.error().to_text();
        store_ = std::move(*opened);
    }

    Loaded load(const Source& source, const Batch& batch, const Codelists& codelists = {}) {
        now_ += std::chrono::hours(1);
        auto loaded = load_into(*store_, source, batch, now_, codelists);
        EXPECT_TRUE(loaded) << loaded.error().to_text();
        return loaded ? std::move(*loaded) : Loaded{};
    }

    // Nothing when there is no such figure, or it has no value.
    std::optional<double>
    value(const Source& source, const Dims& dims, const Period& period, const AsOf& as_of = {}) {
        const auto snapshot = store_->snapshot(source.id, as_of);
        const Series* series = snapshot.value().find({source.id, dims});
        if (series == nullptr) {
            return std::nullopt;
        }
        for (const Figure& figure : series->figures) {
            if (figure.period == period) {
                return figure.value;
            }
        }
        return std::nullopt;
    }

    test::TemporaryFolder dir_;
    std::unique_ptr<Store> store_;
    Instant now_ = at("2020-09-05T05:00:00Z");
};

inline std::vector<std::string> codes_of_reasons(const Loaded& loaded) {
    std::vector<std::string> codes;
    for (const Held& held : loaded.held) {
        for (const Error& reason : held.reasons) {
            codes.push_back(reason.code);
        }
    }
    return codes;
}

} // namespace tidemark::load
