// tidemark accept: a person lets one held release in, that digest, once.
#include "daemon/all_commands.hpp"
#include "daemon/arguments.hpp"
#include "daemon/requests.hpp"
#include "pipeline/base/text.hpp"
#include "pipeline/load/hold.hpp"
#include "pipeline/load/store.hpp"

#include <fmt/ostream.h>

#include <algorithm>
#include <iterator>
#include <ostream>
#include <set>

namespace tidemark {
namespace {

class AcceptCommand final : public Command {
  public:
    void options(Arguments& arguments) override {
        arguments.needed("SOURCE", source_, "id of a source whose release is held");
        arguments.text("FILE", file_, "its name, where several files are held");
        arguments.text("--check", check_, "only for this check; all that hold it when left out");
        arguments.needed("--by", by_, "who decides");
        arguments.needed("--why", why_, "why it is right");
    }

    int run(const Surroundings& here) override {
        auto store = load::open_store_read_only(here.folders.state);
        if (!store) {
            return complain(here, store.error());
        }
        const auto held = (*store)->held(source_);
        if (!held) {
            return complain(here, held.error());
        }
        if (!check_.empty() && check_.find('.') == std::string::npos) {
            check_ = "hold." + check_; // as the held line writes it
        }
        auto chosen = choose(*held);
        if (!chosen) {
            return complain(here, chosen.error());
        }
        store->reset(); // before another connection writes
        const Decision decision{.what = "accept",
                                .source = source_,
                                .target = check_.empty() ? "*" : check_,
                                .file = chosen->file.name,
                                .digest = chosen->file.sha256,
                                .answer = {},
                                .period = std::nullopt,
                                .by = by_,
                                .why = why_,
                                .at = here.clock.now()};
        const auto handed = hand_in(here.folders, decision);
        if (!handed) {
            return complain(here, handed.error());
        }
        fmt::print(here.out,
                   "{}: accepted '{}' ({}); {}\n",
                   source_,
                   chosen->file.name,
                   check_.empty() ? join(checks_of({*chosen}, Which::acceptable), ", ") : check_,
                   what_next(*chosen, *handed));
        return exit_well;
    }

  private:
    enum class Which { all, acceptable };

    // Past a choice that found nothing or two nobody can go; what broke the parser is tried again.
    [[nodiscard]] static bool acceptable(const Error& reason) {
        return load::can_be_accepted(reason.code) || reason.code.starts_with("parse.");
    }

    [[nodiscard]] std::string what_next(const Held& chosen, Handed handed) const {
        auto rest = checks_of({chosen}, Which::all);
        for (const auto& check : checks_of({chosen}, Which::acceptable)) {
            if (check_.empty() || check == check_) {
                std::erase(rest, check);
            }
        }
        if (!rest.empty()) {
            return "it stays held by " + join(rest, ", ");
        }
        return handed == Handed::applied ? fmt::format("load it with: tidemark run {}", source_)
                                         : std::string("the daemon loads it within seconds");
    }

    // The one file that the words fit, as it waits now: its digest goes with the decision.
    [[nodiscard]] Result<Held> choose(const std::vector<Held>& held) const {
        std::vector<Held> fitting;
        std::ranges::copy_if(held, std::back_inserter(fitting), [&](const Held& one) {
            const bool by_check = std::ranges::any_of(one.reasons, [&](const Error& reason) {
                return acceptable(reason) && (check_.empty() || reason.code == check_);
            });
            return by_check && (file_.empty() || one.file.name == file_);
        });
        if (fitting.size() == 1) {
            return fitting.front();
        }
        Error error{.fault = Fault::usage, .code = "usage.accept", .source = source_};
        if (fitting.size() > 1) {
            std::vector<std::string> names;
            names.reserve(fitting.size());
            for (const Held& one : fitting) {
                names.push_back("'" + one.file.name + "'");
            }
            error.expected = "one file";
            error.found = join(names, ", ");
            error.next = "name the one that is right after the source";
            return fail(std::move(error));
        }
        const auto checks = checks_of(held, Which::all);
        error.file = file_;
        error.expected = check_.empty() ? "a release held by a check that can be accepted"
                                        : fmt::format("a release held by '{}'", check_);
        error.found = checks.empty() ? "none" : "held by " + join(checks, ", ");
        error.next = "see tidemark status";
        return fail(std::move(error));
    }

    [[nodiscard]] static std::vector<std::string> checks_of(const std::vector<Held>& held,
                                                            Which which) {
        std::set<std::string> checks;
        for (const Held& one : held) {
            for (const Error& reason : one.reasons) {
                if (which == Which::all || acceptable(reason)) {
                    checks.insert(reason.code);
                }
            }
        }
        return {checks.begin(), checks.end()};
    }

    std::string source_;
    std::string file_;
    std::string check_;
    std::string by_;
    std::string why_;
};

} // namespace

std::unique_ptr<Command> make_accept() {
    return std::make_unique<AcceptCommand>();
}

} // namespace tidemark
