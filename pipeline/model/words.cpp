#include "pipeline/model/layout.hpp"
#include "pipeline/model/rule.hpp"
#include "pipeline/model/statement.hpp"
