// What a package says, through the writers: valid UTF-8, nothing that moves a cursor, no line too wide, JSON
// that holds together.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "report/columns.h"
#include "report/writers.h"
#include "text/utf.h"

using namespace jianfu;

namespace {

engine::Report report_of(std::string_view bytes) {
  const std::string text = text::to_valid_utf8(bytes);
  const auto at = [&](size_t i) {
    return bytes.empty() ? 0u : uint32_t{static_cast<unsigned char>(bytes[i % bytes.size()])};
  };
  engine::EvidenceView view;
  view.item.text = view.item.at.symbol = view.because = text;
  view.item.at.entry = view.module = bytes;  // names of entries may be any bytes
  view.item.arguments = {{text, text}};
  view.marks = {{at(0), at(1)}, {at(2), at(3)}};
  engine::Finding finding;
  finding.presence_because = text;
  finding.module = {text, text, text, evidence::Reach::kNo};
  finding.title.zh = finding.message.en = text;
  finding.evidence = finding.counter_evidence = {view, view};
  engine::GapView gap;
  gap.gap.detail = gap.gap.entry = bytes;
  engine::Report report;
  report.package.name = text;
  report.package.path = bytes;
  report.findings = {finding};
  report.gaps = {gap};
  return report;
}

void check_text(const std::string& text) {
  if (!text::valid_utf8(text)) std::abort();
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = std::string_view(text).substr(begin, end - begin);
    if (report::columns(line) > 100) std::abort();
    for (const char c : line) {
      if (static_cast<unsigned char>(c) < 0x20) std::abort();
    }
    begin = end + 1;
  }
}

// Nothing that a package says begins a line of its own.
void check_commands(const std::string& text) {
  for (size_t begin = 0; begin < text.size(); begin = text.find('\n', begin) + 1) {
    if (text.compare(begin, 2, "::") != 0) std::abort();
  }
}

// Every '<' that a package could have written is escaped: what is left begins tags of ours.
void check_page(const std::string& page) {
  if (!text::valid_utf8(page)) std::abort();
  const size_t body = page.find("<body>"), script = page.rfind("<script>");
  for (size_t at = page.find('<', body); at < script; at = page.find('<', at + 1)) {
    const size_t letter = at + (page[at + 1] == '/' ? 2 : 1);
    if (page[letter] < 'a' || page[letter] > 'z') std::abort();
    const std::string_view name = std::string_view(page).substr(letter, page.find_first_of(" >", letter) - letter);
    if (name == "img" || name == "iframe" || name == "style" || name == "base") std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const engine::Report report = report_of({reinterpret_cast<const char*>(data), size});
  check_text(report::find_writer("text")->write({report}, {}));
  for (const report::Writer& writer : report::writers())
    if (!writer.binary && !text::valid_utf8(writer.write({report}, {}))) std::abort();
  check_commands(report::find_writer("github")->write({report}, {}));
  check_page(report::find_writer("html")->write({report}, {}));
  return 0;
}

std::vector<std::string> seeds() {
  return {"(label or purpose) and count(act) >= 2 and near(a, b, sentence) or rule(x, hint)",
          "立即打卡，电话 138-1234-5678，110101 19900307 123X\n\x1b[2J\xe2\x80\xae\xff"};
}
