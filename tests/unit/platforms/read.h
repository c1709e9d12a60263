// Reads a built package as a platform does, everything kept, as evidence text.
#pragma once

#include <catch2/catch.hpp>
#include <string>

#include "evidence/text_form.h"
#include "io/tree.h"
#include "platforms/platform.h"

namespace jianfu::platforms::tests {

inline Reading read(const io::Tree& tree, const Limits& limits = {}) {
  const Platform* platform = recognise(tree);
  REQUIRE(platform != nullptr);
  REQUIRE(platform->read != nullptr);
  const Input input{"x", &tree};
  Result<Reading> out = platform->read({&input, 1}, {limits, nullptr});
  if (!out) FAIL(out.error().render(Lang::kEn));
  return std::move(*out);
}

inline std::string text_of(const Reading& reading) { return evidence::to_text(reading.evidence); }

}  // namespace jianfu::platforms::tests
