// JSON written as it is told, without a tree of it in memory: the report of a large package has a hundred thousand values.
// The bytes are those of nlohmann's dump(), which other reports of ours are written by.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace jianfu::report {

class JsonStream {
 public:
  enum class Form : uint8_t { kIndented, kLine };
  explicit JsonStream(Form form) : form_(form) {}

  std::string take() { return std::move(out_); }

  // A value: the document, one of a list, or what a key was told for. What is neither null, text, number nor truth is a
  // list of such; an optional without a value is null.
  template <typename T>
  void value(const T& what) {
    if constexpr (std::is_same_v<T, bool>) {
      word(what ? "true" : "false");
    } else if constexpr (std::is_same_v<T, std::nullptr_t>) {
      word("null");
    } else if constexpr (std::is_integral_v<T>) {
      word(std::to_string(what));
    } else if constexpr (std::is_same_v<T, double>) {
      real(what);
    } else if constexpr (std::is_convertible_v<const T&, std::string_view>) {
      text(what);
    } else if constexpr (requires { what.has_value(); }) {
      what ? value(*what) : value(nullptr);
    } else {
      list(what, [this](const auto& one) { this->value(one); });
    }
  }

  // Calls each(item), which tells one value.
  template <typename Items, typename Each>
  void list(const Items& items, Each each) {
    inside('[', ']', [&] {
      for (const auto& item : items) each(item);
    });
  }
  // What tell() tells are its fields.
  template <typename Tell>
  void object(Tell tell) {
    inside('{', '}', tell);
  }

  // Fields, by names of ours, which stand for themselves: of one value, of a list whose values each(item) tells, of an
  // object whose fields tell() tells, of a list of objects, of each the fields that tell(item) tells.
  template <typename T>
  void field(std::string_view name, const T& what) {
    key(name);
    value(what);
  }
  template <typename Items, typename Each>
  void field(std::string_view name, const Items& items, Each each) {
    key(name);
    list(items, each);
  }
  template <typename Tell>
  void fields(std::string_view name, Tell tell) {
    key(name);
    object(tell);
  }
  template <typename Items, typename Tell>
  void rows(std::string_view name, const Items& items, Tell tell) {
    field(name, items, [&](const auto& item) { object([&] { tell(item); }); });
  }

 private:
  template <typename Tell>
  void inside(char open, char close, Tell tell) {
    next();
    out_ += open;
    first_ = true;
    ++depth_;
    tell();
    --depth_;
    if (!first_) line();
    first_ = false;
    out_ += close;
  }
  void key(std::string_view name);
  void word(std::string_view plain) {
    next();
    out_ += plain;
  }
  void text(std::string_view any);
  void real(double number);
  void next();  // goes to where a value or a key stands
  void line();

  Form form_;
  std::string out_;
  size_t depth_ = 0;
  bool first_ = true;       // nothing stands yet in the innermost object or list
  bool after_key_ = false;
};

}  // namespace jianfu::report
