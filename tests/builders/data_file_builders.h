// Small binary files with texts in them, as their own tools write them: Lua bytecode, Unity metadata, gettext
// catalogues, .NET assemblies, SQLite databases, RAM bundles.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace jianfu::builders {

struct LuaFunction {
  std::vector<std::string> strings;
  std::vector<LuaFunction> functions;
};
struct LuaBuilder {
  uint8_t version = 0x51;  // to 0x54
  LuaFunction main;
  std::string build() const;
};

struct UnityBuilder {
  uint32_t version = 24;
  bool lengths = true;  // records of the newest versions have none
  std::vector<std::string> literals, names;
  std::string build() const;
};

struct GettextBuilder {
  bool big_endian = false;
  std::vector<std::pair<std::string, std::string>>
      messages;  // original, translation; plural forms joined by NUL
  std::string build() const;
};

struct AssemblyBuilder {
  bool wide = false;  // PE32+
  std::vector<std::string> strings, names;
  std::string build() const;
};

struct SqliteBuilder {
  struct Table {
    std::string name;
    std::vector<std::vector<std::string>> rows;
  };
  uint32_t page = 512;
  uint32_t encoding = 1;  // 1 UTF-8, 2 UTF-16LE, 3 UTF-16BE
  size_t rows_a_page = 4;
  std::vector<Table> tables;
  std::string build() const;
};

struct RamBundleBuilder {
  std::string startup;
  std::vector<std::string> modules;  // an empty one is a hole of the table
  std::string build() const;
};

}  // namespace jianfu::builders
