// Which names, literals and calls of scripts and templates are worth an item: those that some rule may have for an answer
// (evidence::CodeFilter), and names of methods that platforms have. By those, objects that pass a platform's methods
// on are known, and what is called through them.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/collector.h"

namespace jianfu::platforms {

inline bool is_of_use(const evidence::Collector& out, evidence::Kind kind, std::string_view text) {
  return out.wants_code(kind, text) || out.wants_method(text.substr(text.rfind('.') + 1));
}

// Answers about texts of which most come again and again, as names do in a script. What was asked last is remembered,
// never more than so many.
class Answers {
 public:
  template <typename Ask>
  bool of(std::string_view text, const Ask& ask) {
    if (text.size() > kLongest) return ask();
    if (slots_.empty()) slots_.resize(kSlots);
    Slot& slot = slots_[std::hash<std::string_view>{}(text) % kSlots];
    if (slot.text != text) slot = {std::string(text), ask()};
    return slot.yes;
  }

 private:
  static constexpr size_t kSlots = 1024, kLongest = 64;
  struct Slot {
    std::string text;
    bool yes = false;
  };
  std::vector<Slot> slots_;
};

}  // namespace jianfu::platforms
