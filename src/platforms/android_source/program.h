// All classes of a source project: what a name written in a file means, what a class is by what it extends,
// and where in the framework its ancestors begin. The source's counterpart of android::Code.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "evidence/collector.h"
#include "platforms/android_source/unit.h"

namespace jianfu::platforms::android_source {

struct ConstantValue {
  std::string_view value, holes;  // as of a literal
};

struct ClassRecord {
  std::string name;   // with dots: com.x.Sign.Row
  std::string java;   // as code names it: com.x.Sign$Row
  std::string outer;  // its module: com.x.Sign
  const Unit* unit = nullptr;
  std::vector<std::string_view> supers;                           // as written, the superclass first
  std::vector<std::string_view> super_arguments;                  // type arguments of them, as written
  std::unordered_map<std::string_view, std::string_view> fields;  // name → type as written
  std::unordered_map<std::string_view, ConstantValue> constants;  // by name
  std::unordered_set<std::string_view> openers;                   // methods that are given a Context
};

// const val outside of classes.
struct LooseConstant {
  const Unit* unit = nullptr;
  std::string_view name;
  ConstantValue told;
};

class Program {
 public:
  // Units are borrowed and must stay where they are.
  explicit Program(const std::deque<Unit>& units);

  void make_modules(evidence::Collector& out) const;

  const ClassRecord* find(std::string_view name) const;
  // True when there were more classes than are told apart.
  bool full() const { return full_; }
  // The full name, with dots, of a type as written in a unit, seen from inside of a class ("" at the top).
  std::string resolve(const Unit& unit, std::string_view inside, std::string_view written) const;
  // "android.app.AlertDialog.Builder" → "android.app.AlertDialog$Builder".
  std::string java_name(std::string_view name) const;
  // First ancestor that the project does not define; the type itself when it is such a one.
  std::string framework_base(std::string_view name) const;
  // The type, in full, that a field of the class or of its ancestors is declared with; empty when unknown.
  std::string field_type(std::string_view name, std::string_view field) const;
  evidence::ModuleKind kind_of(const ClassRecord& record) const;
  const std::deque<ClassRecord>& classes() const { return classes_; }
  const std::vector<LooseConstant>& loose_constants() const { return loose_; }

  // Imports by the name they give, packages whose every name is there, classes whose every static member is.
  struct Names {
    std::unordered_map<std::string_view, std::string_view> given;
    std::vector<std::string_view> all, statics;
  };
  const Names* names_of(const Unit& unit) const;

  // What stands outside of classes: of Kotlin com.x.ScreenKt; of Java, where nothing but annotations of a
  // package and broken code does, the class that the file is named after.
  static std::string file_class(const Unit& unit);

 private:
  void add_unit(const Unit& unit);
  void index_imports(const Unit& unit);
  std::string super_of(const ClassRecord& record) const;

  std::deque<ClassRecord> classes_;
  std::unordered_map<std::string, ClassRecord*> by_name_;
  std::unordered_map<const Unit*, Names> names_;
  std::vector<LooseConstant> loose_;
  bool full_ = false;
};

// "Lcom/x/Foo$Bar;" of "com.x.Foo$Bar".
std::string descriptor_of(std::string_view java_name);

}  // namespace jianfu::platforms::android_source
