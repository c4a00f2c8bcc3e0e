#include "config/keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace tidemark::config {

namespace {

constexpr auto later = Support::later;

// tidemark.toml
constexpr std::array settings_keys{
    Key{"contact"}, Key{"zone"}, Key{"workers"}, Key{"fetch"}, Key{"parse"}};
constexpr std::array settings_fetch_keys{
    Key{"every_host"}, Key{"timeout"}, Key{"retry"}, Key{"max_size"}};
constexpr std::array settings_parse_keys{Key{"memory"},
                                         Key{"cpu"},
                                         Key{"wall"},
                                         Key{"answer"},
                                         Key{"inflated"},
                                         Key{"ratio"},
                                         Key{"entries"},
                                         Key{"part"},
                                         Key{"cells"},
                                         Key{"cell_text"},
                                         Key{"depth"}};

// codelists.d/*.toml
constexpr std::array sets_keys{Key{"set"}};
constexpr std::array set_keys{
    Key{"id"}, Key{"title"}, Key{"noun"}, Key{"codelist"}, Key{"members"}, Key{"children_of"}};
constexpr std::array member_keys{Key{"code"}, Key{"from"}, Key{"to"}};

// sources.d/*.toml
constexpr std::array file_keys{Key{"source"},
                               Key{"find"},
                               Key{"fetch"},
                               Key{"schedule"},
                               Key{"due"},
                               Key{"roster"},
                               Key{"read"},
                               Key{"layout"},
                               Key{"file"},
                               Key{"status"},
                               Key{"keep"},
                               Key{"key"},
                               Key{"hold"},
                               Key{"derive"},
                               Key{"break"},
                               Key{"rule"}};
constexpr std::array source_keys{Key{"id"},
                                 Key{"title"},
                                 Key{"publisher"},
                                 Key{"licence"},
                                 Key{"measure"},
                                 Key{"unit"},
                                 Key{"what"},
                                 Key{"note"},
                                 Key{"rounded"},
                                 Key{"enabled"},
                                 Key{"absent", later}};
constexpr std::array find_keys{Key{"via"}};
constexpr std::array find_url_keys{Key{"url"}};
constexpr std::array find_html_keys{Key{"page"}, Key{"link"}, Key{"address"}};
constexpr std::array find_govuk_keys{Key{"page"}, Key{"base"}, Key{"attach"}};
constexpr std::array find_dir_keys{
    Key{"path"}, Key{"files"}, Key{"settle"}, Key{"member"}, Key{"newer"}};
constexpr std::array attach_keys{Key{"title"}, Key{"type"}};
constexpr std::array find_member_keys{Key{"dim"}, Key{"from"}, Key{"match"}, Key{"codelist"}};
constexpr std::array schedule_keys{Key{"on"}, Key{"zone"}, Key{"jitter"}, Key{"catch_up"}};
constexpr std::array due_keys{Key{"each"}, Key{"grace"}, Key{"from", later}, Key{"match", later}};
constexpr std::array roster_keys{
    Key{"of"}, Key{"dim"}, Key{"due", later}, Key{"words", later}, Key{"round", later}};
constexpr std::array read_keys{Key{"sheet"},
                               Key{"table"},
                               Key{"member"},
                               Key{"encoding"},
                               Key{"delimiter"},
                               Key{"decimal"},
                               Key{"thousands"},
                               Key{"brackets"},
                               Key{"quote"},
                               Key{"hidden"},
                               Key{"limit", later}};
constexpr std::array sheet_keys{Key{"name"}, Key{"each"}, Key{"count"}};
constexpr std::array table_keys{Key{"title"}, Key{"name"}, Key{"each"}, Key{"count"}};
constexpr std::array layout_keys{Key{"name"},
                                 Key{"kind"},
                                 Key{"when"},
                                 Key{"stop"},
                                 Key{"skip"},
                                 Key{"keep"},
                                 Key{"mark"},
                                 Key{"scale"},
                                 Key{"dim"}};
constexpr std::array layout_grid_keys{Key{"anchor"}};
constexpr std::array layout_list_keys{Key{"header"}, Key{"value"}};
constexpr std::array when_keys{Key{"anchor"}, Key{"and_not"}, Key{"file"}};
constexpr std::array anchor_keys{Key{"text"}, Key{"in"}};
constexpr std::array stop_keys{Key{"row"}, Key{"unmatched"}};
constexpr std::array skip_keys{
    Key{"row"}, Key{"column"}, Key{"where"}, Key{"upper"}, Key{"lower"}, Key{"unmatched"}};
constexpr std::array keep_keys{Key{"row"}, Key{"column"}};
constexpr std::array header_keys{Key{"has"}};
constexpr std::array value_keys{Key{"column"}, Key{"count"}};
constexpr std::array mark_keys{Key{"column"}};
constexpr std::array dim_keys{Key{"name"},       Key{"at"},       Key{"header"}, Key{"column"},
                              Key{"columns"},    Key{"or"},       Key{"from"},   Key{"match"},
                              Key{"in"},         Key{"value"},    Key{"parse"},  Key{"year_from"},
                              Key{"year_named"}, Key{"codelist"}, Key{"strip"},  Key{"reads_as"},
                              Key{"where"},      Key{"line"},     Key{"part"},   Key{"blank"}};
constexpr std::array looks_keys{
    Key{"text"}, Key{"bold"}, Key{"indent"}, Key{"filled"}, Key{"unmatched"}};
constexpr std::array override_keys{Key{"name"}, Key{"sheet"}, Key{"layout"}, Key{"note"}};
constexpr std::array override_sheet_keys{Key{"name"}};
constexpr std::array status_keys{Key{"markers"}, Key{"extra"}, Key{"below"}};
constexpr std::array set_of_keys{Key{"set"}};
constexpr std::array key_keys{Key{"dims"}, Key{"duplicate"}};
constexpr std::array hold_keys{Key{"members"},
                               Key{"adds_up"},
                               Key{"shrink"},
                               Key{"grow"},
                               Key{"new_cols"},
                               Key{"lost_cols"},
                               Key{"future"},
                               Key{"gaps"},
                               Key{"lost_periods"},
                               Key{"order"},
                               Key{"recount"},
                               Key{"negative"},
                               Key{"range"},
                               Key{"percent"},
                               Key{"codes"}};
constexpr std::array hold_members_keys{Key{"dim"}, Key{"count"}, Key{"of"}};
constexpr std::array hold_range_keys{Key{"min"}, Key{"max"}, Key{"except"}};
constexpr std::array hold_codes_keys{Key{"dim"}, Key{"unknown"}};
constexpr std::array adds_up_keys{Key{"dim"}, Key{"row"}, Key{"tolerance"}};
constexpr std::array derive_keys{
    Key{"id"}, Key{"sum"}, Key{"over"}, Key{"roster"}, Key{"name"}, Key{"roll"}};
constexpr std::array roll_keys{Key{"from"}, Key{"to"}, Key{"need"}};
constexpr std::array break_keys{Key{"from"}, Key{"to"}, Key{"do"}, Key{"why"}};
constexpr std::array rule_keys{Key{"id"},
                               Key{"kind"},
                               Key{"for"},
                               Key{"severity"},
                               Key{"wait_for"},
                               Key{"says"},
                               Key{"rate", later}};
constexpr std::array rule_yoy_keys{Key{"above"},
                                   Key{"below"},
                                   Key{"clear"},
                                   Key{"min_base"},
                                   Key{"compare"},
                                   Key{"interval"},
                                   Key{"false_discovery"},
                                   Key{"group_by"},
                                   Key{"drivers"},
                                   Key{"on"},
                                   Key{"publisher_change"}};
constexpr std::array rule_rolling_keys{Key{"above"},
                                       Key{"below"},
                                       Key{"clear"},
                                       Key{"min_base"},
                                       Key{"compare"},
                                       Key{"interval"},
                                       Key{"false_discovery"},
                                       Key{"group_by"},
                                       Key{"drivers"}};
constexpr std::array rule_threshold_keys{Key{"above"}, Key{"below"}, Key{"clear"}, Key{"group_by"}};
constexpr std::array rule_streak_keys{
    Key{"length"}, Key{"which"}, Key{"min_base"}, Key{"group_by"}};
constexpr std::array rule_coverage_keys{Key{"min_base"}, Key{"group_by"}};
constexpr std::array rule_milestone_keys{Key{"at"}, Key{"cross"}};
constexpr std::array rule_record_keys{Key{"which"}, Key{"min_years"}};
constexpr std::array rule_cumulative_keys{Key{"at"}, Key{"years"}};
constexpr std::array at_keys{Key{"every"}, Key{"from"}};
constexpr std::array wait_for_keys{Key{"members"}, Key{"roster"}, Key{"due", later}};

constexpr std::array sections{
    Section{"tidemark.toml", "", settings_keys},
    Section{"tidemark.toml fetch", "", settings_fetch_keys},
    Section{"tidemark.toml parse", "", settings_parse_keys},
    Section{"codelists.d", "", sets_keys},
    Section{"set", "", set_keys},
    Section{"set.members", "", member_keys},
    Section{"", "", file_keys},
    Section{"source", "", source_keys},
    Section{"find", "", find_keys},
    Section{"find", "url", find_url_keys},
    Section{"find", "html", find_html_keys},
    Section{"find", "govuk", find_govuk_keys},
    Section{"find", "dir", find_dir_keys},
    Section{"find.attach", "", attach_keys},
    Section{"find.member", "", find_member_keys},
    Section{"fetch", "", settings_fetch_keys},
    Section{"schedule", "", schedule_keys},
    Section{"due", "", due_keys},
    Section{"roster", "", roster_keys},
    Section{"read", "", read_keys},
    Section{"read.sheet", "", sheet_keys},
    Section{"read.table", "", table_keys},
    Section{"layout", "", layout_keys},
    Section{"layout", "grid", layout_grid_keys},
    Section{"layout", "list", layout_list_keys},
    Section{"layout.when", "", when_keys},
    Section{"layout.anchor", "", anchor_keys},
    Section{"layout.stop", "", stop_keys},
    Section{"layout.skip", "", skip_keys},
    Section{"layout.keep", "", keep_keys},
    Section{"layout.header", "", header_keys},
    Section{"layout.value", "", value_keys},
    Section{"layout.mark", "", mark_keys},
    Section{"layout.dim", "", dim_keys},
    Section{"layout.dim.where", "", looks_keys},
    Section{"file", "", override_keys},
    Section{"file.sheet", "", override_sheet_keys},
    Section{"status", "", status_keys},
    Section{"status.extra", "", {}}, // the markers themselves
    Section{"keep", "", {}},         // the source's dimensions
    Section{"keep.set", "", set_of_keys},
    Section{"key", "", key_keys},
    Section{"hold", "", hold_keys},
    Section{"hold.members", "", hold_members_keys},
    Section{"hold.adds_up", "", adds_up_keys},
    Section{"hold.codes", "", hold_codes_keys},
    Section{"hold.range", "", hold_range_keys},
    Section{"hold.range.except", "", {}}, // the source's dimensions
    Section{"derive", "", derive_keys},
    Section{"derive.over", "", set_of_keys},
    Section{"derive.roll", "", roll_keys},
    Section{"break", "", break_keys}, // and the source's dimensions
    Section{"rule", "", rule_keys},
    Section{"rule", "yoy", rule_yoy_keys},
    Section{"rule", "rolling", rule_rolling_keys},
    Section{"rule", "milestone", rule_milestone_keys},
    Section{"rule", "record", rule_record_keys},
    Section{"rule", "cumulative", rule_cumulative_keys},
    Section{"rule", "threshold", rule_threshold_keys},
    Section{"rule", "streak", rule_streak_keys},
    Section{"rule", "coverage", rule_coverage_keys},
    Section{"rule.for", "", {}},              // the source's dimensions
    Section{"rule.publisher_change", "", {}}, // the source's dimensions
    Section{"rule.at", "", at_keys},
    Section{"rule.wait_for", "", wait_for_keys},
};

} // namespace

const Key* Section::find(std::string_view name) const {
    const auto found =
        std::find_if(keys.begin(), keys.end(), [name](const Key& key) { return key.name == name; });
    return found == keys.end() ? nullptr : &*found;
}

std::span<const Section> all_sections() {
    return sections;
}

const Section& section(std::string_view path, std::string_view variant) {
    const auto* const found =
        std::find_if(sections.begin(), sections.end(), [&](const Section& known) {
            return known.path == path && known.variant == variant;
        });
    if (found == sections.end()) {
        throw std::logic_error(fmt::format("no section '{}' '{}'", path, variant));
    }
    return *found;
}

} // namespace tidemark::config
