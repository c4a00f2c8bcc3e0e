#include "pipeline/fetch/fetch.hpp"
