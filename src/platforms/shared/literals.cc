#include "platforms/shared/literals.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "platforms/shared/paths.h"
#include "text/utf.h"

namespace jianfu::platforms {
namespace {

using evidence::Kind;
using evidence::Role;

// Texts with more Han characters than this are read, not tapped (regulation.md §4.6: content versus label).
constexpr size_t kContentHan = 60;

struct RoleName {
  std::string_view name;  // lower case
  Role role;
};

// Last name of the callee.
constexpr std::array kShowing = {
    RoleName{"showtoast", Role::kMessage},     RoleName{"showmodal", Role::kMessage},
    RoleName{"showloading", Role::kMessage},   RoleName{"showactionsheet", Role::kLabel},
    RoleName{"toast", Role::kMessage},         RoleName{"alert", Role::kMessage},
    RoleName{"confirm", Role::kMessage},       RoleName{"prompt", Role::kMessage},
    RoleName{"message", Role::kMessage},       RoleName{"notify", Role::kMessage},
    RoleName{"tip", Role::kMessage},           RoleName{"tips", Role::kMessage},
    RoleName{"msg", Role::kMessage},           RoleName{"setnavigationbartitle", Role::kTitle},
    RoleName{"settitlebar", Role::kTitle},
    RoleName{"settabbaritem", Role::kLabel},   RoleName{"_v", Role::kLabel},
    RoleName{"createtextvnode", Role::kLabel}, RoleName{"createelement", Role::kLabel},
    RoleName{"warning", Role::kMessage},       RoleName{"success", Role::kMessage},
    RoleName{"showmsg", Role::kMessage},       RoleName{"showmessage", Role::kMessage},
    RoleName{"showtip", Role::kMessage},       RoleName{"showtips", Role::kMessage},
    RoleName{"msgerror", Role::kMessage},      RoleName{"msgwarning", Role::kMessage},
    RoleName{"msgsuccess", Role::kMessage},
};

// Objects whose every method shows its text: this.$message.error, Toast.fail. What is only called an error is
// said to the developer.
constexpr std::array<std::string_view, 7> kShowingObjects = {
    "toast", "message", "elmessage", "notify", "modal", "notification", "elnotification"};

// Property the literal is the value of.
constexpr std::array kProperties = {
    RoleName{"title", Role::kLabel},
    RoleName{"label", Role::kLabel},
    RoleName{"text", Role::kLabel},
    RoleName{"placeholder", Role::kLabel},
    RoleName{"content", Role::kMessage},
    RoleName{"message", Role::kMessage},
    RoleName{"msg", Role::kMessage},
    RoleName{"tip", Role::kMessage},
    RoleName{"tips", Role::kMessage},
    RoleName{"hint", Role::kMessage},
    RoleName{"errmsg", Role::kMessage},
    RoleName{"errormsg", Role::kMessage},
    RoleName{"requiredmsg", Role::kMessage},
    RoleName{"confirmtext", Role::kLabel},
    RoleName{"canceltext", Role::kLabel},
    RoleName{"confirmbuttontext", Role::kLabel},
    RoleName{"itemlist", Role::kLabel},
    RoleName{"children", Role::kLabel},
    RoleName{"navigationbartitletext", Role::kTitle},
    RoleName{"navtitle", Role::kTitle},
    RoleName{"subtitle", Role::kLabel},
    RoleName{"buttontext", Role::kLabel},
    RoleName{"btntext", Role::kLabel},
    RoleName{"desc", Role::kMessage},
    RoleName{"description", Role::kMessage},
    RoleName{"name", Role::kLabel},
    RoleName{"header", Role::kLabel},
    RoleName{"emptytext", Role::kMessage},
};

// Calls whose texts nobody but a developer sees: whole callee, or its object.
constexpr std::array<std::string_view, 6> kLogObjects = {"console",  "log",   "logger",
                                                         "_console", "trace", "sentry"};
constexpr std::array<std::string_view, 7> kLogCalls = {"log",   "error",  "typeerror", "rangeerror",
                                                       "debug", "assert", "invariant"};

constexpr std::array<std::string_view, 19> kFileEndings = {
    ".png", ".jpg", ".jpeg", ".gif", ".svg",  ".webp", ".ico", ".css",  ".less", ".scss",
    ".js",  ".ts",  ".wxs",  ".vue", ".wxml", ".wxss", ".ttf", ".woff", ".woff2"};
constexpr std::array<std::string_view, 6> kMediaTypes = {"application/", "text/",  "image/",
                                                         "audio/",       "video/", "multipart/"};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

// "this.$toast" is called toast: the sign only says that a plug-in put it there.
std::string_view last_name(std::string_view callee) {
  const std::string_view name = callee.substr(callee.rfind('.') + 1);
  return name.starts_with('$') ? name.substr(1) : name;
}

template <size_t N>
Role role_in(const std::array<RoleName, N>& table, std::string_view name) {
  const auto at =
      std::find_if(table.begin(), table.end(), [&](const RoleName& row) { return row.name == name; });
  return at == table.end() ? Role::kNone : at->role;
}

// "this.$message.error": the object is "$message".
bool shows_by_object(std::string_view callee) {
  const size_t dot = callee.rfind('.');
  if (dot == std::string_view::npos) return false;
  const std::string_view object = last_name(callee.substr(0, dot));
  return std::find(kShowingObjects.begin(), kShowingObjects.end(), object) != kShowingObjects.end();
}

bool is_log(const std::string& callee) {
  if (shows_by_object(callee)) return false;
  const std::string_view object =
      std::string_view(callee).substr(0, std::min(callee.find('.'), callee.size()));
  if (std::find(kLogObjects.begin(), kLogObjects.end(), object) != kLogObjects.end()) return true;
  return std::find(kLogCalls.begin(), kLogCalls.end(), last_name(callee)) != kLogCalls.end();
}

Role shown_as(const std::string& callee, const std::string& property) {
  const Role by_call = role_in(kShowing, last_name(callee));
  if (by_call == Role::kTitle) return Role::kTitle;
  const Role by_property = role_in(kProperties, property);
  if (by_property != Role::kNone) return by_property;
  return by_call == Role::kNone && shows_by_object(callee) ? Role::kMessage : by_call;
}

bool path_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '/' || c == '_' || c == '-' || c == '.' ||
         c == ':' || c == '{' || c == '}' || c == '$' || c == '~' || c == '%';
}

// What stands in a template for a variable.
constexpr std::string_view kVariable = "\xEF\xBF\xBC";

std::string with_variables_as(std::string_view text, std::string_view sign) {
  std::string out(text);
  for (size_t at = out.find(kVariable); at != std::string::npos; at = out.find(kVariable, at))
    out.replace(at, kVariable.size(), sign);
  return out;
}

}  // namespace

bool holds_han(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const unsigned char c = static_cast<unsigned char>(text[at]);
    if (c < 0xE3) {
      ++at;
      continue;
    }
    if (text::is_han(text::next_code_point(text, at))) return true;
  }
  return false;
}

std::string readable_template(std::string_view text) {
  return with_variables_as(text, "…");
}

bool looks_like_endpoint(std::string_view text) {
  if (text.find('/') == std::string_view::npos) return false;
  // `${base}/user/sign`, `/user/${id}/sign`: what a variable stands for is a part of the path like any other.
  if (text.find(kVariable) != std::string_view::npos) return looks_like_endpoint(with_variables_as(text, "~"));
  const std::string_view path = without_query(text);
  if (path.starts_with("http://") || path.starts_with("https://") || path.starts_with("ws://") ||
      path.starts_with("wss://"))
    return true;
  if (path.size() < 4 || path.size() > 200 || path.find('/') == std::string_view::npos) return false;
  if (!std::all_of(path.begin(), path.end(), path_character)) return false;
  if (path.starts_with("./") || path.starts_with("../") || path.starts_with("//")) return false;
  const std::string name = lower(text.substr(0, std::min(text.find_first_of("?#"), text.size())));
  if (std::any_of(kMediaTypes.begin(), kMediaTypes.end(),
                  [&](std::string_view type) { return name.starts_with(type); }))
    return false;
  if (std::any_of(kFileEndings.begin(), kFileEndings.end(),
                  [&](std::string_view end) { return name.ends_with(end); }))
    return false;
  const auto letters = std::count_if(path.begin(), path.end(),
                                     [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; });
  return letters >= 3 && (path.starts_with('/') || std::count(path.begin(), path.end(), '/') >= 1);
}

Role role_by_length(std::string_view text, Role role) {
  if (text.size() <= kContentHan) return role;  // a Han character is three bytes: this is surely short
  return text::count_han(text) > kContentHan ? Role::kContent : role;
}

LiteralUse use_of_literal(std::string_view text, std::string_view callee_as_written,
                          std::string_view property_as_written, uint32_t argument) {
  const bool han = holds_han(text);
  const bool endpoint = !han && looks_like_endpoint(text);
  const std::string callee = lower(callee_as_written);
  // Most are neither: then only a call can show them.
  if (!han && !endpoint && role_in(kShowing, last_name(callee)) == Role::kNone) return {};
  if (is_log(callee)) return {Kind::kLiteral, Role::kNone};
  if (endpoint) return {Kind::kEndpoint, Role::kNone};
  const Role shown = shown_as(callee, lower(property_as_written));
  if (han) return {Kind::kText, role_by_length(text, shown == Role::kNone ? Role::kUnknown : shown)};
  // Without Han characters a property name alone proves little ("name", "text"): only a call that shows it
  // does.
  const bool named = property_as_written.empty() || role_in(kProperties, lower(property_as_written)) != Role::kNone;
  const bool tag = argument == 0 && last_name(callee) == "createelement";
  const bool says = std::any_of(text.begin(), text.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<signed char>(c) < 0;
  });  // not "</"
  const bool by_call = named && says && !tag && role_in(kShowing, last_name(callee)) != Role::kNone;  // not icon: 'none'
  return by_call && shown != Role::kNone ? LiteralUse{Kind::kText, shown} : LiteralUse{};
}

}  // namespace jianfu::platforms
