#include "pipeline/base/digest.hpp"
