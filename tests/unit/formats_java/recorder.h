// What a pass tells, one line an event.
#pragma once

#include <string>

#include "formats/java/java.h"

namespace jianfu::formats::java::tests {

class Recorder final : public Sink {
 public:
  std::string lines;

  void on_package(std::string_view name) override { line("package " + std::string(name)); }
  void on_import(const Import& import) override {
    line("import " + std::string(import.path) + (import.all ? ".*" : "") +
         (import.is_static ? " static" : "") +
         (import.alias.empty() ? "" : " as " + std::string(import.alias)));
  }
  void on_class(const Class& told) override {
    line("class " + std::string(told.name));
    ++depth_;
  }
  void on_super(std::string_view path) override { line("< " + std::string(path)); }
  void on_super_argument(std::string_view path) override { line("<< " + std::string(path)); }
  void on_class_end() override {
    --depth_;
    line("end class");
  }
  void on_method(std::string_view name, Place) override {
    line("method " + std::string(name));
    ++depth_;
  }
  void on_method_end() override {
    --depth_;
    line("end method");
  }
  void on_variable(std::string_view name, std::string_view type, bool field, Place) override {
    line((field ? "field " : "variable ") + std::string(name) + ": " + std::string(type));
  }
  void on_literal(const Literal& literal) override {
    line("literal '" + std::string(literal.text) + "'" +
         where(literal.callee, literal.name, literal.argument) + (literal.folded ? " folded" : "") +
         (literal.constant ? " constant" : "") + (literal.is_template ? " template" : "") +
         (literal.part ? " part" : "") +
         (literal.holes.empty() ? "" : " holes=" + std::string(literal.holes)));
  }
  void on_call(const Call& call) override {
    std::string out = "call " + shown(call.callee) + "(";
    for (const Argument& argument : call.arguments) {
      if (out.back() != '(') out += ", ";
      if (!argument.name.empty()) out += std::string(argument.name) + "=";
      out += std::string(argument.value);
    }
    line(out + ")");
  }
  void on_reference(const Reference& reference) override {
    line(std::string(reference.is_class ? "type " : "reference ") + std::string(reference.path) +
         where(reference.callee, reference.name, reference.argument) + (reference.part ? " part" : ""));
  }
  void on_constant(std::string_view name, std::string_view value) override {
    line("constant " + std::string(name) + "=" + std::string(value));
  }
  void on_composed_constant(std::string_view name, std::string_view value, std::string_view holes) override {
    line("composed " + std::string(name) + "=" + std::string(value) + " of " + std::string(holes));
  }

 private:
  static std::string shown(const Callee& callee) {
    return std::string(callee.made ? "new " : "") +
           (callee.chained ? "[" + std::string(callee.root) + "]." : "") + std::string(callee.path);
  }
  static std::string where(const Callee& callee, std::string_view name, uint32_t argument) {
    std::string out;
    if (!callee.path.empty()) out += " in " + shown(callee) + "#" + std::to_string(argument);
    if (!name.empty()) out += " =" + std::string(name);
    return out;
  }
  void line(const std::string& text) { lines += std::string(2 * depth_, ' ') + text + "\n"; }
  size_t depth_ = 0;
};

inline std::string told(std::string_view source, Dialect dialect, std::vector<Defect>* defects = nullptr,
                        const Limits& limits = {}) {
  Recorder recorder;
  const Scan scan = read(source, dialect, limits, recorder);
  if (defects != nullptr) *defects = scan.defects;
  return recorder.lines;
}

}  // namespace jianfu::formats::java::tests
