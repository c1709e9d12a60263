// Compiled templates as the screens they were made of: the same evidence as of their source.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "formats/wxml/compiled.h"
#include "platforms/shared/screen.h"

namespace jianfu::platforms {

struct CompiledHost {
  // Reader of one template of a page ("pages/a/a", empty when unknown); `named`: of Compiled::named.
  std::function<ScreenReader(const std::string& page, uint32_t named)> screen_of;
  // An element as it is met, for what only the platform knows.
  std::function<void(const formats::wxml::Element& element, const std::string& page, const Spot& spot)>
      element;
};

// `entry`: the script that holds them. The real file is named in places, so that it can be found again; the
// page it was made of, and its line there, stand behind it.
void show_compiled(const formats::wxml::Compiled& compiled, const std::string& entry,
                   const CompiledHost& host);

// The script with all that was read as templates blanked out: what else it holds, at the same places.
std::string without_templates(std::string_view script, const formats::wxml::Compiled& compiled);

}  // namespace jianfu::platforms
