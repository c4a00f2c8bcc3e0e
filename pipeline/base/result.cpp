#include "pipeline/base/result.hpp"
