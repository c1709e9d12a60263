#include "builders/workbook_builder.h"

#include "io/zip_writer.h"

namespace jianfu::builders {

std::string WorkbookBuilder::build() const {
  io::ZipWriter zip;
  zip.add("xl/workbook.xml", R"(<workbook xmlns:r="r"><sheets><sheet name="清单" sheetId="7" r:id="rId3"/><sheet r:id="rId4"/></sheets></workbook>)");
  zip.add("xl/_rels/workbook.xml.rels",
          R"(<Relationships><Relationship Id="rId4" Target="worksheets/two.xml"/><Relationship Id="rId3" Target=")" + target + R"("/></Relationships>)");
  zip.add("xl/worksheets/one.xml", sheet);
  if (!shared.empty()) zip.add("xl/sharedStrings.xml", shared);
  return zip.take();
}

}  // namespace jianfu::builders
