#include "pipeline/model/figures.hpp"
