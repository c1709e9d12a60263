#include "text/regex.h"

#include <re2/filtered_re2.h>
#include <re2/re2.h>

#include <algorithm>
#include <mutex>

#include "text/fold.h"
#include "text/utf.h"

namespace jianfu::text {
namespace {

constexpr int64_t kMaxMemoryBytes = 8 << 20;
constexpr size_t kMinLiteralBytes = 3;  // one Han character
constexpr size_t kMaxAtoms = 256;       // more are not worth thinning out

re2::StringPiece piece(std::string_view text) {
  return {text.data(), text.size()};
}

RE2::Options options() {
  RE2::Options out;
  out.set_max_mem(kMaxMemoryBytes);
  out.set_log_errors(false);
  out.set_case_sensitive(false);  // the normal form is lower case, patterns need not be
  return out;
}

// The pattern as it must be to match the normal form: its non-ASCII characters folded, what becomes ASCII
// punctuation of them quoted.
std::string folded(std::string_view pattern) {
  const Folding& folding = Folding::get();
  std::string out;
  for (size_t at = 0; at < pattern.size();) {
    const char32_t c = next_code_point(pattern, at);
    if (c < 0x80 || !folding.changes(c)) {
      append_utf8(out, folding.simplified(c));
      continue;
    }
    for (const char32_t part : folding.compatible(c)) {
      if (part < 0x80 && !is_digit(part) && !is_lower(lower(part))) out += '\\';
      append_utf8(out, folding.simplified(part));
    }
  }
  return out;
}

// A match of no bytes, anywhere in a text with ends, words, breaks and Han characters.
bool matches_empty(const RE2& regex) {
  constexpr std::string_view kSample = "a 签到1_b.\n-";
  if (RE2::FullMatch("", regex)) return true;
  for (size_t at = 0; at <= kSample.size(); ++at) {
    if (regex.Match(piece(kSample), at, at, RE2::ANCHOR_BOTH, nullptr, 0)) return true;
  }
  return false;
}

// The longest part of an atom that looks the same in every text that it matches: RE2 ignores the case of all
// letters, the scanner that of ASCII letters.
std::string caseless_part(std::string_view atom) {
  std::string_view best;
  size_t begin = 0;
  for (size_t at = 0; at < atom.size();) {
    const char32_t c = next_code_point(atom, at);
    const bool caseless = c < 0x80 || is_han(c) || (c >= 0x3000 && c < 0x3200);
    if (!caseless) begin = at;
    if (caseless && at - begin > best.size()) best = atom.substr(begin, at - begin);
  }
  return std::string(best);
}

// Whether a text that holds exactly these atoms could match.
bool possible(const re2::FilteredRE2& filter, const std::vector<int>& atoms) {
  std::vector<int> regexes;
  filter.AllPotentials(atoms, &regexes);
  return !regexes.empty();
}

// Atoms of which every match holds one. All of them are such a set, unless the regex can match without any
// (then it is empty); of two that must stand together, one is enough, and the longer is rarer.
std::vector<size_t> needed_atoms(const re2::FilteredRE2& filter, const std::vector<std::string>& atoms) {
  if (atoms.empty() || possible(filter, {})) return {};
  std::vector<size_t> order(atoms.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  if (atoms.size() > kMaxAtoms) return order;
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return atoms[a].size() < atoms[b].size(); });
  std::vector<int> without;  // those left out: a text that holds only them must not match
  std::vector<size_t> out;
  for (const size_t atom : order) {
    std::vector<int> more = without;
    more.push_back(static_cast<int>(atom));
    if (possible(filter, more)) {
      out.push_back(atom);
    } else {
      without = std::move(more);
    }
  }
  return out;
}

std::vector<std::string> literals_of(const std::string& pattern) {
  re2::FilteredRE2 filter(static_cast<int>(kMinLiteralBytes));
  int id = 0;
  if (filter.Add(piece(pattern), options(), &id) != RE2::NoError) return {};
  std::vector<std::string> atoms;
  filter.Compile(&atoms);
  std::vector<std::string> out;
  for (const size_t atom : needed_atoms(filter, atoms)) {
    std::string literal = caseless_part(atoms[atom]);
    if (literal.size() < kMinLiteralBytes) return {};
    out.push_back(std::move(literal));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace

struct Regex::State {
  std::string pattern;
  std::once_flag once;
  std::unique_ptr<RE2> regex;
};

Regex::Regex(std::string pattern) : state_(std::make_unique<State>()) {
  state_->pattern = std::move(pattern);
}
Regex::~Regex() = default;
Regex::Regex(Regex&&) noexcept = default;
Regex& Regex::operator=(Regex&&) noexcept = default;

const std::string& Regex::pattern() const {
  return state_->pattern;
}

std::pair<size_t, size_t> Regex::find(std::string_view text) const {
  State& state = *state_;
  std::call_once(state.once,
                 [&state] { state.regex = std::make_unique<RE2>(folded(state.pattern), options()); });
  re2::StringPiece match;
  if (!state.regex->ok() || !state.regex->Match(piece(text), 0, text.size(), RE2::UNANCHORED, &match, 1))
    return {std::string_view::npos, std::string_view::npos};
  const size_t begin =
      match.empty() && match.data() == nullptr ? 0 : static_cast<size_t>(match.data() - text.data());
  return {begin, begin + match.size()};
}

RegexFacts inspect_regex(const std::string& pattern) {
  RegexFacts facts;
  const std::string form = folded(pattern);
  const RE2 regex(form, options());
  if (!regex.ok()) {
    facts.error = regex.error();
    return facts;
  }
  facts.matches_empty = matches_empty(regex);
  facts.literals = literals_of(form);
  return facts;
}

}  // namespace jianfu::text
