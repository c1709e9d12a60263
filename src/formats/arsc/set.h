// Several tables that are one program's: those of a base and of its splits, or of the modules of a bundle. An
// id can have values in more than one of them (a language split holds that language), and references lead
// from one into another.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "formats/arsc/arsc.h"

namespace jianfu::formats::arsc {

// As Table::texts, over all of the tables. What a table only repeats of one before it is left out.
std::vector<Table::Text> texts_of(std::span<const Table> tables, uint32_t id);

// The best of them for titles: Simplified Chinese first, other Chinese, the default, any; empty when none.
std::string best_of(std::vector<Table::Text> texts);

class TableSet {
 public:
  void add(Table table) { tables_.push_back(std::move(table)); }
  bool empty() const { return tables_.empty(); }
  const std::vector<Table>& tables() const { return tables_; }

  // In the first table that has it; null when none has.
  const Resource* find(uint32_t id) const;
  // "string/app_name"; empty when unknown.
  std::string name(uint32_t id) const;
  std::vector<Table::Text> texts(uint32_t id) const { return texts_of(tables_, id); }
  std::string best_text(uint32_t id) const { return best_of(texts(id)); }

 private:
  std::vector<Table> tables_;
};

}  // namespace jianfu::formats::arsc
