// Loaders of the parts of annotate/ that say by which names something is known: packers, frameworks and the
// mechanisms by which code comes from elsewhere. One function an item, as load_annotate.cc calls them.
#pragma once

#include "rules/load_context.h"

namespace jianfu::rules {

void load_packer(LoadContext& context, const Yaml& item);
void load_suspicion(LoadContext& context, const Yaml& map);
void load_framework(LoadContext& context, const Yaml& item);
void load_remote_kind(LoadContext& context, const Yaml& item);
void load_mechanism(LoadContext& context, const Yaml& item);
void load_web_views(LoadContext& context, const Yaml& map);

// "wx.getLocation", "com.x.Foo.*", "intent:ACTION": true, or a complaint and false.
bool is_call(LoadContext& context, const Yaml& call);

}  // namespace jianfu::rules
