// Tables of names, looked up by hash: what a class, a call or a path lies below, and which marks a file's
// name bears. Keys are borrowed from the rules.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

#include "evidence/evidence.h"

namespace jianfu::engine {

// '*' at either end, or once inside, stands for anything.
bool fits(std::string_view pattern, std::string_view text);

std::string_view base_name(std::string_view path);

// The owner of a piece: its own, else its module's.
evidence::Owner owner_of(const evidence::EvidenceSet& set, const evidence::Evidence& item);

// Rows by name; those of one name keep the order in which they were added. Flat, for there are thousands of names, and a
// table of them is made with every start.
class NameTable {
 public:
  void add(std::string_view name, uint32_t row);

  // Calls each(row) for the rows of the name until it returns false, and returns so.
  template <typename Each>
  bool find(std::string_view name, Each each) const {
    for (uint32_t at = first_of(name); at != kNone; at = rows_[at].next) {
      if (!each(rows_[at].row)) return false;
    }
    return true;
  }
  bool has(std::string_view name) const { return first_of(name) != kNone; }
  bool empty() const { return rows_.empty(); }

 private:
  static constexpr uint32_t kNone = UINT32_MAX;
  struct Row {
    std::string_view name;
    size_t hash;
    uint32_t row;
    uint32_t next;  // of the same name
  };

  uint32_t first_of(std::string_view name) const {
    return rows_.empty() ? kNone : slots_[slot_of(name, std::hash<std::string_view>()(name))];
  }
  size_t slot_of(std::string_view name, size_t hash) const;  // where it is, or would be
  void grow();

  std::vector<Row> rows_;
  std::vector<uint32_t> slots_;  // first rows of names by their hash: a power of two, of which half is free
};

// Keys that end in the separator own every name below them, others that very name. With more than one key for
// a name the longest counts first.
class PrefixTable {
 public:
  explicit PrefixTable(char separator) : separator_(separator) {}
  void add(std::string_view key, uint32_t row) {
    rows_.add(key, row);
    longest_ = std::max(longest_, key.size());
  }

  // Calls each(row) for the keys of the name, longest first, until it returns false.
  template <typename Each>
  void find(std::string_view name, Each each) const {
    // No key is longer: names of a hostile package may be, and have thousands of parts.
    for (size_t end = first_end(name); end > 0;) {
      if (!rows_.find(name.substr(0, end), each)) return;
      end = end < 2 ? 0 : end_before(name, end - 2);
    }
  }
  // As find, from the name's start and from behind each separator: a folder may lie in another.
  template <typename Each>
  void find_inside(std::string_view name, Each each) const {
    bool more = true;
    for (size_t start = 0; more;) {
      find(name.substr(start), [&](uint32_t row) { return more = each(row); });
      const size_t cut = name.find(separator_, start);
      if (cut == std::string_view::npos) return;
      start = cut + 1;
    }
  }
  bool empty() const { return rows_.empty(); }

 private:
  size_t first_end(std::string_view name) const {
    return name.size() <= longest_ ? name.size() : longest_ == 0 ? 0 : end_before(name, longest_ - 1);
  }
  // Behind the last separator at or before `at`; 0 when there is none.
  size_t end_before(std::string_view name, size_t at) const {
    const size_t cut = name.rfind(separator_, at);
    return cut == std::string_view::npos ? 0 : cut + 1;
  }

  char separator_;
  size_t longest_ = 0;
  NameTable rows_;
};

// Patterns of file names: those with '/' are compared with the whole path, others with the base name.
class FileMarks {
 public:
  void add(std::string_view pattern, uint32_t row);

  template <typename Each>
  void find(std::string_view path, Each each) const {
    const std::string_view base = base_name(path);
    const auto take = [&](uint32_t row) {
      each(row);
      return true;
    };
    exact_.find(path, take);
    if (base.size() != path.size()) exact_.find(base, take);
    for (const auto& [pattern, row] : open_) {
      if (fits(pattern, pattern.find('/') == std::string_view::npos ? base : path)) each(row);
    }
  }

 private:
  NameTable exact_;
  std::vector<std::pair<std::string_view, uint32_t>> open_;  // with '*'
};

// Facts by which platforms hand over the names of files ("file lib/arm64-v8a/libx.so").
inline constexpr std::string_view kFileFact = "file ";

}  // namespace jianfu::engine
