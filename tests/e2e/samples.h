// One of samples/ by its name.
#pragma once

#include <catch2/catch.hpp>
#include <string>

#include "builders/sample_builder.h"

namespace jianfu::e2e {

inline builders::Sample sample(const std::string& name) {
  for (builders::Sample& one : builders::build_samples(std::string(JIANFU_SOURCE_DIR) + "/samples")) {
    if (one.name == name) return one;
  }
  FAIL("no sample " << name);
  return {};
}

}  // namespace jianfu::e2e
