#include "pipeline/load/lock.hpp"
