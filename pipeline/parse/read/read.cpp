#include "pipeline/parse/read/read.hpp"
