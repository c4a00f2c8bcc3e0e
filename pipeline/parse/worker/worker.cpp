#include "pipeline/parse/worker/worker.hpp"
