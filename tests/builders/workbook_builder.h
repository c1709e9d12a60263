// An XLSX workbook of one sheet, from the text of its parts, whatever that is.
#pragma once

#include <string>

namespace jianfu::builders {

struct WorkbookBuilder {
  std::string sheet;
  std::string shared = {};  // xl/sharedStrings.xml; empty: there is none
  std::string target = "worksheets/one.xml";  // as the workbook's relation names it
  std::string build() const;
};

}  // namespace jianfu::builders
