#include "pipeline/alert/judge.hpp"
