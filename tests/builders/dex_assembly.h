// A readable form of app code, made into a DEX by the builder. Samples are written in it.
//
//   # A line is a declaration or an instruction; '#' begins a comment.
//   class com.gov.demo.SignActivity extends android.app.Activity implements java.lang.Runnable
//     field static final string URL = "/sign/in"
//     field int count
//     @retrofit2.http.GET "sign/list"                   # stands before a class, field or method
//     method private onCreate(android.os.Bundle) void
//       layout @layout/activity_sign                    # the constant and setContentView
//       call android.widget.TextView.setText(CharSequence) "立即打卡"
//       call static com.gov.demo.Net.get(string, int) string "/rank" 10
//       call interface com.gov.demo.Api.list(string) void result
//       start com.gov.demo.RankActivity                 # Intent of the class, and startActivity
//   interface com.gov.demo.Api
//     method list(string) void
//
// Classes begin at the margin (`class` or `interface`, after `abstract` or `final` if need be), everything
// else is indented. Names are Java's; a capitalised name without package is one of java.lang, `string` is
// java.lang.String. Modifiers of members: public private static final native abstract. Methods of interfaces,
// native and abstract ones have no instructions; the others end in a return by themselves. Classes without
// <init> get one.
//
//   string "text"             const-string             int 5                     const
//   resource @string/name     const, id of a resource  layout @layout/name       … and setContentView
//   class com.x.Foo           const-class              new com.x.Foo             new-instance and <init>()
//   start com.x.FooActivity   startActivity            get com.x.R$string.a int  sget
//   chars "text"              char[] with that text    bytes "text"              byte[] with that text
//   return ARGUMENT           instead of null, 0 or nothing
//   call [static|interface|super|direct] com.x.Foo.name(TYPES) [RETURN TYPE] ARGUMENTS
//
// An argument is "text", 5, 0x7f030001, @string/name, true, false, null, this, class com.x.Foo, or result:
// what the last `new`, `get` or `call` gave. Missing ones are null or 0. A call that is not static is made on
// that result when it is of the class called, else on `this`. In texts \" \\ \n \t are known.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "builders/dex_builder.h"

namespace jianfu::builders {

struct Assembled {
  std::vector<DexClass> classes;
  std::string error;  // "line 3: unknown instruction 'strng'", empty when all went well
};

// `resources`: ids by name without '@', "layout/activity_sign".
Assembled assemble_classes(std::string_view text, const std::map<std::string, uint32_t>& resources = {});

struct AssembledDex {
  std::string dex;
  std::string error;
};
AssembledDex assemble_dex(std::string_view text, const std::map<std::string, uint32_t>& resources = {},
                          std::string_view version = "035");

}  // namespace jianfu::builders
