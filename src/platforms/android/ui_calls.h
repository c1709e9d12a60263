// What a call of Android code makes of the texts and classes that it is given: shown to people (and how),
// logged, handed on, joined, or opened. The names are those of the framework and of common toolkits.
#pragma once

#include <string_view>

#include "evidence/evidence.h"

namespace jianfu::platforms::android {

enum class StringUse : uint8_t { kUnknown, kHidden, kLabel, kTitle, kMessage, kAddress };

// What becomes of the arguments beyond being used.
enum class Flow : uint8_t {
  kNone,
  kPass,     // the result says what the first text among the arguments says: getString, String.valueOf, trim
  kBuild,    // the text is appended to the receiver: StringBuilder.<init>, append
  kBuilt,    // the result is the receiver's text: StringBuilder.toString
  kAction,   // an Intent gets its action
  kData,     // … what it is about: Uri.parse
  kType,     // … the type of that: setType
  kPackage,  // … the program that shall take it: setPackage
  kByName,   // a class is named by a string: setClassName, ComponentName, Class.forName
  kFind,     // a view is found by its id
  kLook,     // a class is looked at, not opened: getName, finishActivity
};

struct CallMeaning {
  StringUse use = StringUse::kUnknown;
  Flow flow = Flow::kNone;
};

// What can be told of a class before its methods are looked at; asked once a type.
enum class TypeMeaning : uint8_t {
  kOther,
  kHidden,
  kException,
  kBuilder,
  kIntent,
  kUri,
  kToast,
  kComposeText,
  kDialogBuilder
};
TypeMeaning meaning_of_type(std::string_view descriptor);

// `type`: class descriptor of the callee; `meaning`: what meaning_of_type() says of it; `name`: its method
// name.
CallMeaning meaning_of_call(std::string_view type, TypeMeaning meaning, std::string_view name);

}  // namespace jianfu::platforms::android
