#include "daemon/bundle.hpp"
#include "daemon/print.hpp"
#include "pipeline/base/files.hpp"
#include "pipeline/base/text.hpp"
#include "pipeline/parse/worker/recipe_json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <zip.h>

#include <map>
#include <memory>
#include <system_error>

namespace tidemark {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

// minizip writes to a path; the file has its name when it is whole.
class ZipFile {
  public:
    explicit ZipFile(const fs::path& path)
        : path_(path)
        , zip_(zipOpen64(path.c_str(), APPEND_STATUS_CREATE)) {}

    ZipFile(const ZipFile&) = delete;
    ZipFile& operator=(const ZipFile&) = delete;
    ZipFile(ZipFile&&) = delete;
    ZipFile& operator=(ZipFile&&) = delete;

    ~ZipFile() {
        if (zip_ != nullptr) {
            zipClose(zip_, nullptr);
        }
    }

    void add(const std::string& name, std::string_view bytes) {
        constexpr unsigned no_time = (1U << 21U) | (1U << 16U); // 1 January 1980
        constexpr std::size_t piece = 1U << 24U;
        zip_fileinfo info{};
        info.dosDate = no_time;
        good_ = good_ && zip_ != nullptr &&
                zipOpenNewFileInZip64(zip_,
                                      name.c_str(),
                                      &info,
                                      nullptr,
                                      0,
                                      nullptr,
                                      0,
                                      nullptr,
                                      Z_DEFLATED,
                                      Z_DEFAULT_COMPRESSION,
                                      0) == ZIP_OK;
        for (std::size_t at = 0; good_ && at < bytes.size(); at += piece) {
            const std::string_view part = bytes.substr(at, piece);
            good_ = zipWriteInFileInZip(zip_, part.data(), static_cast<unsigned>(part.size())) ==
                    ZIP_OK;
        }
        good_ = good_ && zipCloseFileInZip(zip_) == ZIP_OK;
    }

    [[nodiscard]] Result<void> close() {
        good_ = zip_ != nullptr && zipClose(zip_, nullptr) == ZIP_OK && good_;
        zip_ = nullptr;
        if (good_) {
            return {};
        }
        return fail({.fault = Fault::storage,
                     .code = "storage.bundle",
                     .file = path_.string(),
                     .expected = "a file that can be written",
                     .found = std::generic_category().message(errno),
                     .next = "see that the folder is there and its disk has room"});
    }

  private:
    fs::path path_;
    zipFile zip_;
    bool good_ = true;
};

Json json_of_evidence(const std::vector<Evidence>& evidence) {
    Json all = Json::array();
    for (const Evidence& e : evidence) {
        Json one{{"role", e.role}, {"series", e.series}, {"period", json_of(e.period, "")}};
        one["value"] = json_of(e.value);
        one.update(json_of(e.origin));
        all.push_back(std::move(one));
    }
    return all;
}

Json json_of_statement(const Statement& s) {
    Json json{{"id", s.id},
              {"source", s.source},
              {"rule", s.rule},
              {"kind", s.kind},
              {"series", s.series},
              {"text", s.text},
              {"severity", to_text(s.severity)}};
    if (s.period) {
        json["period"] = json_of(*s.period, s.label);
    }
    for (const auto& [name, value] : {std::pair{"value", s.value},
                                      std::pair{"before", s.before},
                                      std::pair{"change", s.change},
                                      std::pair{"change_pct", s.change_percent},
                                      std::pair{"threshold", s.threshold}}) {
        if (value) {
            json[name] = *value; // as it is: it is compared with the sum of its parts
        }
    }
    if (s.our_percent) {
        json["our_change_pct"] = *s.our_percent;
    }
    // Of all answers, matched or not: more than the figures beside it.
    json["of_all"] =
        s.coverage && !s.coverage->like_for_like() && s.value == s.coverage->unmatched_now;
    json["cause"] = s.cause;
    json["reason"] = s.reason;
    json["evidence"] = json_of_evidence(s.evidence);
    json["members"] = Json::array();
    for (const Statement& member : s.members) {
        json["members"].push_back(json_of_statement(member));
    }
    return json;
}

// Digest to name.
void add_files(const Statement& s, std::map<std::string, std::string>& files) {
    for (const Evidence& e : s.evidence) {
        files.emplace(e.origin.sha256, e.origin.file);
    }
    for (const Statement& member : s.members) {
        add_files(member, files);
    }
}

std::string readme(const Said& said, const Source& source) {
    return fmt::format(
        "{}\n\n"
        "Alert {} of {} ({}), state {}, first said {}.\n"
        "Publisher: {}. Licence of the files: {}.\n\n"
        "alert.json has the numbers and, for each figure behind them, the file, sheet\n"
        "and cell in which it stands. files/ holds those files as they were served,\n"
        "each under its SHA-256. Check all of it, on any machine, without a network:\n\n"
        "    tidemark verify BUNDLE.zip\n",
        one_line(said.statement.text),
        said.statement.id,
        source.id,
        one_line(source.title),
        to_text(said.state),
        to_text(said.first_said),
        source.publisher.empty() ? "not said" : one_line(source.publisher),
        source.licence.empty() ? "not said" : one_line(source.licence));
}

// A name inside the archive: no part of it leads anywhere else.
std::string safe(std::string name) {
    for (char& c : name) {
        c = c == '/' || c == '\\' || c == ':' ? '_' : c;
    }
    return one_line(name);
}

} // namespace

Result<void>
write_bundle(const fs::path& file, const Said& said, const Source& source, const Archive& archive) {
    std::map<std::string, std::string> files;
    add_files(said.statement, files);
    const fs::path unfinished = file.string() + ".part";
    ZipFile zip(unfinished);
    Json alert = json_of_statement(said.statement);
    alert["state"] = to_text(said.state);
    alert["first_said"] = to_text(said.first_said);
    zip.add("README.txt", readme(said, source));
    zip.add("alert.json", alert.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
    zip.add("recipe.json", parse::to_json(source.recipe) + "\n");
    if (const auto toml = read_file(source.config_file)) {
        zip.add("source.toml", *toml);
    }
    for (const auto& [sha256, name] : files) {
        auto bytes = archive.get(sha256);
        if (!bytes) {
            return propagate(bytes);
        }
        zip.add("files/" + sha256 + "/" + safe(name), *bytes);
    }
    return zip.close().and_then([&]() -> Result<void> {
        std::error_code error;
        fs::rename(unfinished, file, error);
        if (!error) {
            return {};
        }
        return fail({.fault = Fault::storage,
                     .code = "storage.bundle",
                     .file = file.string(),
                     .expected = "a file that can be written",
                     .found = error.message(),
                     .next = "name another"});
    });
}

} // namespace tidemark
