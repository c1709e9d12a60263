// A sink that writes events as lines, so that a test compares what a person would read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/js/js.h"

namespace jianfu::tests {

// U+FFFC shown as "…".
inline std::string shown(std::string_view text) {
  std::string out(text);
  for (size_t at = out.find("\uFFFC"); at != std::string::npos; at = out.find("\uFFFC"))
    out.replace(at, 3, "…");
  return out;
}

class Recorder : public formats::js::Sink {
 public:
  void on_literal(const formats::js::Literal& literal) override {
    std::string line = shown(literal.text);
    if (literal.is_key) line += " key";
    if (literal.in_type) line += " type";
    if (literal.is_template) line += " template";
    if (literal.folded) line += " folded";
    if (!literal.callee.empty())
      line += " in " + std::string(literal.callee) + "#" + std::to_string(literal.argument);
    if (!literal.property.empty()) line += " as " + std::string(literal.property);
    literals.push_back(line);
    places.push_back(std::to_string(literal.line) + ":" + std::to_string(literal.column));
    offsets.push_back(literal.offset);
  }
  void on_call(const formats::js::Call& call) override {
    std::string line = std::string(call.callee) + "(";
    for (const auto& argument : call.arguments) {
      if (line.back() != '(') line += ", ";
      line += argument.name + (argument.name.empty() ? "" : "=") + shown(argument.value);
    }
    calls.push_back(line + ")");
  }
  void on_identifier(std::string_view name, uint32_t, uint32_t) override { names.emplace_back(name); }
  void on_module(std::string_view name, uint32_t line) override {
    modules.push_back("begin " + std::string(name) + " " + std::to_string(line));
  }
  void on_module_end() override { modules.emplace_back("end"); }
  void on_function(std::string_view name, uint32_t line) override {
    functions.push_back(std::string(functions_open, ' ') + std::string(name) + " " + std::to_string(line));
    ++functions_open;
  }
  void on_function_end() override { --functions_open; }
  void on_require(std::string_view path, uint32_t) override { requires_.emplace_back(path); }

  std::vector<std::string> literals, calls, names, modules, requires_, places, functions;
  size_t functions_open = 0;
  std::vector<uint64_t> offsets;
  std::vector<Defect> defects;
};

inline Recorder read(std::string_view source, const Limits& limits = {}) {
  Recorder out;
  out.defects = formats::js::read(source, limits, out).defects;
  return out;
}

using Lines = std::vector<std::string>;
inline Lines literals(std::string_view source) {
  return read(source).literals;
}
inline Lines calls(std::string_view source) {
  return read(source).calls;
}
inline Lines names(std::string_view source) {
  return read(source).names;
}
inline Lines modules(std::string_view source) {
  return read(source).modules;
}
inline Lines requires_of(std::string_view source) {
  return read(source).requires_;
}

}  // namespace jianfu::tests
