// What the applicant declared: the filing form of regulation.md §3.2 as a JSON or TOML file (docs/declaration.md).
// Reading is strict, because a misspelt key would silently declare nothing; every complaint says where, what was
// expected and what stands there. What follows from a declaration: scope.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "rules/model.h"

namespace jianfu::engine {

// Values that a declaration chooses from are messages, so that a report says them in its own language.
struct DeclaredUnit {
  std::string name, region;
  Msg level = Msg::none, kind = Msg::none;
};

struct DeclaredApp {
  std::string name, version, platform, package_id, appid;
  std::string sha256, signing_cert;  // lower-case hex, no colons
};

struct DeclaredFiling {
  std::string gov_no, icp_no, date;
};

struct DeclaredFunction {
  std::string name, description;
};

// A function that the form asks to explain: clock-in, points, duration and the like.
struct SpecialFunction {
  std::string kind;   // a feature, or the id of a rule: narrower
  std::string words;  // as the declaration calls it
  bool mandatory = false;
  std::string reason, basis, scope;
  std::string scene;                 // of rules/exemption.yaml; empty: another one, or none
  std::vector<std::string> modules;  // ids or titles of the screens meant; empty: wherever it is
};

struct Declaration {
  std::string file;
  DeclaredUnit unit;
  DeclaredApp app;
  DeclaredFiling filing;
  std::vector<Msg> audience;
  bool grassroots_facing = false;
  std::vector<DeclaredFunction> functions;
  std::vector<SpecialFunction> special_functions;
  std::vector<std::string> similar_apps, complaint_channels;
};

struct DeclarationRead {
  Declaration declaration;
  std::vector<Error> problems;  // in the order of the file; none: it may be used
};

// Kinds and scenes are named as the rules name them.
DeclarationRead read_declaration(std::string_view bytes, const std::string& name, const rules::RuleSet& rules);

}  // namespace jianfu::engine
