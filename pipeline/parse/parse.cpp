#include "pipeline/parse/parse.hpp"
