// EarlyObservations: who takes a file's observations before all of them are read, so that nobody
// keeps half a million of them only to hand them on.
//
// Thread: the one that lays out. Fails: never; who cannot take them says so at the end.
#pragma once

#include "pipeline/model/observation.hpp"

namespace tidemark::parse {

class EarlyObservations {
  public:
    EarlyObservations() = default;
    EarlyObservations(const EarlyObservations&) = delete;
    EarlyObservations& operator=(const EarlyObservations&) = delete;
    virtual ~EarlyObservations() = default;

    // Takes the observations and totals out of it. Its layout and sheets stay what they are, its
    // series may grow until the next call.
    virtual void take(ParsedFile& part) = 0;

    // What was taken so far does not count: the file turned out to be another thing.
    virtual void forget() = 0;
};

} // namespace tidemark::parse
