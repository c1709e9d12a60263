// The mapping file that R8 and ProGuard write (formats.md §5.1): what classes and methods were called before
// they were renamed. App Bundles carry it. A text file: `com.x.Sign -> a.b:`, then its members, indented.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/limits.h"

namespace jianfu::formats::proguard_map {

struct Renamed {
  std::string_view now, before;
};

// Borrows the text. Classes are indexed, members are looked at when they are asked for.
class Map {
 public:
  Map() = default;
  Map(std::string_view text, const Limits& limits);

  bool empty() const { return classes_.empty(); }
  size_t classes() const { return classes_.size(); }
  bool cut() const { return cut_; }  // more classes than Limits::items

  // "a.b" → "com.x.Sign"; empty when the map does not have it.
  std::string_view class_before(std::string_view now) const;
  // Methods of the class that is now called so, sorted by their name now. Where several methods got one name
  // it is left out: nobody can tell which is meant.
  std::vector<Renamed> methods_of(std::string_view now) const;

 private:
  struct Class {
    std::string_view now, before;
    std::string_view members;  // the lines below it
  };
  const Class* find(std::string_view now) const;

  std::vector<Class> classes_;  // sorted by `now`
  bool cut_ = false;
};

// True when the text begins like a mapping file: comments, then a line of a class.
bool looks_like(std::string_view text);

}  // namespace jianfu::formats::proguard_map
