#include "pipeline/base/instant.hpp"
