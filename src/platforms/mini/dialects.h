// The clients that run mini-programs: one row a client. They share one model of a program (formats.md
// §8.1–8.6); what differs is how files, configuration, templates and the API are called, and stands here.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace jianfu::platforms::mini {

struct Dialect {
  std::string_view kind;                    // of its row in platforms.cc, which has its names
  std::string_view api;                     // prefix of its calls: "wx"
  std::array<std::string_view, 2> aliases;  // other objects that reach the same API
  std::string_view template_ending;         // of sources: ".wxml"
  std::string_view style_ending;
  std::string_view script_ending;    // of scripts for templates: ".wxs"
  std::string_view compiled_config;  // file name in compiled packages
  std::array<std::string_view, 2> project_files;
  std::string_view title;  // key of a page's title
  std::array<std::string_view, 2>
      bundles;  // scripts at the root that hold those of many pages; besides those of all
};

std::span<const Dialect> dialects();
const Dialect& wechat();

enum class FileType : uint8_t { kSkipped, kScript, kTemplate, kHtml, kJson, kStyle, kOther };
// By the name, whatever the client: programs for several clients hold the files of all.
FileType type_of(std::string_view path);

// "wx.getLocation" for a call of the client's API, however it is reached: this.wx.getLocation, through a
// framework (Taro.getLocation) or a name of one letter that a minifier left, when no other object has such a
// method. Empty for others.
std::string api_call(const Dialect& dialect, std::string_view callee);

}  // namespace jianfu::platforms::mini
