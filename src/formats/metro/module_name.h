// Modules of Metro, the bundler of React Native: __d(function(…){…}, 12, [1, 2], "src/Screen.js"). Number and
// name stand behind the body, so they are looked for from the end of the module, which is where the next one
// begins.
#pragma once

#include <cstdint>
#include <string_view>

namespace jianfu::formats::metro {

// The name of a module whose __d( … ends with `code`, else its number as written; empty when neither stands
// there.
std::string_view module_name(std::string_view code);

// Where the text of the module that holds `from` ends: before the next "__d(", or the "__r(" that runs the
// first module.
uint64_t module_end(std::string_view source, uint64_t from);

}  // namespace jianfu::formats::metro
