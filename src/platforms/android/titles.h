// By which names developers call the view that a screen's title stands in.
#pragma once

#include <string_view>

namespace jianfu::platforms::android {

// "tv_title", "titleTv", "mTitleText", "toolbar_title"; not "subtitle" and not the title of a list item.
bool is_title_name(std::string_view name);

}  // namespace jianfu::platforms::android
