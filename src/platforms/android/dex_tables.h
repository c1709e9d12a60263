// What is asked of a DEX file at every instruction, prepared once: which strings could matter, the module of
// each type, what each method makes of its arguments, which fields hold a resource id or a text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "evidence/collector.h"
#include "formats/dex/dex.h"
#include "platforms/android/code.h"
#include "platforms/android/ui_calls.h"

namespace jianfu::platforms::android {

struct MethodFacts {
  uint32_t type = 0;  // index of the class it is called on
  uint32_t name = 0;  // string index
  CallMeaning meaning;
  bool companion = false;  // Kotlin's way of a static method
  bool opens = false;  // called statically, it shows the screen it belongs to: SignActivity.start(context)
  bool makes =
      false;  // called statically, it gives the part of a screen it belongs to: SignFragment.newInstance()
  bool sets_title = false;  // of the screen itself, not of a dialog
};

class DexTables {
 public:
  DexTables(const formats::dex::Dex& dex, const Code& code, const evidence::Collector& out);

  // Whether the text of a string could matter; as a name, whether it is of use as such; whether calls of methods of that
  // name are. Asked of few of the strings of a file, of those often.
  bool hot(uint32_t string) const {
    return ask(hot_, string, [this](std::string_view text) { return out_.wants(text); });
  }
  bool names_something(uint32_t string, bool foreign) const {
    return ask(foreign ? foreign_names_ : names_, string, [&](std::string_view text) {
             return out_.wants_code(evidence::Kind::kIdentifier, text, foreign);
           }) &&
           hot(string);
  }
  // A text of a megabyte may stand in a hundred thousand places of a file made for that: a long one is told in some, and
  // that others are left out is a gap. Counts the places that ask.
  static constexpr uint32_t kMostPlaces = 64;
  bool told_enough(uint32_t string) const;
  bool left_out_places() const { return left_out_places_; }
  uint32_t module_of(uint32_t type) const {
    return type < modules_.size() ? modules_[type] : evidence::kNoModule;
  }
  bool is_builder(uint32_t type) const {
    return type < types_.size() && types_[type] == TypeMeaning::kBuilder;
  }
  bool is_intent(uint32_t type) const { return type < types_.size() && types_[type] == TypeMeaning::kIntent; }
  size_t methods() const { return methods_.size(); }
  const MethodFacts& method(uint32_t index) const { return methods_[index]; }
  // The names under which a call could matter, as written and as the framework calls it; most have none. Made when they are
  // asked for.
  const std::vector<std::string>& names_of_call(uint32_t method) const;
  // A field of an R class: the resource it holds, 0 when none.
  uint32_t resource_of(uint32_t field) const;
  // A field that holds the view of a title.
  bool holds_title(uint32_t field) const { return field < title_fields_.size() && title_fields_[field]; }
  // A constant text field: its string index, kNoIndex when it is none.
  uint32_t string_of(uint32_t field) const;

 private:
  enum class Answer : uint8_t { kUnknown, kNo, kYes };
  template <typename Question>
  bool ask(std::vector<Answer>& answers, uint32_t string, Question question) const {
    if (string >= answers.size()) return false;
    Answer& answer = answers[string];
    if (answer == Answer::kUnknown) answer = question(dex_.string(string)) ? Answer::kYes : Answer::kNo;
    return answer == Answer::kYes;
  }
  bool names_a_call(uint32_t string) const {
    return ask(methods_named_, string, [this](std::string_view text) { return out_.wants_method(text); });
  }

  void read_types();
  void read_methods();
  void read_fields();
  bool is_hot(std::vector<Answer>& answers, uint32_t type, std::string_view descriptor) const;
  std::vector<std::string> name_calls(uint32_t method) const;
  void name_call(std::string_view type, std::string_view name, std::vector<std::string>& names) const;
  void tell_openers(MethodFacts& facts, const formats::dex::Method& method);

  const formats::dex::Dex& dex_;
  const Code& code_;
  const evidence::Collector& out_;
  mutable std::vector<Answer> hot_, names_, foreign_names_, methods_named_;  // by string
  mutable std::vector<Answer> hot_types_, hot_bases_;                       // by type
  std::vector<uint32_t> modules_;   // by type
  std::vector<TypeMeaning> types_;  // by type
  std::vector<MethodFacts> methods_;
  mutable std::unordered_map<uint32_t, uint32_t> long_places_;  // by string
  mutable bool left_out_places_ = false;
  mutable std::vector<bool> calls_named_;  // by method
  mutable std::unordered_map<uint32_t, std::vector<std::string>> call_names_;
  std::vector<bool> title_fields_;
  std::unordered_map<uint32_t, uint32_t> resource_fields_, string_fields_;
};

}  // namespace jianfu::platforms::android
