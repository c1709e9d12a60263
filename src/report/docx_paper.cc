#include "report/docx_paper.h"

#include <numeric>
#include <string_view>

#include "io/zip_writer.h"
#include "report/docx_parts.h"
#include "report/xml_text.h"

namespace jianfu::report::docx {
namespace {

constexpr std::string_view kDeclaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view kLooks[] = {
    "", "<w:rPr><w:b/></w:rPr>", "<w:rPr><w:b/><w:highlight w:val=\"yellow\"/></w:rPr>",
    "<w:rPr><w:color w:val=\"595959\"/><w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/></w:rPr>"};

std::string run(const Words& words) {
  if (words.text.empty()) return {};
  return "<w:r>" + std::string(kLooks[words.look]) + "<w:t xml:space=\"preserve\">" + escaped_xml(words.text) + "</w:t></w:r>";
}

std::string paragraph_of(std::string_view style, const Line& line, std::string_view more = {}) {
  std::string out = "<w:p><w:pPr><w:pStyle w:val=\"" + std::string(style) + "\"/>" + std::string(more) + "</w:pPr>";
  for (const Words& words : line) out += run(words);
  return out + "</w:p>";
}

std::string width_of(unsigned width) { return "w:w=\"" + std::to_string(width) + "\""; }

constexpr std::string_view kKeep = "<w:keepNext/>";  // with what follows, on one page

struct RowLook {
  std::string_view properties;  // of w:trPr
  std::string_view paragraphs;  // of w:pPr
  std::string_view ground;      // fill of the cells
};
constexpr RowLook kHeadRow = {"<w:cantSplit/><w:tblHeader/>", "<w:keepNext/><w:jc w:val=\"center\"/>", "E7E6E6"};
constexpr RowLook kWholeRow = {"<w:cantSplit/>", "", ""};

std::string cell_of(const Cell& cell, unsigned width, const RowLook& look) {
  std::string out = "<w:tc><w:tcPr><w:tcW " + width_of(width) + " w:type=\"dxa\"/>";
  if (!look.ground.empty()) out += "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"" + std::string(look.ground) + "\"/>";
  out += "<w:vAlign w:val=\"center\"/></w:tcPr>";
  for (const Line& line : cell) out += paragraph_of("Cell", line, look.paragraphs);
  return out + (cell.empty() ? paragraph_of("Cell", {}, look.paragraphs) : "") + "</w:tc>";  // a cell has a paragraph, always
}

// In twentieths of a point, all of them the width of the text.
std::vector<unsigned> in_twips(const std::vector<unsigned>& parts) {
  const unsigned sum = std::accumulate(parts.begin(), parts.end(), 0u);
  std::vector<unsigned> out;
  for (const unsigned part : parts) out.push_back(kTextWidth * part / sum);
  return out;
}

std::string row_of(const Row& row, const std::vector<unsigned>& widths, const RowLook& look) {
  std::string out = "<w:tr><w:trPr>" + std::string(look.properties) + "</w:trPr>";
  for (size_t i = 0; i < row.size(); ++i) out += cell_of(row[i], widths[i], look);
  return out + "</w:tr>";
}

std::string table_begin(const std::vector<unsigned>& widths) {
  std::string out = "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblW " + width_of(kTextWidth) +
                    " w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>";
  for (const unsigned width : widths) out += "<w:gridCol " + width_of(width) + "/>";
  return out + "</w:tblGrid>";
}

// A table is followed by a paragraph, else the next table would be its continuation.
std::string table_end(std::string_view keep) {
  return "</w:tbl><w:p><w:pPr>" + std::string(keep) +
         "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"120\" w:lineRule=\"exact\"/></w:pPr></w:p>";
}

std::string core_properties(const std::string& title) {
  return std::string(kDeclaration) +
         "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
         "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>" +
         escaped_xml(title) + "</dc:title></cp:coreProperties>";
}

}  // namespace

Cell cell(const std::string& text, Words::Look look) { return {{{text, look}}}; }

void Paper::title(const std::string& text) { body_ += paragraph_of("Title", {{text}}); }

void Paper::heading(int level, const std::string& text) {
  body_ += paragraph_of(level == 1 ? "Heading1" : "Heading2", {{text}});
}

void Paper::paragraph(const Line& line) { body_ += paragraph_of("Body", line); }

void Paper::table(const std::vector<unsigned>& parts, const std::vector<std::string>& head, const std::vector<Row>& rows) {
  const std::vector<unsigned> widths = in_twips(parts);
  body_ += table_begin(widths);
  Row titles;
  for (const std::string& title : head) titles.push_back(cell(title, Words::kBold));
  if (!head.empty()) body_ += row_of(titles, widths, kHeadRow);
  for (const Row& row : rows) body_ += row_of(row, widths, kWholeRow);
  body_ += table_end("");
}

void Paper::form(const std::vector<unsigned>& parts, const std::vector<Row>& rows, unsigned height) {
  const std::vector<unsigned> widths = in_twips(parts);
  const std::string properties = "<w:cantSplit/><w:trHeight w:val=\"" + std::to_string(height * 1440 * 10 / 254) + "\" w:hRule=\"atLeast\"/>";
  body_ += table_begin(widths);
  for (const Row& row : rows) body_ += row_of(row, widths, {properties, kKeep, ""});
  body_ += table_end(kKeep);
}

void Paper::page_break() { body_ += "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>"; }

std::string Paper::take(const std::string& title) {
  io::ZipWriter zip;
  for (const Part& part : kFixedParts) zip.add(part.name, part.xml);
  zip.add("docProps/core.xml", core_properties(title));
  zip.add("word/document.xml",
          std::string(kDeclaration) +
              "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
              "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>" +
              body_ + std::string(kSection) + "</w:body></w:document>");
  body_.clear();
  return zip.take();
}

}  // namespace jianfu::report::docx
