#include "pipeline/model/period.hpp"
