#include "pipeline/model/codelist.hpp"
