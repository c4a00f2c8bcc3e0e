#include "pipeline/model/observation.hpp"
