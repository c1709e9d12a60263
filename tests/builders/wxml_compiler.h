// Templates as the client's compiler writes them: constant arrays, functions that place the constants, file
// names. Own words for the same shape, enough for every form the reader knows: elements, texts, wx:if,
// wx:for, templates, imports and includes.
#pragma once

#include <map>
#include <string>

namespace jianfu::builders {

struct WxmlOptions {
  bool debug = false;  // file, line and column beside each constant
};

// Path of the WXML → source. One script, as in page-frame.html or app-wxss.js.
std::string compile_templates(const std::map<std::string, std::string>& templates,
                         const WxmlOptions& options = {});

}  // namespace jianfu::builders
