#include "pipeline/load/store.hpp"
