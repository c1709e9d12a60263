#include "report/xlsx_writer.h"

#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <stdexcept>

#include "report/columns.h"
#include "report/xml_text.h"
#include "text/utf.h"

namespace jianfu::report {
namespace {

constexpr size_t kMostRows = 1'048'575;      // of a sheet, below its head
constexpr size_t kMostUnits = 32'767;        // UTF-16 code units of a cell
constexpr time_t kCreated = 315'532'800;     // 1980-01-01, as the times inside of the archive
constexpr uint8_t kA4 = 9;
constexpr lxw_color_t kHeadColour = 0xD9E2F3;

// A file without a name, in memory: libxlsxwriter writes to paths only.
class MemoryFile {
 public:
  MemoryFile() : fd_(::memfd_create("jianfu-xlsx", MFD_CLOEXEC)) {
    if (fd_ < 0) throw std::runtime_error("memfd_create");
  }
  ~MemoryFile() { ::close(fd_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  std::string path() const { return "/proc/self/fd/" + std::to_string(fd_); }
  std::string bytes() const {
    std::string out(static_cast<size_t>(std::max<off_t>(::lseek(fd_, 0, SEEK_END), 0)), '\0');
    for (size_t at = 0; at < out.size();) {
      const ssize_t got = ::pread(fd_, out.data() + at, out.size() - at, static_cast<off_t>(at));
      if (got <= 0) throw std::runtime_error("memfd");
      at += static_cast<size_t>(got);
    }
    return out;
  }

 private:
  int fd_;
};

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// _x202E_ in a cell is a character to spreadsheets; a text that says so is spelled out.
bool begins_code(std::string_view text) {
  if (text.size() < 7 || !text.starts_with("_x") || text[6] != '_') return false;
  return is_hex(text[2]) && is_hex(text[3]) && is_hex(text[4]) && is_hex(text[5]);
}

// The text as a cell holds it: legal, spelled out, and cut where cells end.
std::string cell_text(std::string_view given) {
  const std::string text = legal_xml(given);
  std::string out;
  size_t units = 0;
  for (size_t at = 0; at < text.size();) {
    const size_t begin = at;
    const bool code = begins_code(std::string_view(text).substr(begin));
    units += (text::next_code_point(text, at) > 0xFFFF ? 2u : 1u) + (code ? 6u : 0u);
    if (units >= kMostUnits && at < text.size()) return out + "…";
    out += code ? "_x005F_" : text.substr(begin, at - begin);
  }
  return out;
}

// Only Excel finds the height of wrapped rows by itself; a row is told one that shows the first lines of every cell.
double height_of(const std::vector<std::string>& cells, const std::vector<Column>& columns_of) {
  constexpr size_t kMostLines = 10;
  constexpr double kLine = 15;  // points
  size_t most = 1;
  for (size_t i = 0; i < cells.size(); ++i) {
    size_t lines = 0;
    for (size_t at = 0; at <= cells[i].size() && lines < kMostLines;) {
      const size_t end = std::min(cells[i].find('\n', at), cells[i].size());
      const size_t wide = columns(std::string_view(cells[i]).substr(at, end - at));
      lines += wide == 0 ? 1 : (wide + columns_of[i].width - 1) / columns_of[i].width;
      at = end + 1;
    }
    most = std::max(most, lines);
  }
  return kLine * static_cast<double>(std::min(most, kMostLines));
}

class Workbook {
 public:
  Workbook() {
    lxw_workbook_options options{};
    book_ = workbook_new_opt(file_.path().c_str(), &options);
    if (book_ == nullptr) throw std::runtime_error("libxlsxwriter");
    lxw_doc_properties properties{};
    properties.created = kCreated;
    workbook_set_properties(book_, &properties);
    head_ = format();
    format_set_bold(head_);
    format_set_bg_color(head_, kHeadColour);
    format_set_align(head_, LXW_ALIGN_VERTICAL_CENTER);
    cell_ = format();
    format_set_align(cell_, LXW_ALIGN_VERTICAL_TOP);
  }
  ~Workbook() {
    if (book_ != nullptr) lxw_workbook_free(book_);
  }
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  void add(const Table& table) {
    lxw_worksheet* const sheet = workbook_add_worksheet(book_, table.name.c_str());
    if (sheet == nullptr) throw std::runtime_error("libxlsxwriter: " + table.name);
    const auto last_column = static_cast<lxw_col_t>(table.columns.size() - 1);
    for (lxw_col_t at = 0; at <= last_column; ++at) {
      worksheet_set_column(sheet, at, at, table.columns[at].width, nullptr);
      write(sheet, 0, at, table.columns[at].title, head_);
    }
    lxw_row_t row = 0;
    for (const std::vector<std::string>& cells : table.rows) {
      worksheet_set_row(sheet, ++row, height_of(cells, table.columns), nullptr);
      for (lxw_col_t at = 0; at <= last_column; ++at) write(sheet, row, at, cells[at], cell_);
    }
    worksheet_freeze_panes(sheet, 1, 0);
    worksheet_autofilter(sheet, 0, 0, row, last_column);
    worksheet_repeat_rows(sheet, 0, 0);
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, kA4);
    worksheet_fit_to_pages(sheet, 1, 0);
  }

  std::string take() {
    const lxw_error error = workbook_close(book_);  // frees it, whatever happens
    book_ = nullptr;
    if (error != LXW_NO_ERROR) throw std::runtime_error(std::string("libxlsxwriter: ") + lxw_strerror(error));
    return file_.bytes();
  }

 private:
  lxw_format* format() {
    lxw_format* const out = workbook_add_format(book_);
    format_set_text_wrap(out);
    format_set_border(out, LXW_BORDER_THIN);
    return out;
  }
  static void write(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, std::string_view text, lxw_format* format) {
    const lxw_error error = worksheet_write_string(sheet, row, column, cell_text(text).c_str(), format);
    if (error != LXW_NO_ERROR) throw std::runtime_error(std::string("libxlsxwriter: ") + lxw_strerror(error));
  }

  MemoryFile file_;
  lxw_workbook* book_ = nullptr;
  lxw_format* head_ = nullptr;
  lxw_format* cell_ = nullptr;
};

}  // namespace

std::string xlsx_of(const std::vector<Table>& tables) {
  Workbook book;
  for (const Table& table : tables) book.add(table);
  return book.take();
}

std::string write_xlsx(const std::vector<engine::Report>& reports, const WriteOptions& options) {
  const Sheet sheet(options);
  Workbook book;
  for (const auto& make : {verdict_table, problem_table, evidence_table, gap_table, waiver_table}) {
    Table table = make(sheet, reports);
    bound_rows(sheet, table, kMostRows);
    book.add(table);
  }
  return book.take();
}

}  // namespace jianfu::report
