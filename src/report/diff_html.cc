// A comparison of two versions as one web page: opens from disk, loads nothing, runs nothing. Its only style sheet is
// named by its digest, so that nothing that a package says could be one.
#include <array>
#include <string_view>

#include "core/sha256.h"
#include "report/diff_document.h"
#include "report/diff_writers.h"
#include "report/phrases.h"

namespace jianfu::report {
namespace {

constexpr std::string_view kStyle =
    "body{font:16px/1.6 \"Noto Serif CJK SC\",\"Source Han Serif SC\",SimSun,serif;color:#1a1a1a;background:#fff;max-width:60em;margin:0 auto;padding:1em;overflow-wrap:anywhere}"
    "h1{font-size:1.5em}h2{font-size:1.2em;border-bottom:1px solid #888}"
    "table{border-collapse:collapse;width:100%;table-layout:fixed}"
    "th,td{border:1px solid #888;padding:.3em .5em;text-align:left;vertical-align:top}th:first-child{width:8em}"
    "tr.differs td{background:#fff6d6}"
    ".warning{border:2px solid #a40000;color:#7a0000;padding:.5em}"
    "ul{list-style:none;padding:0}li{border-left:.4em solid #888;margin:.5em 0;padding:.1em .6em}"
    "li.came{border-color:#8a5a00}li.went{border-color:#2b6a2b}li.worse{border-color:#a40000}"
    "li p{margin:.2em 0 .2em 1em}b.mark{display:inline-block;min-width:1.2em}"
    "@media print{body{max-width:none;font-size:11pt}li,tr{break-inside:avoid}}";

std::string base64_of_hex(std::string_view hex) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const auto nibble = [](char c) { return static_cast<uint32_t>(c <= '9' ? c - '0' : c - 'a' + 10); };
  std::string out;
  for (size_t at = 0; at < hex.size(); at += 6) {  // three bytes
    uint32_t bits = 0;
    for (size_t i = 0; i < 6; ++i) bits = bits << 4 | (at + i < hex.size() ? nibble(hex[at + i]) : 0);
    for (size_t i = 0; i < 4; ++i) out += at + i * 3 / 2 < hex.size() || i < 2 ? kDigits[bits >> (18 - 6 * i) & 63] : '=';
  }
  return out;
}

// Text of a document, which is fit to be shown already.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
  return out;
}

class Page {
 public:
  explicit Page(Lang lang) : lang_(lang) {}

  std::string page(const DiffDocument& document) {
    out_ = "<!DOCTYPE html>\n<html lang=\"" + std::string(lang_ == Lang::kZh ? "zh-CN" : "en") + "\">\n<head>\n<meta charset=\"utf-8\">\n";
    out_ += "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-" +
            base64_of_hex(core::sha256_hex(kStyle)) + "'; base-uri 'none'; form-action 'none'\">\n";
    out_ += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
    element("title", document.title);
    out_ += "<style>" + std::string(kStyle) + "</style>\n</head>\n<body>\n<main>\n";
    write(document, "h1", "h2");
    out_ += "</main>\n</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  std::string say(Phrase id) const { return phrase(id, lang_); }
  void element(std::string_view name, std::string_view text, std::string_view css = {}) {
    out_.append("<").append(name);
    if (!css.empty()) out_.append(" class=\"").append(css).append("\"");
    out_.append(">").append(escaped(text)).append("</").append(name).append(">\n");
  }

  void write(const DiffDocument& document, std::string_view title, std::string_view section) {
    element(title, document.title);
    for (const std::string& warning : document.warnings) element("p", warning, "warning");
    for (const std::string& sentence : document.outcome) element("p", sentence);
    if (!document.rows.empty()) write_rows(document);
    for (const DiffSection& one : document.sections) write_section(one, section);
    for (const std::string& note : document.notes) element("p", note);
    for (const DiffDocument& inner : document.inside) write(inner, "h2", "h3");
  }

  void write_rows(const DiffDocument& document) {
    out_ += "<table>\n<thead><tr>";
    for (const Phrase head : {Phrase::diff_item, Phrase::diff_old, Phrase::diff_new}) out_ += "<th scope=\"col\">" + escaped(say(head)) + "</th>";
    out_ += "</tr></thead>\n<tbody>\n";
    for (const DiffRow& row : document.rows) {
      out_ += row.differs ? "<tr class=\"differs\">" : "<tr>";
      out_ += "<th scope=\"row\">" + escaped(row.label) + "</th><td>" + escaped(row.before) + "</td><td>" + escaped(row.after) + "</td></tr>\n";
    }
    out_ += "</tbody>\n</table>\n";
  }

  void write_section(const DiffSection& section, std::string_view title) {
    constexpr std::array<std::string_view, 3> kClasses = {"came", "went", "changed"}, kMarks = {"+", "−", "~"};
    element(title, section.title);
    out_ += "<ul>\n";
    for (const DiffItem& item : section.items) {
      out_ += "<li class=\"" + std::string(kClasses[item.mark]) + (item.worse ? " worse" : "") + "\"><b class=\"mark\">" + std::string(kMarks[item.mark]) +
              "</b> <strong>" + escaped(item.head) + "</strong>\n";
      for (const std::string& more : item.more) element("p", more);
      out_ += "</li>\n";
    }
    out_ += "</ul>\n";
  }

  Lang lang_;
  std::string out_;
};

}  // namespace

std::string write_diff_html(const engine::DiffReport& diff, const WriteOptions& options) {
  return Page(options.lang).page(document_of(diff, options));
}

}  // namespace jianfu::report
