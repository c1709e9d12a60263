// SQLite databases (menus, dictionaries, offline data inside of packages): the texts of all rows of all
// tables. Layout: the published file format, sqlite.org/fileformat2. Pages are walked from the schema on,
// each once; what was deleted is not read, and indexes repeat the tables.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "core/defect.h"
#include "core/limits.h"
#include "core/result.h"

namespace jianfu::formats::sqlite {

struct Text {
  std::string_view text;   // UTF-8; lives until the call returns
  std::string_view table;  // "sqlite_schema" for the statements that made the tables
  uint64_t offset = 0;     // of the cell that holds it
};
using Found = std::function<void(const Text&)>;

bool looks_like(std::string_view bytes);
// An error only when the bytes are no database.
Result<std::vector<Defect>> read(std::string_view bytes, const Limits& limits, const Found& found);

}  // namespace jianfu::formats::sqlite
