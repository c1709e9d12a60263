// Collector: how platforms put evidence into a set. It counts every item, keeps those that could matter
// (text::Scanner; all of them when there is none), interns modules by id, and joins duplicates of edges.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "evidence/evidence.h"

namespace jianfu::text {
class Scanner;
}

namespace jianfu::evidence {

// Which names, literals and calls of code are of use: of an Android package a hundred thousand hold some word of
// the rules, and hardly any of them answers what is asked about such items.
class CodeFilter {
 public:
  virtual ~CodeFilter() = default;
  // Of kind kCall, kIdentifier or kLiteral, with the text that the item has or would have.
  virtual bool wants(Kind kind, std::string_view text) const = 0;
  // The same in a class of others, where hardly anything is.
  virtual bool wants_of_others(Kind kind, std::string_view text) const = 0;
  // A call "class.method" is of use only when one of these is: its class, whatever the method, or its method.
  virtual bool wants_class(std::string_view name) const = 0;
  virtual bool wants_method(std::string_view name) const = 0;
  // Whether a class, the module of that id, is sure to be others'.
  virtual bool is_foreign(std::string_view module) const = 0;
};

// Which items are kept.
struct Filter {
  Filter(const text::Scanner* only = nullptr, bool all_shown = false, const CodeFilter* of_code = nullptr)
      : terms(only), shown(all_shown), code(of_code) {}
  const text::Scanner* terms;  // borrowed; null: everything is kept
  bool shown;                  // short texts in Chinese and addresses too, whatever rules ask for: what a package is about
  const CodeFilter* code;     // borrowed; null: compiled code is as anything else. Readers of it ask, the collector does not

  // Whether an item is kept because of this text of it.
  bool wants(std::string_view text) const;
};

// Structure, and what sketches of screens are drawn from: kept whatever it says. Of `item` kind, role and module count.
bool always_kept(const EvidenceSet& set, const Evidence& item);

class Collector {
 public:
  // What the set already holds stays. Set and filter are borrowed.
  Collector(EvidenceSet& set, Filter filter);

  // True when an item with this text would be kept. For reading paths that can skip work on the others.
  bool wants(std::string_view text) const { return filter_.wants(text); }
  // The same of an item of compiled code that `wants` its text: whether it is of use.
  bool wants_code(Kind kind, std::string_view text, bool foreign = false) const {
    if (filter_.code == nullptr) return true;
    return foreign ? filter_.code->wants_of_others(kind, text) : filter_.code->wants(kind, text);
  }
  // The same of all calls of a class, and of all calls of a method of that name.
  bool wants_class(std::string_view name) const { return filter_.code == nullptr || filter_.code->wants_class(name); }
  bool wants_method(std::string_view name) const { return filter_.code == nullptr || filter_.code->wants_method(name); }
  bool is_foreign(std::string_view id) const { return filter_.code != nullptr && filter_.code->is_foreign(id); }
  bool keeps_everything() const { return filter_.terms == nullptr; }

  // Counts the item; keeps it when its text, an argument or a translation could matter. Kinds that are structure
  // (permission, component, field, route, sdk, fact, call) are always kept.
  void add(Evidence item);
  // For a text that is not handed over: libraries hardly speak Chinese (engine/owners).
  void hear(std::string_view text, uint32_t module);
  // Counts items that were looked at and not handed over.
  void count(Kind kind, uint64_t items) { set_.coverage.items[static_cast<size_t>(kind)] += items; }

  // What was looked at in a module, kept or not: for facts about a program as a whole.
  struct Seen {
    uint32_t texts = 0;    // that people may be shown
    uint32_t methods = 0;  // with code
    uint32_t pages = 0;    // loaded into a web view
  };
  Seen& seen(uint32_t module) {
    if (module >= seen_.size()) seen_.resize(set_.modules.size());
    return seen_[module];
  }

  // The module of that id; made when new. Kind and place of an existing one are left alone.
  uint32_t module(std::string_view id, ModuleKind kind, std::string_view place = {});
  uint32_t find_module(std::string_view id) const;  // kNoModule when there is none
  Module& at(uint32_t module) { return set_.modules[module]; }

  void edge(EdgeKind kind, uint32_t from, uint32_t to, std::string_view entry = {}, uint32_t line = 0);
  void gap(Gap gap) { set_.gaps.push_back(std::move(gap)); }
  // A defect of a reader, as a gap.
  void gap(const Defect& defect, std::string_view entry, uint32_t module = kNoModule);

  // Adds to the named count of the reading.
  void figure(std::string_view name, uint64_t count);

  EvidenceSet& set() { return set_; }
  const EvidenceSet& set() const { return set_; }

 private:
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  EvidenceSet& set_;
  Filter filter_;
  std::unordered_map<std::string, uint32_t, Hash, std::equal_to<>> modules_;
  std::vector<Seen> seen_;  // by module; may be shorter
  std::unordered_map<uint64_t, uint32_t> edges_;  // (kind, from, to) → index of the one kept
};

// Sorts evidence, edges and gaps into the order of reports (modules keep theirs), so that the same package gives
// the same bytes whatever the order of reading. Exact repeats of evidence and gaps go.
void sort(EvidenceSet& set);

}  // namespace jianfu::evidence
