// Which functions of Android code run by themselves as a screen begins, and which wait for somebody's act or for
// news from outside; told by their names, since most are called by the framework.
#pragma once

#include <string_view>

#include "evidence/deeds.h"

namespace jianfu::platforms::android {

bool runs_at_the_start(std::string_view method);
bool runs_on_demand(std::string_view method);

// A deed of that function of the module, which is still to be told what it does.
evidence::Deed deed_of(std::string_view method, evidence::ModuleKind kind, uint32_t module);
evidence::Deed deed_on_demand(uint32_t module);
// A text that may name a screen: a router's path, a class, an action.
bool may_name_a_screen(std::string_view text);

}  // namespace jianfu::platforms::android
