#include "pipeline/parse/layout/periods.hpp"
