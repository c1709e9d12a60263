#include "audit/filing.h"

#include <algorithm>
#include <array>
#include <optional>

#include "audit/problem.h"
#include "core/date.h"
#include "io/spreadsheet.h"
#include "text/utf.h"

namespace jianfu::audit {
namespace {

using namespace std::string_view_literals;

// What columns of registers are called. A name counts without spaces, brackets and what is in them, in any case.
struct Column {
  std::string Filing::*field;
  std::array<std::string_view, 10> names;
};
constexpr std::array kColumns = {
    Column{&Filing::unit, {"unit", "单位", "单位名称", "主办单位", "主办单位名称", "申报单位", "建设单位", "使用单位", "主管单位", "责任单位"}},
    Column{&Filing::level, {"level", "层级", "级别", "单位层级", "单位级别", "行政层级", "行政级别"}},
    Column{&Filing::name, {"app", "name", "名称", "应用名称", "应用程序名称", "程序名称", "app名称", "小程序名称", "appname"}},
    Column{&Filing::platform, {"platform", "kind", "平台", "类型", "应用类型", "程序类型", "运行平台", "形态"}},
    Column{&Filing::app_id, {"appid", "packageid", "package", "bundleid", "包名", "应用标识", "应用包名", "小程序id", "标识"}},
    Column{&Filing::number, {"number", "filing", "filingnumber", "备案号", "备案编号", "登记号", "编号", "政务备案号"}},
    Column{&Filing::date, {"date", "filed", "filingdate", "日期", "备案日期", "备案时间", "登记日期"}},
    Column{&Filing::sha256, {"sha256", "digest", "摘要", "文件摘要", "安装包摘要", "哈希值", "sha-256"}},
    Column{&Filing::signer, {"signer", "certificate", "签名", "签名证书", "证书指纹", "签名证书sha256", "证书sha256"}},
    Column{&Filing::audience, {"audience", "users", "使用对象", "服务对象", "面向对象", "是否面向基层", "面向基层", "用户范围"}},
    Column{&Filing::version, {"version", "版本", "版本号", "备案版本"}},
};

constexpr std::array kLevels = {Msg::level_national, Msg::level_provincial, Msg::level_municipal,
                                Msg::level_county,   Msg::level_township,   Msg::level_village};

std::string trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(kBlank) + 1 - begin));
}

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  return text;
}

// A head cell as the table has names.
std::string plain(const std::string& head) {
  std::string out = lower(head.substr(0, std::min(head.find('('), head.find("（"))));
  std::erase_if(out, [](char c) { return c == ' ' || c == '_' || c == '\t' || c == '\r' || c == '\n'; });
  return out;
}

const Column* column_of(const std::string& head) {
  const std::string name = plain(head);
  if (name.empty()) return nullptr;
  for (const Column& column : kColumns) {
    if (std::find(column.names.begin(), column.names.end(), name) != column.names.end()) return &column;
  }
  return nullptr;
}

// "county" for 县级; what is none of them stays as it is.
std::string level_of(const std::string& text) {
  for (const Msg level : kLevels) {
    const std::string name = core::render(level, Lang::kEn);
    if (text == core::render(level, Lang::kZh) || lower(text) == name) return name;
  }
  return text;
}

// Who uses it: "grassroots" where the register says so in one of its ways, else as it is.
std::string audience_of(const std::string& text) {
  constexpr std::array kGrassroots = {"grassroots"sv, "yes"sv, "是"sv, "面向基层"sv, "基层"sv, "基层干部"sv, "基层工作人员"sv};
  const bool grassroots = std::find(kGrassroots.begin(), kGrassroots.end(), lower(text)) != kGrassroots.end();
  return grassroots ? std::string(kGrassroots.front()) : text;
}

// Digests stand with colons, spaces and capitals.
std::string digest_of(std::string text) {
  std::erase_if(text, [](char c) { return c == ':' || c == ' '; });
  return lower(std::move(text));
}

bool is_digest(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// 2026/1/5, 2026.01.05, 2026年1月5日 and the day number of a spreadsheet, as 2026-01-05. What is none of them stays as it
// is.
std::string date_of(const std::string& text) {
  constexpr size_t kMostBytes = 40;  // 2026年01月05日 with a time of the day
  std::string date = io::from_serial_date(text);
  if (date.size() > kMostBytes) return text;
  for (const std::string_view mark : {"年"sv, "月"sv, "/"sv, "."sv}) {
    for (size_t at = date.find(mark); at != std::string::npos; at = date.find(mark)) date.replace(at, mark.size(), "-");
  }
  if (const size_t day = date.find("日"); day != std::string::npos) date.resize(day);
  date = date.substr(0, date.find_first_of(" T"));
  std::string out;
  for (size_t at = 0; at <= date.size();) {
    const size_t end = std::min(date.find('-', at), date.size());
    out += (at == 0 ? "" : "-") + std::string(end - at == 1 ? "0" : "") + date.substr(at, end - at);
    at = end + 1;
  }
  return out;
}

// What a message quotes of a cell.
std::string quoted(const std::string& text) {
  constexpr size_t kMost = 80;
  if (text.size() <= kMost) return text::displayable(text);
  size_t end = kMost;
  while (end > 0 && (text[end] & 0xC0) == 0x80) --end;  // not within a character
  return text::displayable(text.substr(0, end)) + "…";
}

class Reading {
 public:
  Reading(std::string name, FilingList& out) : name_(std::move(name)), out_(out) {}

  // The first row that names a column for names or ids.
  bool head(const std::vector<std::string>& cells) {
    columns_.clear();
    std::vector<std::string> unknown;
    for (const std::string& cell : cells) {
      columns_.push_back(column_of(cell));
      if (columns_.back() == nullptr && !trimmed(cell).empty()) unknown.push_back(trimmed(cell));
    }
    const auto has = [&](std::string Filing::*field) {
      return std::any_of(columns_.begin(), columns_.end(), [field](const Column* one) { return one != nullptr && one->field == field; });
    };
    if (!has(&Filing::name) && !has(&Filing::app_id)) return false;
    out_.unknown_columns = std::move(unknown);
    return true;
  }

  void row(const io::TableRow& row) {
    Filing filing;
    filing.row = row.number;
    for (size_t i = 0; i < row.cells.size() && i < columns_.size(); ++i) {
      if (columns_[i] == nullptr) continue;
      std::string& field = filing.*columns_[i]->field;
      if (field.empty()) field = trimmed(text::to_valid_utf8(row.cells[i]));  // a workbook may hold any bytes
    }
    if (filing.name.empty() && filing.app_id.empty()) return;
    settle(filing);
    out_.filings.push_back(std::move(filing));
  }

 private:
  void settle(Filing& filing) {
    filing.level = level_of(filing.level);
    filing.audience = audience_of(filing.audience);
    for (std::string Filing::*field : {&Filing::sha256, &Filing::signer}) {
      filing.*field = digest_of(filing.*field);
      if (!(filing.*field).empty() && !is_digest(filing.*field)) complain(filing, field, Phrase::filing_no_digest);
    }
    if (filing.date.empty()) return;
    filing.date = date_of(filing.date);
    if (!core::is_date(filing.date)) complain(filing, &Filing::date, Phrase::filing_no_date);
  }

  void complain(Filing& filing, std::string Filing::*field, Phrase what) {
    out_.problems.push_back(problem(ErrorKind::kUsage, what, {quoted(filing.*field)}, name_ + ":" + std::to_string(filing.row)));
    (filing.*field).clear();
  }

  std::string name_;
  FilingList& out_;
  std::vector<const Column*> columns_;
};

Result<std::vector<io::TableRow>> rows_of(std::string_view bytes, const std::string& name, const Limits& limits) {
  const bool workbook = io::looks_like_xlsx(bytes);
  Result<std::vector<io::TableRow>> rows = workbook ? io::read_xlsx(bytes, limits) : io::read_csv(text::decode_text(bytes), limits);
  if (!rows && rows.error().kind == ErrorKind::kLimit) return Error{ErrorKind::kUsage, rows.error().what, name};
  if (!rows) return problem(ErrorKind::kUsage, Phrase::filing_no_workbook, {rows.error().where}, name);
  return rows;
}

std::string known_columns() {
  std::string out;
  for (const Column& column : kColumns) out += (out.empty() ? "" : "、") + std::string(column.names[1].empty() ? column.names[0] : column.names[1]);
  return out;
}

}  // namespace

Result<FilingList> read_filings(std::string_view bytes, const std::string& name, const Limits& limits) {
  const Result<std::vector<io::TableRow>> rows = rows_of(bytes, name, limits);
  if (!rows) return rows.error();
  FilingList out;
  Reading reading(name, out);
  auto row = rows->begin();
  while (row != rows->end() && !reading.head(row->cells)) ++row;  // titles stand above
  if (row == rows->end()) return problem(ErrorKind::kUsage, Phrase::filing_no_head, {known_columns()}, name);
  for (++row; row != rows->end(); ++row) reading.row(*row);
  if (out.filings.empty()) return problem(ErrorKind::kUsage, Phrase::filing_empty, {}, name);
  return out;
}

void replace_filings(Store& store, const FilingList& list, const std::string& file) {
  Database& database = store.database();
  Transaction transaction(database);
  database.run("DELETE FROM filing");
  Statement insert = database.prepare(
      "INSERT INTO filing (place, unit, level, name, platform, app_id, number, date, sha256, signer, audience, version) "
      "VALUES (?,?,?,?,?,?,?,?,?,?,?,?)");
  for (const Filing& filing : list.filings) {
    insert
        .bind(file + ":" + std::to_string(filing.row), filing.unit, filing.level, filing.name, filing.platform, filing.app_id, filing.number,
              filing.date, filing.sha256, filing.signer, filing.audience, filing.version)
        .run();
  }
  transaction.commit();
}

void replace_waivers(Store& store, const engine::Waivers& waivers) {
  const auto lines = [](const std::vector<std::string>& all) {
    std::string out;
    for (const std::string& one : all) out += one + "\n";
    return out.empty() ? out : "\n" + out;
  };
  Database& database = store.database();
  Transaction transaction(database);
  database.run("DELETE FROM waiver");
  Statement insert = database.prepare(
      "INSERT INTO waiver (place, rule, packages, modules, fingerprints, basis, approver, reason, expires) VALUES (?,?,?,?,?,?,?,?,?)");
  for (const engine::Waiver& one : waivers.all) {
    insert.bind(one.place, one.rule, lines(one.packages), lines(one.modules), lines(one.fingerprints), one.basis, one.approver, one.reason, one.expires)
        .run();
  }
  transaction.commit();
}

}  // namespace jianfu::audit
