// Life: one random history of a source, told to a store and to the plain model alike. The seed says
// all of it.
#pragma once

#include "fixture.hpp"
#include "plain_model.hpp"

#include <deque>
#include <random>

namespace tidemark::load::model {

// A file that came, and what became of it.
struct Kept {
    std::string name;
    std::string bytes;
    std::string member;
    std::int64_t look = 0;
    Day published{};
    std::optional<VintageId> vintage{}; // that last took it in; none: it waits
    std::string follows{};              // when it was let in
    Printed figures{};                  // as read last
};

class Life {
  public:
    Life(unsigned seed, bool folder);

    // Whatever comes next: a release, an old one, a late answer, a mended layout.
    void step(Store& store);
    // Every day by which something was published or known, and some pairs of them.
    void check(Store& store);

    void check_now(Store& store) { compare(store, {}); }

  private:
    [[nodiscard]] unsigned below(unsigned n) { return static_cast<unsigned>(rng_() % n); }

    [[nodiscard]] bool chance(unsigned percent) { return below(100) < percent; }

    [[nodiscard]] Value any_value();
    void revise(Printed& figures, const std::vector<std::string>& areas);
    [[nodiscard]] Printed some_years(const Printed& figures);
    [[nodiscard]] Kept& new_file(const std::string& name, const std::string& member, Printed said);

    void publish(Store& store);
    void publish_old_bytes(Store& store);
    void answer(Store& store);
    void mend(Store& store);
    void read_otherwise(Kept& kept);
    void take(Store& store, Batch batch, std::vector<Kept*> fresh, std::vector<Kept*> again);
    [[nodiscard]] FileBuilder built(const Kept& kept) const;
    [[nodiscard]] std::string followed(const Kept& kept, const Snapshot& then) const;
    [[nodiscard]] static Reading reading(const Kept& kept);
    void compare(Store& store, const AsOf& as_of);

    std::mt19937 rng_;
    bool folder_;
    // Answers wait in this one. Then our readings of the others stay as they are: what an answer
    // filled when it came last hangs on how the newer ones were read by then.
    bool waiting_;
    Source source_;
    Model model_;
    std::deque<Kept> kept_;
    Printed truth_; // what the publisher, or all members, would print in full
    std::int64_t look_ = 0;
    int parser_ = 1;
    Day published_ = day("2019-01-01");
    Instant now_ = at("2020-01-01T12:00:00Z");
};

} // namespace tidemark::load::model
