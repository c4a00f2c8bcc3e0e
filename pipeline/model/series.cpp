#include "pipeline/model/series.hpp"
