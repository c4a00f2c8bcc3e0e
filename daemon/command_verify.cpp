// tidemark verify: alert log, database and archive agree, to the cell of every figure that stands;
// or a bundle agrees with itself.
#include "daemon/all_commands.hpp"
#include "daemon/arguments.hpp"
#include "daemon/bundle.hpp"
#include "daemon/print.hpp"
#include "daemon/verify.hpp"
#include "daemon/wire.hpp"
#include "pipeline/base/files.hpp"
#include "pipeline/base/text.hpp"
#include "pipeline/load/verify.hpp"

#include <fmt/ostream.h>
#include <nlohmann/json.hpp>

#include <ostream>

namespace tidemark {
namespace {

using Json = nlohmann::ordered_json;

class VerifyCommand final : public Command {
  public:
    void options(Arguments& arguments) override {
        arguments.text("BUNDLE", bundle_, "a bundle instead: needs no configuration, no database");
        arguments.flag("--quick", quick_, "leave out reading every figure again");
        arguments.flag("--json", json_, "one object");
    }

    int run(const Surroundings& here) override {
        return bundle_.empty() ? run_here(here) : run_bundle(here);
    }

  private:
    [[nodiscard]] int run_bundle(const Surroundings& here) {
        auto bytes = read_file(bundle_);
        const auto limits = bytes ? room_limits(here.folders) : propagate(bytes);
        if (!limits) {
            return complain(here, limits.error());
        }
        const auto parser = parse::make_child_parser(*limits);
        auto verified = verify_bundle(*bytes, *parser);
        if (!verified) {
            Error error = verified.error();
            error.file = bundle_;
            return complain(here, error);
        }
        all_ = std::move(*verified);
        return tell(here);
    }

    [[nodiscard]] int run_here(const Surroundings& here) {
        const auto config = read_config(here);
        if (!config) {
            return exit_usage;
        }
        auto wrong = load::verify_database(here.folders.state);
        auto room = wrong ? open_reading_room(here.folders) : propagate(wrong);
        if (!room) {
            return complain(here, room.error());
        }
        take({.what = "database: pages, references, figures, outbox", .wrong = std::move(*wrong)});
        const auto done = check(here, *config, *room);
        if (!done) {
            return complain(here, done.error());
        }
        return tell(here);
    }

    void take(Verified verified) { all_.push_back(std::move(verified)); }

    [[nodiscard]] Result<void>
    check(const Surroundings& here, const config::Config& config, ReadingRoom& room) {
        for (const char* name : {"alerts.log", "alerts.jsonl"}) {
            auto log = verify_log(here.folders.log, name, *room.store);
            if (!log) {
                return propagate(log);
            }
            take(std::move(*log));
        }
        auto health = room.store->health();
        if (!health) {
            return propagate(health);
        }
        std::vector<std::string> ids;
        for (const Health& one : *health) {
            ids.push_back(one.source);
        }
        auto archive = verify_archive(ids, *room.store, *room.archive);
        if (!archive) {
            return propagate(archive);
        }
        take(std::move(*archive));
        return quick_ ? Result<void>() : check_figures(config, room);
    }

    [[nodiscard]] Result<void> check_figures(const config::Config& config, ReadingRoom& room) {
        for (const Source& source : config.sources) {
            auto figures = verify_figures(source, *room.store, *room.archive, *room.parser);
            if (!figures) {
                return propagate(figures);
            }
            take(std::move(*figures));
        }
        return {};
    }

    [[nodiscard]] int tell(const Surroundings& here) const {
        std::size_t wrong = 0;
        Json list = Json::array();
        for (const Verified& one : all_) {
            wrong += one.wrong.size();
            Json errors = Json::array();
            for (const Error& error : one.wrong) {
                errors.push_back(json_of(error));
            }
            list.push_back({{"what", one.what}, {"wrong", errors}});
            if (!json_) {
                fmt::print(here.out,
                           "{} {}\n",
                           one.wrong.empty() ? "agrees " : "DIFFERS",
                           one_line(one.what));
            }
            for (const Error& error : json_ ? std::vector<Error>{} : one.wrong) {
                complain(here, error);
            }
        }
        if (json_) {
            print_json(here.out, {{"agrees", wrong == 0}, {"checks", list}});
        }
        return wrong == 0 ? exit_well : exit_not_well;
    }

    std::string bundle_;
    bool quick_ = false;
    bool json_ = false;
    std::vector<Verified> all_;
};

} // namespace

std::unique_ptr<Command> make_verify() {
    return std::make_unique<VerifyCommand>();
}

} // namespace tidemark
