// Reports built by hand, for tests of writers.
#pragma once

#include "engine/report.h"

namespace jianfu::tests {

// One of everything: two findings, a required function, gaps, parts, statistics, a nested package.
engine::Report full_report();
// A package in which nothing was found and everything was read.
engine::Report clean_report();

}  // namespace jianfu::tests
