// The libraries that rules/annotate/sdk*.yaml knows, and what they are told by: names of classes, folders, files and
// packages of npm, keys of resources, whole texts, and marks that only one library's scripts bear.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/marks.h"
#include "evidence/evidence.h"
#include "rules/model.h"

namespace jianfu::engine {

// Answers are null where no library is known; of several the one that tells most.
class Libraries {
 public:
  explicit Libraries(const std::vector<rules::SdkPrefix>& sdks);  // borrowed

  const rules::SdkPrefix* of_class(std::string_view name) const { return first(classes_, name); }
  const rules::SdkPrefix* of_module(const evidence::Module& module) const;
  const rules::SdkPrefix* of_resource(std::string_view key) const;    // "string/abc_action_bar_home_description"
  const rules::SdkPrefix* of_text(std::string_view text) const { return first(texts_, text); }
  const rules::SdkPrefix* of_plugin(std::string_view app_id) const { return first(plugins_, app_id); }
  const rules::SdkPrefix* of_library(const std::string& name) const;  // "androidx.core_core", "@vant/weapp"
  const rules::SdkPrefix* of_mark(std::string_view text) const { return first(marks_, text); }
  // How many marks the library of that name has.
  size_t marks_of(std::string_view name) const;

 private:
  void add(const rules::SdkPrefix& sdk, uint32_t row);
  template <typename Table>
  const rules::SdkPrefix* first(const Table& table, std::string_view name) const {
    const rules::SdkPrefix* out = nullptr;
    table.find(name, [&](uint32_t row) {
      out = &sdks_[row];
      return false;
    });
    return out;
  }
  template <typename Admits>
  const rules::SdkPrefix* of_path(std::string_view path, Admits admits) const;
  const rules::SdkPrefix* of_folders(std::string_view path) const;
  const rules::SdkPrefix* of_script(const evidence::Module& module) const;
  const rules::SdkPrefix* of_script(const evidence::Module& module, std::string_view path) const;

  const std::vector<rules::SdkPrefix>& sdks_;
  PrefixTable classes_{'.'}, paths_{'/'}, resources_{'_'}, libraries_{'.'}, folders_{'-'};
  FileMarks files_;
  NameTable texts_, packages_, plugins_, marks_;
  std::unordered_map<std::string_view, size_t> marks_of_;  // by name of the library
};

}  // namespace jianfu::engine
