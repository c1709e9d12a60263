#include "text/regex.h"

#include <re2/filtered_re2.h>
#include <re2/re2.h>

#include <mutex>

namespace jianfu::text {
namespace {

constexpr int64_t kMaxMemory = 8 << 20;  // of one pattern's automata; beyond it RE2 falls back to a slower one
constexpr int kLeastAtom = 3;            // bytes: one Han character

RE2::Options options() {
  RE2::Options out;
  out.set_log_errors(false);
  out.set_max_mem(kMaxMemory);
  return out;
}

}  // namespace

struct Regex::State {
  explicit State(std::string text) : pattern(std::move(text)) {}
  std::string pattern;
  std::once_flag compiled;
  std::unique_ptr<RE2> regex;
};

Regex::Regex(std::string pattern) : state_(std::make_unique<State>(std::move(pattern))) {}
Regex::~Regex() = default;
Regex::Regex(Regex&&) noexcept = default;
Regex& Regex::operator=(Regex&&) noexcept = default;

const std::string& Regex::pattern() const { return state_->pattern; }

std::pair<size_t, size_t> Regex::find(std::string_view text) const {
  std::call_once(state_->compiled, [this] { state_->regex = std::make_unique<RE2>(state_->pattern, options()); });
  re2::StringPiece match;
  const re2::StringPiece whole(text.data(), text.size());
  if (!state_->regex->ok() || !state_->regex->Match(whole, 0, text.size(), RE2::UNANCHORED, &match, 1)) {
    return {std::string_view::npos, std::string_view::npos};
  }
  const size_t begin = static_cast<size_t>(match.data() - text.data());
  return {begin, begin + match.size()};
}

RegexFacts inspect_regex(const std::string& pattern) {
  RegexFacts out;
  const RE2 regex(pattern, options());
  if (!regex.ok()) {
    out.error = regex.error();
    return out;
  }
  out.matches_empty = RE2::FullMatch("", regex);
  // Every match holds at least one of the atoms: FilteredRE2 asks for a combination of them, or passes the pattern
  // without any ("unfiltered"), which leaves the list empty.
  re2::FilteredRE2 filter(kLeastAtom);
  int id = 0;
  if (filter.Add(pattern, options(), &id) != RE2::NoError) return out;
  filter.Compile(&out.literals);
  std::vector<int> passed;
  filter.AllPotentials({}, &passed);
  if (!passed.empty()) out.literals.clear();
  return out;
}

}  // namespace jianfu::text
