#include "pipeline/fetch/fetch.hpp"

#include "pipeline/base/digest.hpp"
#include "pipeline/fetch/ask.hpp"
#include "pipeline/fetch/discover/discover.hpp"
#include "pipeline/fetch/http_date.hpp"
#include "pipeline/fetch/look.hpp"
#include "pipeline/fetch/url.hpp"

#include <algorithm>
#include <optional>

namespace tidemark::fetch {
namespace {

struct Unchanged {};

struct Kept {
    RawFile file;
    std::optional<Day> served; // see served_on()
};

using Got = std::variant<Later, Unchanged, Kept>;

bool is_folder(const Look& look) {
    return std::holds_alternative<FindDir>(look.source.find);
}

// What stands there now, as far as we know: in a folder the newest under each name, elsewhere what
// was served last. A publisher who goes back to an earlier edition serves something new.
bool is_current(const Look& look, const KnownFile& known) {
    return !known.kept_only && (is_folder(look) || known.newest);
}

// The validators of the last time belong to an address, not to a name.
Request conditional(const Look& look, const std::string& url) {
    Request request = request_for(look.source, url);
    const auto known = std::ranges::find_if(look.known.files, [&](const KnownFile& k) {
        return k.file.url == url && is_current(look, k);
    });
    if (known != look.known.files.end() && look.force == Force::no) {
        request.etag = known->file.etag;
        request.last_modified = known->file.last_modified;
    }
    return request;
}

// In a folder a file is known by its name: a copy under another name is another file. Elsewhere
// the publisher may rename what we have.
bool have(const Look& look, const RawFile& file) {
    return std::ranges::any_of(look.known.files, [&](const KnownFile& k) {
        return k.file.sha256 == file.sha256 && is_current(look, k) &&
               (!is_folder(look) || k.file.name == file.name);
    });
}

// A date in the future is a server's clock or a page made for each request, not a publication. One
// before the newest edition is a file put back with its old time: it was published after that.
std::optional<Day> served_on(const Look& look, const Response& response) {
    const auto instant = parse_http_date(response.last_modified);
    if (!instant || *instant > look.clock.now()) {
        return std::nullopt;
    }
    const Day day = local_day(*instant, look.source.zone);
    return std::max(day, look.known.published.value_or(day));
}

Result<Got> keep(const Look& look, const std::string& url, Response response) {
    RawFile file{.sha256 = sha256(response.body),
                 .name = file_name_of(url),
                 .url = url,
                 .etag = response.etag,
                 .last_modified = response.last_modified,
                 .size = response.body.size(),
                 .fetched = look.clock.now(),
                 .parser = {}};
    if (have(look, file) && look.force == Force::no) {
        return Unchanged{};
    }
    return look.archive.put(response.body).map([&](const std::string&) -> Got {
        return Kept{.file = std::move(file), .served = served_on(look, response)};
    });
}

Result<Got> get(const Look& look, const std::string& url) {
    auto answer = ask(look, conditional(look, url));
    if (!answer) {
        return propagate(answer);
    }
    if (const auto* later = std::get_if<Later>(&*answer)) {
        return *later;
    }
    auto& response = std::get<Response>(*answer);
    if (response.status == 304) {
        return Unchanged{};
    }
    return keep(look, url, std::move(response));
}

Error stopped(const Look& look) {
    return {.fault = Fault::unavailable,
            .code = "fetch.stopped",
            .source = look.source.id,
            .expected = "time to finish",
            .found = "the program is stopping",
            .next = "nothing: it is looked at again after the start"};
}

// A file without a digest: its bytes were not read.
void refuse(const Look& look, const Target& target, Error error, Found& found) {
    RawFile file;
    file.name = file_name_of(target.url);
    file.url = target.url;
    file.fetched = look.clock.now();
    error.source = look.source.id;
    found.refused.push_back({.file = std::move(file), .reasons = {std::move(error)}});
}

// One file is taken in, or refused alone when it lies in a folder.
// Nothing: go on. A Later: come back.
Result<std::optional<Later>> take_in(const Look& look, const Target& target, Found& found) {
    auto got = get(look, target.url);
    if (!got) {
        const bool alone = is_folder(look) && got.error().fault != Fault::storage;
        if (!alone) {
            return propagate(got);
        }
        if (got.error().code != "fetch.changing") { // still being written: next time
            refuse(look, target, std::move(got).error(), found);
        }
        return std::optional<Later>();
    }
    if (auto* later = std::get_if<Later>(&*got)) {
        return std::optional(std::move(*later));
    }
    if (auto* kept = std::get_if<Kept>(&*got)) {
        found.release.title = target.title;
        found.release.published = target.published ? target.published : kept->served;
        found.release.files.push_back(std::move(kept->file));
    }
    return std::optional<Later>();
}

// Names that wait for a person, while the folder holds them no longer. What was let in is kept and
// read again from the archive: its figures stand wherever the file went.
std::vector<std::string> gone(const Look& look, const std::vector<Target>& targets) {
    std::vector<std::string> names;
    for (const KnownFile& known : look.known.files) {
        const bool waits = known.outcome != KnownFile::Outcome::loaded && !known.let_in;
        const bool lies_there = std::ranges::any_of(targets, [&](const Target& target) {
            return file_name_of(target.url) == known.file.name;
        });
        if (is_folder(look) && waits && !lies_there) {
            names.push_back(known.file.name);
        }
    }
    return names;
}

Result<Fetched> look_at(const Look& look) {
    auto discovery = discover(look);
    if (!discovery) {
        return propagate(discovery);
    }
    if (auto* later = std::get_if<Later>(&*discovery)) {
        return std::move(*later);
    }
    Found found;
    found.release.source = look.source.id;
    const auto& targets = std::get<std::vector<Target>>(*discovery);
    found.release.gone = gone(look, targets);
    for (const Target& target : targets) {
        if (look.stop.stop_requested()) {
            return fail(stopped(look));
        }
        if (!target.settled) {
            continue;
        }
        auto later = take_in(look, target, found);
        if (!later) {
            return propagate(later);
        }
        if (*later) {
            return std::move(**later);
        }
    }
    if (found.release.files.empty() && found.release.gone.empty() && found.refused.empty()) {
        return NothingNew{};
    }
    return found;
}

} // namespace

Result<Fetched> fetch(const Source& source,
                      const Known& known,
                      Force force,
                      Progress& progress,
                      const Clock& clock,
                      Transport& transport,
                      Turns& turns,
                      Archive& archive,
                      Parser& parser,
                      std::stop_token stop) {
    const Look look{.source = source,
                    .known = known,
                    .force = force,
                    .progress = progress,
                    .clock = clock,
                    .transport = transport,
                    .turns = turns,
                    .archive = archive,
                    .parser = parser,
                    .stop = std::move(stop)};
    return look_at(look).map_error([&](Error error) {
        error.source = source.id;
        return error;
    });
}

} // namespace tidemark::fetch
