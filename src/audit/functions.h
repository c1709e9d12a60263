// From the texts of a package to terms that can be compared: names of functions are cut into words of rules/overlap/words.txt,
// words of one meaning become one term, what is in no list is taken by pairs of characters. Every term weighs what it
// tells of a function: what all apps have weighs nothing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "audit/record.h"
#include "core/result.h"

namespace jianfu::audit {

std::string_view built_in_words();  // of rules/overlap/words.txt

class Words {
 public:
  // Errors name the line.
  static Result<Words> read(std::string_view text, const std::string& name);
  static const Words& built_in();

  enum class Sort : uint8_t { kCommon, kField, kAction, kThing };
  struct Word {
    std::string name;  // of all that mean the same
    Sort sort = Sort::kThing;
  };
  // The longest word that the text has at its beginning, or null.
  const Word* at(std::string_view text, size_t& length) const;

  bool is_for_all(std::string_view path) const;  // holds a word of what every app has: auth/login
  bool is_scaffold(const std::string& layout) const { return layout_.count(layout) != 0; }
  bool is_public_host(std::string_view host) const;  // or below one
  bool is_nobodys(const std::string& code) const { return code_.count(code) != 0; }
  bool is_suffix(const std::string& code) const { return suffixes_.count(code) != 0; }  // cn.gov: the third part is somebody

 private:
  std::unordered_set<std::string>* set_of(const std::string& section);

  std::unordered_map<std::string, Word> words_;
  size_t longest_ = 0;  // bytes
  std::unordered_set<std::string> paths_, layout_, hosts_, code_, suffixes_;
};

struct Term {
  std::string name;   // 事件, 事件·上报, /village/report/add, !clock-in
  double weight = 0;  // of this package: of the most telling of its texts, more when others name it too
  std::string text;   // the most telling one
  std::vector<uint32_t> texts;  // numbers of all of them, the smallest kMostTexts, sorted
};

// Enough to tell which share of the texts of two is the same.
inline constexpr size_t kMostTexts = 8;
// Of `texts`, `of` in number, some are left: the part of the weight of the term that is left.
double weight_left(size_t left, size_t of);

// What tells of functions, sorted by name, each once. `found`: features of rules that found something.
std::vector<Term> business_terms(const std::vector<FeatureRow>& features, const std::vector<std::string>& found, const Words& words);
// What tells of the template, sorted by name.
std::vector<Term> template_terms(const std::vector<FeatureRow>& features, const Words& words);
// What tells of the vendor, without what belongs to all: hosts and beginnings of names of classes.
std::vector<std::string> vendor_marks(const std::vector<FeatureRow>& features, const Words& words);

}  // namespace jianfu::audit
