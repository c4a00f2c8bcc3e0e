#include "pipeline/base/pattern.hpp"
