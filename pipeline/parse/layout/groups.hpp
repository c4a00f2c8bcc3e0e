// groups: how far the head of a group reaches that stands once for several columns or rows.
//
// A gap takes the head before it; the head of an outer group ends every inner one. A merged head
// says itself how far it reaches. Nothing ends the last group: what stands in it beyond what all
// other groups hold may as well belong to none, and is odd:
//
//     2018/19 |         | 2019/20 |         |             <- period, up-left
//     Rape    | Robbery | Rape    | Robbery | % change    <- offence, up
//
// Fails: never; what is odd goes to the collector's holds. Thread: one.
#pragma once

#include "pipeline/parse/layout/collect.hpp"
#include "pipeline/parse/layout/headers.hpp"
#include "pipeline/parse/layout/view.hpp"

#include <cstddef>
#include <vector>

namespace tidemark::parse {

// What is seen along each layer of one direction, one entry a column or row of the block.
using Lines = std::vector<std::vector<Seen>>;

// Fills the gaps of those layers that take the head before them.
void carry_on(const std::vector<Layer>& layers, Lines& lines);

// Holds the sheet for the first odd one of the columns or rows at `places`, unless `keep` names it:
// who wrote that has looked at it.
void hold_odd(const std::vector<Layer>& layers,
              const Lines& lines,
              const std::vector<std::size_t>& places,
              const Pattern& keep,
              Collector& collector);

} // namespace tidemark::parse
