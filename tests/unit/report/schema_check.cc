#include "unit/report/schema_check.h"

#include <algorithm>

namespace jianfu::tests {
namespace {

const Json& resolved(const Json& root, const Json& schema) {
  const Json* at = &schema;
  while (at->contains("$ref")) at = &root.at(Json::json_pointer((*at)["$ref"].get<std::string>().substr(1)));
  return *at;
}

bool has_type(const Json& value, const std::string& type) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "integer") return value.is_number_integer();
  if (type == "number") return value.is_number();
  if (type == "boolean") return value.is_boolean();
  return type == "null" && value.is_null();
}

bool type_fits(const Json& schema, const Json& value) {
  if (!schema.contains("type")) return true;
  const Json& types = schema["type"];
  if (types.is_string()) return has_type(value, types.get<std::string>());
  return std::any_of(types.begin(), types.end(),
                     [&](const Json& type) { return has_type(value, type.get<std::string>()); });
}

class Checker {
 public:
  explicit Checker(const Json& root) : root_(root) {}

  std::string check(const Json& unresolved, const Json& value, const std::string& path) const {
    const Json& schema = resolved(root_, unresolved);
    if (!type_fits(schema, value)) return path + ": wrong type";
    if (schema.contains("const") && schema["const"] != value) return path + ": not the constant";
    if (schema.contains("enum") &&
        std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end())
      return path + ": not in the list: " + value.dump();
    for (const char* const key : {"oneOf", "anyOf"}) {
      if (schema.contains(key) && fitting(schema[key], value) == 0) return path + ": fits none";
    }
    if (value.is_object()) return check_object(schema, value, path);
    if (value.is_array()) return check_array(schema, value, path);
    return {};
  }

 private:
  long fitting(const Json& choices, const Json& value) const {
    return std::count_if(choices.begin(), choices.end(),
                         [&](const Json& one) { return check(one, value, "").empty(); });
  }
  std::string check_object(const Json& schema, const Json& value, const std::string& path) const {
    const Json required = schema.value("required", Json::array());
    for (const Json& key : required) {
      if (!value.contains(key.get<std::string>())) return path + ": lacks " + key.get<std::string>();
    }
    const Json properties = schema.value("properties", Json::object());
    const Json more = schema.value("additionalProperties", Json(true));
    for (const auto& [key, one] : value.items()) {
      if (!properties.contains(key) && more == Json(false)) return path + ": unknown key " + key;
      const Json& inner = properties.contains(key) ? properties[key] : more;
      if (!inner.is_object()) continue;
      if (std::string problem = check(inner, one, path + "." + key); !problem.empty()) return problem;
    }
    return {};
  }
  std::string check_array(const Json& schema, const Json& value, const std::string& path) const {
    if (value.size() < schema.value("minItems", size_t{0}) ||
        value.size() > schema.value("maxItems", SIZE_MAX))
      return path + ": wrong length";
    if (!schema.contains("items")) return {};
    for (const Json& one : value) {
      if (std::string problem = check(schema["items"], one, path + "[]"); !problem.empty()) return problem;
    }
    return {};
  }

  const Json& root_;
};

// Where the schema comes back to itself.
bool comes_back(const std::string& path) { return path.ends_with("nested[]") || path.ends_with(".of[]"); }

void walk_schema(const Json& root, const Json& unresolved, const std::string& path,
                 std::set<std::string>& out) {
  if (comes_back(path)) return;
  const Json& schema = resolved(root, unresolved);
  const Json choices = schema.value("anyOf", Json::array());
  for (const Json& choice : choices) walk_schema(root, choice, path, out);
  if (schema.contains("items")) walk_schema(root, schema["items"], path + "[]", out);
  const Json properties = schema.value("properties", Json::object());
  for (const auto& [key, inner] : properties.items()) {
    const std::string below = path.empty() ? key : path + "." + key;
    out.insert(below);
    walk_schema(root, inner, below, out);
  }
  if (schema.contains("additionalProperties") && schema["additionalProperties"].is_object())
    out.insert(path + ".*");
}

void walk_value(const std::set<std::string>& maps, const Json& value, const std::string& path,
                std::set<std::string>& out) {
  if (comes_back(path)) return;
  if (value.is_array()) {
    for (const Json& one : value) walk_value(maps, one, path + "[]", out);
  }
  if (!value.is_object()) return;
  for (const auto& [key, inner] : value.items()) {
    const std::string below = maps.contains(path + ".*") ? path + ".*"
                              : path.empty()             ? key
                                                         : path + "." + key;
    out.insert(below);
    walk_value(maps, inner, below, out);
  }
}

}  // namespace

std::string schema_problem(const Json& schema, const Json& value) {
  return Checker(schema).check(schema, value, "");
}

std::set<std::string> paths_of_schema(const Json& schema, const std::string& definition) {
  std::set<std::string> out;
  walk_schema(schema, schema["$defs"][definition], "", out);
  return out;
}

std::set<std::string> paths_of(const Json& schema, const Json& value, const std::string& definition) {
  std::set<std::string> out;
  walk_value(paths_of_schema(schema, definition), value, "", out);
  return out;
}

}  // namespace jianfu::tests
