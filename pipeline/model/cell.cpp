#include "pipeline/model/cell.hpp"
