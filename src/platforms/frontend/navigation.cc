#include "platforms/frontend/navigation.h"

#include <algorithm>
#include <array>

namespace jianfu::platforms::frontend {
namespace {

using namespace std::string_view_literals;

constexpr std::array kMoves = {"push"sv, "replace"sv, "navigate"sv, "navigateByUrl"sv, "navigateTo"sv};
constexpr std::array kRouters = {"router"sv, "$router"sv, "history"sv, "navigation"sv, "navCtrl"sv};

std::string_view last_of(std::string_view chain) {
  return chain.substr(chain.rfind('.') + 1);
}

bool is_one_of(std::string_view name, const auto& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

bool opens_page(std::string_view callee) {
  const std::string_view last = last_of(callee);
  if (callee == "navigate") return true;  // React Router's hook
  if (last.size() == callee.size() || !is_one_of(last, kMoves)) return false;
  const std::string_view object = last_of(callee.substr(0, callee.size() - last.size() - 1));
  return is_one_of(object, kRouters);
}

void NavigationSink::on_literal(const formats::js::Literal& literal) {
  const bool to = literal.callee == "to";  // a bound attribute: :to="{name: 'x'}"
  if (to || opens_page(literal.callee)) {
    if (literal.property == "name") open_(literal.text, true, literal);
    if (literal.property.empty() || literal.property == "path") open_(literal.text, false, literal);
  }
  if (literal.callee == "next" && literal.property == "name") open_(literal.text, true, literal);  // of a guard
  if (literal.property == "title" && is_title_(literal.text)) return;
  next_.on_literal(literal);
}

void NavigationSink::on_call(const formats::js::Call& call) {
  const bool named = std::any_of(call.arguments.begin(), call.arguments.end(), [](const auto& argument) {
    return argument.name.empty() || argument.name == "path" || argument.name == "name";
  });
  if (!named && opens_page(call.callee)) open_any_();
  next_.on_call(call);
}

}  // namespace jianfu::platforms::frontend
