#include "pipeline/alert/sinks/sinks.hpp"
