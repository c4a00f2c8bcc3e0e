// Scene: what is known while the sections of one source file are read, in the order in which later
// sections need it: layouts give the dimensions, derives give codes, rules name both.
//
// References outlive the Scene.
#pragma once

#include "config/problem.hpp"
#include "config/schedule_check.hpp"
#include "config/settings.hpp"
#include "pipeline/model/codelist.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tidemark::config {

// What all source files share.
struct Shared {
    const Settings& settings;
    const Codelists& codelists;
    const ScheduleCheck& check_schedule;
};

class Scene {
  public:
    Scene(const Shared& shared, Problems& problems)
        : shared_(shared)
        , problems_(problems) {}

    [[nodiscard]] const Shared& shared() const { return shared_; }

    [[nodiscard]] Problems& problems() const { return problems_; }

    // --- dimensions, the period excepted ---------------------------------------------------------

    // The first codelist that a dimension is given stays; empty: labels are the codes.
    void add_dim(const std::string& dim, const std::string& codelist);

    // Layouts could not be read: no more problems that only follow from that.
    void dims_unknown() { dims_known_ = false; }

    [[nodiscard]] std::vector<std::string> dims() const; // in alphabetical order

    // A problem when the source has no such dimension.
    [[nodiscard]] bool need_dim(const std::string& dim, Place place) const;

    void check_dim(const std::string& dim, Place place) const { (void)need_dim(dim, place); }

    // All of `named` must be the source's dimensions and none may be missing.
    void
    need_all_dims(const std::set<std::string>& named, Place place, std::string_view where) const;

    // --- codes -----------------------------------------------------------------------------------

    // `dim` may be empty: the sum could not be read, and rules that name it are not wrong too.
    void add_derived(const std::string& dim, const std::string& code);

    // Null when the dimension has none.
    [[nodiscard]] const Codelist* codelist_of(const std::string& dim) const;

    // The code that a text stands for in a dimension: a derived code, a code, name or alias of its
    // codelist, or itself when it has none. Unknown: a problem, and nothing.
    [[nodiscard]] std::optional<std::string>
    code(const std::string& dim, const std::string& text, Place place) const;

    // A problem when there is no such list.
    void check_codelist(const std::string& id, Place place) const;
    // Null and a problem when there is no such set, or its codes are not those of the dimension.
    [[nodiscard]] const CodeSet*
    need_set(const std::string& id, const std::string& dim, Place place) const;

    void check_set(const std::string& id, const std::string& dim, Place place) const {
        (void)need_set(id, dim, place);
    }

  private:
    const Shared& shared_;
    Problems& problems_;
    bool dims_known_ = true;
    std::map<std::string, std::string> dims_; // to codelist
    std::map<std::string, std::set<std::string>> derived_;
};

} // namespace tidemark::config
