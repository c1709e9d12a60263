// What the constants of a source project stand for, whichever file declares them: static finals, fields of
// interfaces, const val; those put together of others included. A compiler writes the text in place of the
// name, so a package holds it where it is used; a source has to be asked.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "platforms/android_source/program.h"

namespace jianfu::platforms::android_source {

class Constants {
 public:
  // The program and its units are borrowed and must stay where they are.
  explicit Constants(const Program& program);

  // The text of a constant as named in a unit, seen from inside of a class ("" at the top), with U+FFFC where
  // something is not known; empty when it is none. The view lives as long as this.
  std::string_view find(const Unit& unit, std::string_view inside, std::string_view path) const;

  struct Composed {
    std::string text;
    bool known = false;  // something was put in
  };
  // A text with what stands in its holes, as formats::java tells them.
  Composed compose(const Unit& unit, std::string_view inside, std::string_view text,
                   std::string_view holes) const;

 private:
  enum class State : uint8_t { kNew, kOpen, kDone };
  struct Entry {
    const Unit* unit = nullptr;
    std::string_view inside;  // the class that declares it
    ConstantValue told;
    State state = State::kNew;
    std::string whole;  // of a composed one
    std::string_view text;
  };
  void add(std::string name, const Unit& unit, std::string_view inside, const ConstantValue& told);
  void work_out(Entry& entry, size_t depth);
  const Entry* exactly(std::string_view name) const;
  const Entry* of_class(std::string_view name, std::string_view constant) const;
  const Entry* named(const Unit& unit, std::string_view inside, std::string_view path) const;
  const Entry* alone(const Unit& unit, std::string_view inside, std::string_view name) const;

  template <typename TextOf>
  Composed put_in(std::string_view text, std::string_view holes, TextOf text_of) const;

  const Program& program_;
  size_t left_;                                        // bytes that composed ones may still take together
  std::map<std::string, Entry, std::less<>> entries_;  // by full name: cn.x.Urls.SIGN
};

}  // namespace jianfu::platforms::android_source
