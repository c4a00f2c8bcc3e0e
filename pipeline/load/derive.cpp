#include "pipeline/load/derive.hpp"
