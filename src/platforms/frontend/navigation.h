// Ways between the pages of a router that are no path: routes called by name, and calls that open what only
// runs know ("router.push(item.path)").
#pragma once

#include <functional>
#include <string_view>

#include "formats/js/js.h"

namespace jianfu::platforms::frontend {

// True for calls of a router that open a page: this.$router.push, history.replace, navigate.
bool opens_page(std::string_view callee);

// Stands before the reader of a script and hands everything on.
class NavigationSink final : public formats::js::Relay {
 public:
  // `open`: a route's name, or a path that is a route whatever it is ("/"), and where it is called.
  // `open_any`: a page that the script does not name. `is_title`: of a page in a table of routes, told with it.
  NavigationSink(formats::js::Sink& next,
                 std::function<void(std::string_view, bool is_name, const formats::js::Literal& at)> open,
                 std::function<void()> open_any, std::function<bool(std::string_view)> is_title)
      : Relay(next), open_(std::move(open)), open_any_(std::move(open_any)), is_title_(std::move(is_title)) {}

  void on_literal(const formats::js::Literal& literal) override;
  void on_call(const formats::js::Call& call) override;

 private:
  std::function<void(std::string_view, bool, const formats::js::Literal&)> open_;
  std::function<void()> open_any_;
  std::function<bool(std::string_view)> is_title_;
};

}  // namespace jianfu::platforms::frontend
