// The ways between the parts of a package, gathered while code is read and drawn when all of it is known,
// since a route may be declared behind its use: a class named by a string, an Intent by its action, a
// router's path.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "evidence/collector.h"

namespace jianfu::platforms::android {

class Links {
 public:
  explicit Links(evidence::Collector& out) : out_(out) {}

  // `name` opens the module: an action of its intent filter, the class behind an alias. Views are copied.
  void add_name(std::string_view name, uint32_t module);
  // "/sign/index" opens the module, as annotations and tables of routers say.
  void add_route(std::string_view path, uint32_t module);
  // A string in the code of a module that may name another: a class, an action, a route. The view must live
  // until draw().
  void mention(std::string_view text, uint32_t module, std::string_view entry);
  // Code of a module that opens components whose names it does not hold: any of the app's screens may be
  // meant.
  void open_any(uint32_t module, std::string_view entry);

  // `screens`: what open_any() of the app's own code may lead to; own code lies below one of `namespaces` ("cn.gov.x.").
  void draw(const std::vector<uint32_t>& screens, const std::vector<std::string>& namespaces);

 private:
  struct Mention {
    std::string_view text, entry;
    uint32_t module = evidence::kNoModule;
  };
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  struct Named {
    std::vector<uint32_t> modules;
    uint32_t hub = evidence::kNoModule;  // stands for all of them when they are many
  };
  using Names = std::unordered_map<std::string, Named, Hash, std::equal_to<>>;

  void open(std::string_view name, uint32_t from, uint32_t to, std::string_view entry);
  void open_all(std::string_view name, Named& named, uint32_t from, std::string_view entry);

  evidence::Collector& out_;
  Names names_;
  std::vector<Mention> mentions_;  // of routes, which may come later
  std::vector<Mention> any_;
};

}  // namespace jianfu::platforms::android
