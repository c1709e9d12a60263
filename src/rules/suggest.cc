#include "rules/suggest.h"

#include <algorithm>

#include "core/message.h"
#include "rules/source_text.h"

namespace jianfu::rules {
namespace {

constexpr size_t kLongest = 64;  // bytes; beyond, a word is no slip of the hand
constexpr size_t kShown = 12;

// Edit distance with neighbours swapped (Damerau's, restricted) in bytes.
size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<size_t>> d(a.size() + 1, std::vector<size_t>(b.size() + 1));
  for (size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    for (size_t j = 1; j <= b.size(); ++j) {
      d[i][j] =
          std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.size()][b.size()];
}

}  // namespace

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
  if (word.empty() || word.size() > kLongest) return {};
  std::string best;
  size_t best_distance = std::max<size_t>(word.size() / 3, 1) + 1;
  for (const std::string& candidate : known) {
    if (candidate.size() > kLongest) continue;
    const size_t here = distance(word, candidate);
    if (here >= best_distance) continue;
    best = candidate;
    best_distance = here;
  }
  return best;
}

std::string suggestion(std::string_view word, const std::vector<std::string>& known) {
  const std::string meant = nearest(word, known);
  std::string all;
  for (size_t i = 0; i < known.size() && i < kShown; ++i) all.append(i == 0 ? "" : " | ").append(known[i]);
  if (known.size() > kShown) all += " …";
  if (all.empty()) all = "-";
  const Msg id = meant.empty() ? Msg::one_of_these : Msg::did_you_mean;
  const std::vector<std::string> args = {meant.empty() ? all : meant};
  return core::bilingual(core::render(id, Lang::kZh, args), core::render(id, Lang::kEn, args));
}

}  // namespace jianfu::rules
