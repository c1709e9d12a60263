// Which apps of an audit do the same (功能相近): the share of functions that two have in common, clusters of those above a
// threshold, and for every pair the functions that made it one. Whether two share a template or a vendor is told apart from that and never makes a pair.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "audit/database.h"
#include "audit/functions.h"

namespace jianfu::audit {

// docs/audit-overlap.md has the figures it rests on.
inline constexpr double kOverlapThreshold = 0.13;
// An app of fewer functions is not compared, and less in common is no pair: two notice boards with one name each
// would be equal.
inline constexpr double kLeastFunctions = 1.5, kLeastShared = 1.5;
// A template brings a third to a half of the screens of an app.
inline constexpr double kTemplateThreshold = 0.20, kLeastLayout = 3.0;
// Two of one template have its screens and texts in common, word for word. When that is not as much as of two copies of
// one product, only what they have in common in other words counts.
inline constexpr double kOneProduct = 0.50;
// Pairs with apps before it that are listed of an app, the most similar ones; more only where groups would fall apart.
inline constexpr size_t kMostListed = 50;
inline constexpr size_t kMostShared = 12;  // functions named of a pair

struct OverlapApp {
  int64_t package = 0;
  std::string name, app_id, version, unit, path;  // unit: of the filing list, may be empty
};

struct Shared {
  std::string a, b;  // as each calls it
  double weight = 0;
};

struct OverlapPair {
  uint32_t a = 0, b = 0;    // of Overlap::apps, a < b
  double similarity = 0;    // of all functions of both, the share that is common; see kOneProduct
  double a_in_b = 0, b_in_a = 0;  // of those of one, the share that the other has
  uint32_t cluster = 0;     // of Overlap::clusters; of pairs by template nothing
  double layout = 0;        // similarity of what they are built from
  bool same_template = false;
  std::vector<std::string> vendor;  // what shows that they come from one
  std::vector<Shared> shared;       // the most telling first
};

struct Overlap {
  std::vector<OverlapApp> apps;                 // that were compared
  std::vector<OverlapPair> pairs;               // by similarity
  std::vector<std::vector<uint32_t>> clusters;  // of apps, the largest first
  std::vector<OverlapPair> by_template;         // when asked: one template, other functions
  uint64_t versions = 0;                        // packages left out because another version of the app was compared
  uint64_t thin = 0;                            // packages that show too little to be compared
  bool cut = false;                             // see kMostListed
};

struct OverlapOptions {
  double threshold = kOverlapThreshold;
  bool templates = false;
};

// Of what is there now.
Result<Overlap> overlap_of(Database& database, const OverlapOptions& options, const Words& words, Lang lang);

}  // namespace jianfu::audit
