// "Did you mean": the known word nearest to a wrong one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace jianfu::rules {

// The nearest of `known` when it is near enough to be meant; else nothing.
std::string nearest(std::string_view word, const std::vector<std::string>& known);

// A sentence in both languages (an argument of a Message): "did you mean X?", or what there is.
std::string suggestion(std::string_view word, const std::vector<std::string>& known);

}  // namespace jianfu::rules
