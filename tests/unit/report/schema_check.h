// As much of JSON Schema as docs/report.schema.json uses; tests/schema checks it again with a full validator.
#pragma once

#include <nlohmann/json.hpp>
#include <set>
#include <string>

namespace jianfu::tests {

using Json = nlohmann::ordered_json;

// Empty when `value` is valid under the schema, otherwise the first place where it is not.
std::string schema_problem(const Json& schema, const Json& value);

// Paths of keys: "findings[].module.id"; maps whose keys are data end in ".*". Both stop at "nested[]".
// `definition`: of $defs, where they begin.
std::set<std::string> paths_of_schema(const Json& schema, const std::string& definition = "report");
std::set<std::string> paths_of(const Json& schema, const Json& value, const std::string& definition = "report");

}  // namespace jianfu::tests
