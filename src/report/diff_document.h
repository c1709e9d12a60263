// A comparison of two versions in words: what the text and the page of it show, each in its own way. All texts are
// fit to be shown: personal data masked, control characters visible. None is escaped for a format yet.
#pragma once

#include <string>
#include <vector>

#include "engine/diff.h"
#include "report/writers.h"

namespace jianfu::report {

struct DiffRow {  // of identity
  std::string label, before, after;
  bool differs = false;
};

struct DiffItem {
  enum Mark : uint8_t { kCame, kWent, kChanged } mark = kChanged;
  std::string head;
  std::vector<std::string> more;  // lines below it
  bool worse = false;
};

struct DiffSection {
  std::string title;
  std::vector<DiffItem> items;
};

struct DiffDocument {
  std::string title;
  std::vector<std::string> warnings;  // to be seen first
  std::vector<std::string> outcome;   // in sentences
  std::vector<DiffRow> rows;
  std::vector<DiffSection> sections;  // those that hold something
  std::vector<std::string> notes;     // what did not change, what was not compared
  std::vector<DiffDocument> inside;   // packages inside that differ
};

DiffDocument document_of(const engine::DiffReport& diff, const WriteOptions& options);

}  // namespace jianfu::report
