// The paper of the DOCX report: headings, paragraphs and bordered tables, put down as WordprocessingML. Words of anybody
// go in as they are; they come out harmless.
#pragma once

#include <string>
#include <vector>

namespace jianfu::report::docx {

struct Words {
  std::string text;
  enum Look : uint8_t { kPlain, kBold, kHit, kQuiet } look = kPlain;  // kHit: on a yellow ground; kQuiet: small and grey
};
using Line = std::vector<Words>;   // a paragraph
using Cell = std::vector<Line>;
using Row = std::vector<Cell>;

Cell cell(const std::string& text, Words::Look look = Words::kPlain);

class Paper {
 public:
  void title(const std::string& text);
  void heading(int level, const std::string& text);  // 1 or 2
  void paragraph(const Line& line);
  // `widths` in parts of the width of the page. The head is repeated on every page; it may be empty.
  // Pages break between rows.
  void table(const std::vector<unsigned>& widths, const std::vector<std::string>& head, const std::vector<Row>& rows);
  // Rows of at least `height` millimetres, to be filled in by hand, all on one page with the next form.
  void form(const std::vector<unsigned>& widths, const std::vector<Row>& rows, unsigned height);
  void page_break();

  // A DOCX of all that, titled so in its properties.
  std::string take(const std::string& title);

 private:
  std::string body_;
};

}  // namespace jianfu::report::docx
