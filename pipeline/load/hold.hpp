// hold: the checks that a file must pass before its figures are let in. Pure.
//
// Each failed check is one Error{held} whose code names it:
//   hold.duplicate  one series and period twice, unless [key] duplicate = "sum" can add them up
//   hold.empty      not one figure
//   hold.members    not the members expected in the newest period, or fewer than last time
//   hold.adds_up    a printed total that its rows do not add up to; a suppressed row leaves a bound
//   hold.shrink     fewer figures than last time by more than the source allows
//   hold.grow       more figures than last time by more than the source allows
//   hold.lost_cols  a code of a dimension that was there last time and is gone
//   hold.new_cols   a code that was not there last time and that nothing judges
//   hold.future     a period that begins after the release
//   hold.gaps       a period missing between two that are there
//   hold.lost_periods  a period of the last release that is gone between or after those still there
//   hold.negative   a figure below zero, of counts unless allowed
//   hold.range      a figure that the source says cannot be
//   hold.percent    one series with and without per cent signs
//   hold.derived    a code that is the id of a [[derive]]: its sum would count that figure twice
//   hold.nested     a code and a part of it, where a [[derive]] sums every code seen
//   hold.recount    far fewer rows counted than stand for the period, or than the one beside it has
//   hold.order      periods that run one way along a line of a grid, and then back
//   hold.conflict   two files of one pass that print different figures for one series and period
#pragma once

#include "pipeline/load/files.hpp"
#include "pipeline/load/standing.hpp"
#include "pipeline/model/codelist.hpp"
#include "pipeline/model/observation.hpp"
#include "pipeline/model/source.hpp"

#include <vector>

namespace tidemark::load {

// With duplicate = "sum" only those that cannot be added: "<5" beside another figure.
[[nodiscard]] std::vector<Error> find_duplicates(const Source& source, const ParsedFile& file);

// One figure for each series and period, in the order of the first: values added, raw texts joined
// by " + ", cell and label of the first. A part without a value leaves the sum without one, with
// that part's status; else a status that all share, or the first that is not normal.
[[nodiscard]] std::vector<Observation> sum_duplicates(const ParsedFile& file);

// A code that the publisher prints under the id of a [[derive]].
[[nodiscard]] std::vector<Error>
find_derived(const Source& source, const ParsedFile& file, const std::vector<Observation>& figures);

// A code and a part of it, where a [[derive]] sums every code seen.
[[nodiscard]] std::vector<Error> find_nested(const Source& source,
                                             const Codelists& codelists,
                                             const ParsedFile& file,
                                             const std::vector<Observation>& figures);

// The same across files: a figure of one whose code is a part, or the whole, of that of another for
// the same period and other codes. `others`: what stands beside the file.
[[nodiscard]] std::vector<Error> find_nested_across(const Source& source,
                                                    const Codelists& codelists,
                                                    const ParsedFile& file,
                                                    const std::vector<Observation>& figures,
                                                    const std::vector<Standing>& others);

// Whether some [[derive]] sums every code of a list in which codes are parts of others.
[[nodiscard]] bool sums_may_nest(const Source& source, const Codelists& codelists);

// Periods whose rows were counted and that come with far fewer. `replaced`: by the file.
[[nodiscard]] std::vector<Error> find_recounts(const Source& source,
                                               const ParsedFile& file,
                                               const std::vector<Observation>& figures,
                                               const std::vector<const Standing*>& replaced);

// Everything else. `before`: the row of the file it follows, if any. `day`: on which the
// release was published or fetched, the later.
[[nodiscard]] std::vector<Error> find_reasons(const Source& source,
                                              const Codelists& codelists,
                                              const ParsedFile& file,
                                              const std::vector<Observation>& figures,
                                              const FileRow* before,
                                              Day day);

// Codes of all series that have a figure.
[[nodiscard]] Codes codes_of(const ParsedFile& file, const std::vector<Observation>& figures);

// Can a person let a file in past this check? Not past a choice that found nothing or two.
[[nodiscard]] bool can_be_accepted(std::string_view check);

// Those checks as a person writes them: "members, adds_up, ...".
[[nodiscard]] std::string checks_to_accept();

// An Error{held} of this source and file.
[[nodiscard]] Error held_reason(const Source& source, const RawFile& file, std::string_view check);

} // namespace tidemark::load
