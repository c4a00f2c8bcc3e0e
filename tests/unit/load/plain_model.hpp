// plain_model: what the store must answer, by the longest way round. It keeps nothing but what each
// file of each vintage said, and for every question plays the vintages asked for from the first on.
#pragma once

#include "pipeline/load/rows.hpp"
#include "pipeline/ports.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace tidemark::load::model {

struct Key {
    std::string area;
    std::string kind;
    int year = 0;

    auto operator<=>(const Key&) const = default;
};

struct Value {
    std::optional<double> value;
    Status status = Status::normal;
    double below = 0;

    bool operator==(const Value&) const = default;
};

using Printed = std::map<Key, Value>;

// A file as one vintage read it.
struct Reading {
    std::string id; // its name and bytes
    std::string name;
    std::string member; // empty: not of a folder
    std::int64_t look = 0;
    std::string follows; // name of the file that it is compared with
    Printed figures;
};

struct Edition {
    Vintage vintage;
    std::vector<Reading> files; // the one seen last first
};

struct Standing {
    Value value;
    VintageId edition = 0; // that printed it last
    std::string printer;   // name of the file that did
    std::string member;
    std::int64_t look = 0;
};

using State = std::map<Key, Standing>;

class Model {
  public:
    explicit Model(bool folder)
        : folder_(folder) {}

    void add(Edition edition) { editions_.push_back(std::move(edition)); }

    [[nodiscard]] const std::vector<Edition>& editions() const { return editions_; }

    // Days in UTC.
    [[nodiscard]] State as_of(const AsOf& as_of) const;

    // Its editions as they were loaded, and what each says of the figure: for a test that fails.
    [[nodiscard]] std::string told(const Key& key) const;

    // Did any reading of the file print this?
    [[nodiscard]] bool said(const std::string& name, const Key& key, const Value& value) const;

  private:
    bool folder_;
    std::vector<Edition> editions_;
};

} // namespace tidemark::load::model
