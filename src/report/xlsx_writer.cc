#include "report/xlsx_writer.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <cstdio>
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

// A file without a name: libxlsxwriter writes to paths only. On disk, as its own parts are: a workbook may be large.
class UnnamedFile {
 public:
  UnnamedFile() : file_(std::tmpfile()) {
    if (file_ == nullptr) throw std::runtime_error("tmpfile");
  }
  ~UnnamedFile() { std::fclose(file_); }
  UnnamedFile(const UnnamedFile&) = delete;
  UnnamedFile& operator=(const UnnamedFile&) = delete;

  std::string path() const { return "/proc/self/fd/" + std::to_string(::fileno(file_)); }
  void copy_to(const Put& put) const {
    std::rewind(file_);
    std::string piece(1 << 16, '\0');
    while (const size_t got = std::fread(piece.data(), 1, piece.size(), file_)) put(std::string_view(piece).substr(0, got));
    if (std::ferror(file_) != 0) throw std::runtime_error("tmpfile");
  }

 private:
  std::FILE* file_;
};

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// _x202E_ in a cell is a character to spreadsheets; a text that says so is spelled out.
bool begins_code(std::string_view text) {
  if (text.size() < 7 || !text.starts_with("_x") || text[6] != '_') return false;
  return is_hex(text[2]) && is_hex(text[3]) && is_hex(text[4]) && is_hex(text[5]);
}

// The text as a cell holds it: legal, spelled out, and cut where cells end.
std::string cell_text(std::string_view given) {
  std::string text = legal_xml(given);
  // Of most there is nothing to spell out or cut: a text has no more units than bytes.
  if (text.size() < kMostUnits && text.find("_x") == std::string::npos) return text;
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
    // Nearly all: no character is wider than its bytes are many.
    if (cells[i].size() <= columns_of[i].width && cells[i].find('\n') == std::string::npos) continue;
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

// Sheet after sheet, row after row. `large`: no row stays in memory when the next one begins, at the price of texts that
// are the same being written again each time.
class Workbook {
 public:
  explicit Workbook(bool large) {
    lxw_workbook_options options{};
    options.constant_memory = large ? LXW_TRUE : LXW_FALSE;
    options.use_zip64 = LXW_FALSE;
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

  void begin(const std::string& name, const std::vector<Column>& columns) {
    sheet_ = workbook_add_worksheet(book_, name.c_str());
    if (sheet_ == nullptr) throw std::runtime_error("libxlsxwriter: " + name);
    for (lxw_col_t at = 0; at < columns.size(); ++at) {
      worksheet_set_column(sheet_, at, at, columns[at].width, nullptr);
      write(0, at, columns[at].title, head_);
    }
    row_ = 0;
  }
  void row(const std::vector<std::string>& cells, const std::vector<Column>& columns) {
    worksheet_set_row(sheet_, ++row_, height_of(cells, columns), nullptr);
    for (lxw_col_t at = 0; at < columns.size(); ++at) write(row_, at, cells[at], cell_);
  }
  void end(const std::vector<Column>& columns) {
    // libxlsxwriter does not look whether its file took the rows: on a full disk the sheet would end early, unnoticed.
    std::FILE* const rows = sheet_->optimize_tmpfile;
    if (rows != nullptr && (std::fflush(rows) != 0 || std::ferror(rows) != 0)) throw std::runtime_error("libxlsxwriter: tmpfile");
    worksheet_freeze_panes(sheet_, 1, 0);
    worksheet_autofilter(sheet_, 0, 0, row_, static_cast<lxw_col_t>(columns.size() - 1));
    worksheet_repeat_rows(sheet_, 0, 0);
    worksheet_set_landscape(sheet_);
    worksheet_set_paper(sheet_, kA4);
    worksheet_fit_to_pages(sheet_, 1, 0);
  }
  void add(const Table& table) {
    begin(table.name, table.columns);
    for (const std::vector<std::string>& cells : table.rows) row(cells, table.columns);
    end(table.columns);
  }

  void take(const Put& put) {
    const lxw_error error = workbook_close(book_);  // frees it, whatever happens
    book_ = nullptr;
    if (error != LXW_NO_ERROR) throw std::runtime_error(std::string("libxlsxwriter: ") + lxw_strerror(error));
    file_.copy_to(put);
  }

 private:
  lxw_format* format() {
    lxw_format* const out = workbook_add_format(book_);
    format_set_text_wrap(out);
    format_set_border(out, LXW_BORDER_THIN);
    return out;
  }
  void write(lxw_row_t row, lxw_col_t column, std::string_view text, lxw_format* format) {
    const lxw_error error = worksheet_write_string(sheet_, row, column, cell_text(text).c_str(), format);
    if (error != LXW_NO_ERROR) throw std::runtime_error(std::string("libxlsxwriter: ") + lxw_strerror(error));
  }

  UnnamedFile file_;
  lxw_workbook* book_ = nullptr;
  lxw_worksheet* sheet_ = nullptr;
  lxw_row_t row_ = 0;
  lxw_format* head_ = nullptr;
  lxw_format* cell_ = nullptr;
};

}  // namespace

struct XlsxRows::State {
  std::string name;
  std::vector<Column> columns;
  size_t sheets = 0, rows = 0;
  Workbook book{true};

  void begin() {
    ++sheets;
    rows = 0;
    book.begin(sheets == 1 ? name : name + " " + std::to_string(sheets), columns);
  }
};

XlsxRows::XlsxRows(std::string name, std::vector<Column> columns) : state_(new State{std::move(name), std::move(columns)}) { state_->begin(); }

XlsxRows::~XlsxRows() = default;

void XlsxRows::row(const std::vector<std::string>& cells) {
  if (state_->rows == kMostRows) {
    state_->book.end(state_->columns);
    state_->begin();
  }
  ++state_->rows;
  state_->book.row(cells, state_->columns);
}

void XlsxRows::end(const Put& put) {
  state_->book.end(state_->columns);
  state_->book.take(put);
}

std::string write_xlsx(const std::vector<engine::Report>& reports, const WriteOptions& options) {
  const Sheet sheet(options);
  Workbook book(false);
  for (const auto& make : {verdict_table, problem_table, evidence_table, gap_table, trick_table, waiver_table}) {
    Table table = make(sheet, reports);
    bound_rows(sheet, table, kMostRows);
    book.add(table);
  }
  std::string out;
  book.take([&out](std::string_view bytes) { out += bytes; });
  return out;
}

}  // namespace jianfu::report
