#include "daemon/bundle.hpp"
#include "daemon/evidence.hpp"
#include "daemon/print.hpp"
#include "pipeline/base/digest.hpp"
#include "pipeline/base/text.hpp"
#include "pipeline/parse/read/spent.hpp"
#include "pipeline/parse/read/zip.hpp"
#include "pipeline/parse/worker/recipe_json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <map>

namespace tidemark {
namespace {

using Json = nlohmann::json;

constexpr std::uint64_t largest_file = 1U << 30U;

tl::unexpected<Error> no_bundle(std::string found) {
    return fail({.fault = Fault::malformed,
                 .code = "verify.bundle",
                 .expected = "a bundle as 'tidemark explain ALERT --bundle' writes it",
                 .found = std::move(found),
                 .next = "ask for it again"});
}

Error wrong(const std::string& file, std::string expected, std::string found) {
    return {.fault = Fault::malformed,
            .code = "verify.bundle",
            .file = file,
            .expected = std::move(expected),
            .found = std::move(found),
            .next = "do not quote it: ask for the bundle again"};
}

// The files of a bundle, as an archive.
class BundleArchive final : public Archive {
  public:
    Result<std::string> put(std::string_view bytes) override {
        files_[sha256(bytes)] = bytes;
        return sha256(bytes);
    }

    Result<std::string> get(std::string_view digest) const override {
        const auto found = files_.find(digest);
        return found == files_.end() ? Result<std::string>(no_bundle("no file of that digest"))
                                     : found->second;
    }

  private:
    std::map<std::string, std::string, std::less<>> files_;
};

// A figure of alert.json. Fails: malformed.
Result<Evidence> evidence_of(const Json& json) {
    const auto text = [&](const char* key) {
        const auto found = json.find(key);
        return found != json.end() && found->is_string() ? found->get<std::string>()
                                                         : std::string();
    };
    Evidence e{.role = text("role"),
               .series = text("series"),
               .period = {},
               .value = {},
               .origin = {text("sha256"), text("file"), text("sheet"), text("cell")}};
    const auto value = json.find("value");
    if (value != json.end() && value->is_number()) {
        e.value = value->get<double>();
    }
    return e.origin.sha256.empty() ? no_bundle("a figure without a file") : Result<Evidence>(e);
}

bool same(double a, double b) {
    return std::abs(a - b) <= 1e-9 * std::max({1.0, std::abs(a), std::abs(b)});
}

class Checker {
  public:
    Checker(const Archive& archive, Parser& parser, Recipe recipe)
        : reader_(archive, parser, std::move(recipe)) {}

    // A statement and its members.
    [[nodiscard]] Result<void> check(const Json& statement) {
        if (!statement.is_object()) {
            return no_bundle("alert.json is no statement");
        }
        std::map<std::string, double> sums; // by role
        for (const Json& one : statement.value("evidence", Json::array())) {
            auto evidence = evidence_of(one);
            if (!evidence) {
                return propagate(evidence);
            }
            read_again(*evidence);
            sums[evidence->role] += evidence->value.value_or(0);
        }
        if (statement.value("kind", "") == "yoy" && sums.contains("now") &&
            !statement.value("of_all", false)) {
            compare(statement, sums);
        }
        for (const Json& member : statement.value("members", Json::array())) {
            if (auto checked = check(member); !checked) {
                return checked;
            }
        }
        return {};
    }

    std::size_t figures = 0;
    std::size_t sums_checked = 0;
    std::vector<Error> wrong_figures;
    std::vector<Error> wrong_sums;

  private:
    void read_again(const Evidence& e) {
        ++figures;
        const Reread reread = reader_.read(e.origin, e.value);
        if (reread.verdict != Reread::Verdict::equal) {
            Error error = wrong(e.origin.file,
                                e.value ? grouped(*e.value) : std::string("no number"),
                                reread.found);
            error.sheet = e.origin.sheet;
            error.cell = e.origin.cell;
            wrong_figures.push_back(std::move(error));
        }
    }

    // What the sentence says is what its figures come to.
    void compare(const Json& statement, const std::map<std::string, double>& sums) {
        const auto expect = [&](const char* key, double sum) {
            const auto said = statement.find(key);
            if (said == statement.end() || !said->is_number()) {
                return;
            }
            ++sums_checked;
            if (!same(said->get<double>(), sum)) {
                wrong_sums.push_back(wrong(statement.value("id", ""),
                                           fmt::format("{} {}", key, grouped(sum)),
                                           grouped(said->get<double>())));
            }
        };
        const double now = sums.at("now");
        expect("value", now);
        const auto before = sums.find("before");
        if (before != sums.end()) {
            expect("before", before->second);
            expect("change", now - before->second);
            const auto theirs = sums.find("publisher's change");
            if (statement.contains("our_change_pct") && theirs != sums.end()) {
                expect("change_pct", theirs->second);
            } else if (before->second > 0) {
                expect("change_pct", 100 * (now - before->second) / before->second);
            }
        }
    }

    EvidenceReader reader_;
};

// Puts the bundle's files into the archive; what lies under another digest is wrong.
Result<Verified> take_files(const parse::Zip& zip, parse::Spent& spent, Archive& archive) {
    Verified files;
    std::size_t count = 0;
    for (const parse::Zip::Entry& entry : zip.entries()) {
        constexpr std::string_view folder = "files/";
        if (!entry.name.starts_with(folder)) {
            continue;
        }
        auto bytes = zip.whole(entry.name, largest_file, spent);
        if (!bytes) {
            return propagate(bytes);
        }
        ++count;
        const std::string_view digest = entry.name.substr(folder.size(), 64);
        if (const auto found = archive.put(*bytes); found && *found != digest) {
            files.wrong.push_back(
                wrong(one_line(entry.name), std::string(digest), "bytes of " + *found));
        }
    }
    files.what = fmt::format("bundle: {}", counted(count, "file"));
    return files;
}

} // namespace

Result<std::vector<Verified>> verify_bundle(std::string_view bytes, Parser& parser) {
    const parse::Budgets budgets;
    auto zip = parse::Zip::open(bytes, budgets);
    if (!zip) {
        return propagate(zip);
    }
    parse::Spent spent;
    constexpr std::uint64_t largest_text = 1U << 26U;
    const auto alert = zip->whole("alert.json", largest_text, spent);
    const auto how = alert ? zip->whole("recipe.json", largest_text, spent) : alert;
    if (!how) {
        return no_bundle(how.error().found);
    }
    const Json statement = Json::parse(*alert, nullptr, false);
    const auto recipe = parse::recipe_from_json(squeeze(*how));
    if (!recipe || !statement.is_object()) {
        return no_bundle("alert.json or recipe.json that cannot be read");
    }
    BundleArchive archive;
    auto files = take_files(*zip, spent, archive);
    if (!files) {
        return propagate(files);
    }
    Checker checker(archive, parser, *recipe);
    try {
        if (auto checked = checker.check(statement); !checked) {
            return propagate(checked);
        }
    } catch (const Json::exception& exception) {
        return no_bundle(exception.what());
    }
    return std::vector<Verified>{
        std::move(*files),
        {.what = fmt::format("bundle: {} read again", counted(checker.figures, "figure")),
         .wrong = std::move(checker.wrong_figures)},
        {.what = fmt::format("bundle: {} of the change", counted(checker.sums_checked, "number")),
         .wrong = std::move(checker.wrong_sums)}};
}

} // namespace tidemark
