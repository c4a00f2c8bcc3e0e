#include "pipeline/parse/layout/layout.hpp"
