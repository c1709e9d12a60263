// What a call opens when it holds no literal for it: the name of the value it takes, as the script writes it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace jianfu::platforms::mini {

// "link" for navigateTo({url: item.link}) and key "url": the last name of a value that comes from elsewhere.
// Empty for anything else: a plain name (most often the parameter of a helper, whose callers say it), a call,
// a literal. `offset`: where the call begins.
std::string property_opened(std::string_view source, uint64_t offset, std::string_view key);

}  // namespace jianfu::platforms::mini
