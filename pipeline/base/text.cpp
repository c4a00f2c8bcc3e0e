#include "pipeline/base/text.hpp"
