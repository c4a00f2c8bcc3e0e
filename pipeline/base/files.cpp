#include "pipeline/base/files.hpp"
