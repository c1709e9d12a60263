// What was found of apps that do the same, as tables.
#pragma once

#include "audit/answer.h"
#include "audit/overlap.h"

namespace jianfu::audit {

Answer pairs_of(const Overlap& overlap, Lang lang);         // a row a pair
Answer clusters_of(const Overlap& overlap, Lang lang);      // a row an app
Answer by_template_of(const Overlap& overlap, Lang lang);   // a row a pair that shares a template only

}  // namespace jianfu::audit
