#include "report/text_writer.h"

#include <algorithm>
#include <map>
#include <set>

#include "report/mask.h"
#include "report/words.h"
#include "text/utf.h"

namespace jianfu::report {
namespace {

using engine::EvidenceView;
using engine::Finding;
using engine::Report;
using engine::Verdict;

constexpr size_t kWidth = 100;         // columns of a line
constexpr size_t kShownEvidence = 8;   // of a finding; the rest is counted, JSON has them all
constexpr size_t kShownText = 160;     // bytes of a quoted text around its first hit
constexpr size_t kShownGaps = 20;

// East Asian characters take two columns.
size_t width_of(char32_t c) {
  return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
                 (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) || c >= 0x1F300 || c == 0x201C || c == 0x201D
             ? 2
             : 1;
}
size_t columns(std::string_view text) {
  size_t out = 0;
  for (size_t at = 0; at < text.size();) out += width_of(text::next_code_point(text, at));
  return out;
}
std::string padded(std::string_view text, size_t to) {
  std::string out(text);
  for (size_t have = columns(text); have < to; ++have) out += ' ';
  return out;
}

class TextReport {
 public:
  TextReport(const Report& report, const WriteOptions& options) : report_(report), lang_(options.lang), options_(options) {}

  std::string write() {
    head();
    provisions();
    findings();
    required();
    gaps();
    coverage();
    for (const Report& inner : report_.nested) out_ += "\n" + TextReport(inner, options_).write();
    return std::move(out_);
  }

 private:
  std::string say(Msg id, const std::vector<std::string>& args = {}) const { return core::render(id, lang_, args); }
  const std::string& in(const engine::Bilingual& text) const { return text.in(lang_); }
  bool zh() const { return lang_ == Lang::kZh; }

  void line(std::string_view text = {}) { out_.append(text).append("\n"); }
  void heading(Msg id) {
    const std::string text = say(id);
    line();
    line(text);
    line(std::string(std::min(columns(text), kWidth), '-'));
  }
  // "label: text", wrapped under itself.
  void labelled(Msg label, std::string_view text, size_t indent = 2) {
    if (text.empty()) return;
    const std::string front = std::string(indent, ' ') + say(label) + (zh() ? "：" : ": ");
    wrap(front, text);
  }
  void wrap(const std::string& front, std::string_view text) {
    const size_t margin = columns(front);
    std::string row = front;
    size_t used = margin;
    for (size_t at = 0; at < text.size();) {
      const size_t begin = at;
      const char32_t c = text::next_code_point(text, at);
      // English words stay whole, Chinese breaks anywhere.
      size_t end = at;
      size_t width = width_of(c);
      if (c > ' ' && c < 0x80) {
        while (end < text.size() && text[end] > ' ' && static_cast<unsigned char>(text[end]) < 0x80 && width < kWidth - margin) ++end, ++width;
        at = end;
      }
      if (used + width > kWidth && used > margin) {
        line(row);
        row = std::string(margin, ' ');
        used = margin;
        if (c == ' ') continue;
      }
      row.append(text.substr(begin, end - begin));
      used += width;
    }
    line(row);
  }

  std::string clean(std::string_view text) const {
    const std::string visible = text::displayable(text);
    return options_.unmask ? visible : masked(visible);
  }

  void head() {
    const platforms::Package& p = report_.package;
    line(say(Msg::report_title));
    line(std::string(std::min(columns(say(Msg::report_title)), kWidth), '='));
    labelled(Msg::report_name, clean(p.name), 0);
    labelled(Msg::report_id, clean(p.id), 0);
    labelled(Msg::report_version, clean(p.version), 0);
    labelled(Msg::report_file, clean(p.path) + (p.size == 0 ? "" : " (" + std::to_string(p.size) + (zh() ? " 字节)" : " bytes)")), 0);
    labelled(Msg::report_kind, p.kind, 0);
    labelled(Msg::report_sha256, p.sha256, 0);
    for (const platforms::Part& part : p.parts) labelled(Msg::report_part, clean(part.path), 0);
    labelled(Msg::report_ruleset, report_.tool.ruleset_name + " " + report_.tool.ruleset_version + "  " + report_.tool.ruleset_digest, 0);
    line();
    line(say(Msg::report_verdict) + (zh() ? "：" : ": ") + std::string(word(report_.verdict, lang_)));
    line(say(Msg::report_static_note));
  }

  void provisions() {
    heading(Msg::report_by_provision);
    for (const engine::ProvisionView& p : report_.provisions) {
      line(padded(p.provision, 4) + padded(word(p.verdict, lang_), zh() ? 10 : 18) + in(p.title));
      for (const engine::RuleResult& r : report_.results) {
        if (r.provision != p.provision) continue;
        std::string row = "      " + padded(word(r.verdict, lang_), zh() ? 10 : 18) + in(r.title);
        if (!r.blocked_by.empty()) row += say(Msg::report_blocked, {joined(r.blocked_by)});
        line(row);
      }
    }
  }

  static std::string joined(const std::vector<std::string>& items) {
    constexpr size_t kShown = 5;
    std::string out;
    for (size_t i = 0; i < items.size() && i < kShown; ++i) out += (i == 0 ? "" : ", ") + items[i];
    return items.size() > kShown ? out + " …" : out;
  }

  void findings() {
    heading(Msg::report_findings);
    if (report_.findings.empty()) line(say(Msg::report_no_findings));
    size_t number = 0;
    for (const Finding& finding : report_.findings) one_finding(finding, ++number);
  }

  void one_finding(const Finding& f, size_t number) {
    line();
    line(std::to_string(number) + ". [" + std::string(word(f.verdict, lang_)) + (zh() ? "，" : ", ") + std::string(word(f.severity, lang_)) + "] " + in(f.title) +
         "  (" + f.provision + ", " + f.rule_id + ")");
    wrap("   ", clean(in(f.message)));
    labelled(Msg::report_where, where(f.module), 3);
    line("   " + say(Msg::report_evidence) + (zh() ? "：" : ":"));
    evidence(f.evidence);
    labelled(Msg::report_why, why(f), 3);
    if (!f.counter_evidence.empty()) {
      line("   " + say(Msg::report_counter) + (zh() ? "：" : ":"));
      counter(f.counter_evidence);
    }
    if (f.exemption != engine::Exemption::kNone) labelled(Msg::report_exemption, word(f.exemption, lang_), 3);
    labelled(Msg::report_question, in(f.question), 3);
    labelled(Msg::report_remedy, in(f.remedy), 3);
    labelled(Msg::report_citation, citations(f.citations), 3);
  }

  std::string where(const engine::ModuleView& module) const {
    if (module.id.empty()) return say(Msg::report_whole_package);
    std::string out = module.title.empty() ? "" : (zh() ? "“" : "\"") + clean(module.title) + (zh() ? "” " : "\" ");
    return out + clean(module.id) + (zh() ? "（" : " (") + std::string(word(module.reach, lang_)) + (zh() ? "）" : ")");
  }

  std::string why(const Finding& f) const {
    std::string out = say(Msg::report_presence, {std::string(word(f.presence, lang_)), f.presence_because}) + (zh() ? "；" : "; ") +
                      std::string(word(f.coercion, lang_));
    for (size_t i = 0; i < f.signals.size(); ++i) {
      out += (i == 0 ? (zh() ? "：" : ": ") : zh() ? "、" : ", ") + f.signals[i] + " " + in(f.signal_titles[i]);
    }
    return out;
  }

  // Most telling first: what people see, then what the code does. The same text at the same place is shown once.
  void evidence(const std::vector<EvidenceView>& views) {
    std::set<std::string> seen;
    size_t shown = 0, left = 0;
    for (const EvidenceView& view : views) {
      const std::string row = row_of(view);
      if (!seen.insert(row).second) continue;
      if (shown < kShownEvidence) {
        wrap("     - ", row);
        ++shown;
      } else {
        ++left;
      }
    }
    if (left > 0) line("     " + say(Msg::report_more_evidence, {std::to_string(left)}));
  }

  void counter(const std::vector<EvidenceView>& views) {
    size_t shown = 0;
    for (const EvidenceView& view : views) {
      if (shown++ == kShownEvidence) {
        line("     " + say(Msg::report_more_evidence, {std::to_string(views.size() - kShownEvidence)}));
        return;
      }
      wrap("     - ", row_of(view) + (zh() ? "：" : ": ") + in(view.reason));
    }
  }

  std::string row_of(const EvidenceView& view) const {
    const evidence::Evidence& item = view.item;
    std::string out(word(item.kind, lang_));
    if (item.kind == evidence::Kind::kText && item.role != evidence::Role::kNone) out += "/" + std::string(word(item.role, lang_));
    out += (zh() ? " “" : " \"") + excerpt(view) + (zh() ? "” " : "\" ");
    for (const evidence::Argument& argument : item.arguments) out += "[" + clean(argument.name.empty() ? argument.value : argument.name + "=" + argument.value) + "] ";
    out += place(item.at);
    if (item.required) out += say(Msg::report_is_required);
    if (item.dormant) out += say(Msg::report_is_dormant);
    return out;
  }

  // The text around its first hit, hits in brackets.
  std::string excerpt(const EvidenceView& view) const {
    const std::string& text = view.item.text;
    const size_t first = view.marks.empty() ? 0 : view.marks.front().first;
    size_t begin = text.size() <= kShownText || first < kShownText / 2 ? 0 : first - kShownText / 2;
    while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
    size_t end = std::min(text.size(), begin + kShownText);
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    std::string out = begin > 0 ? "…" : "";
    size_t at = begin;
    const bool whole = view.marks.size() == 1 && view.marks.front().first == 0 && view.marks.front().second >= text.size();
    for (const auto& [from, to] : view.marks) {
      if (whole || from < at || to > end) continue;
      out += clean(std::string_view(text).substr(at, from - at)) + (zh() ? "【" : "[") + clean(std::string_view(text).substr(from, to - from)) + (zh() ? "】" : "]");
      at = to;
    }
    out += clean(std::string_view(text).substr(at, end - at));
    return out + (end < text.size() ? "…" : "");
  }

  std::string place(const evidence::Location& at) const {
    std::string out = clean(at.entry);
    if (at.line != 0) out += ":" + std::to_string(at.line);
    if (at.offset) {
      constexpr std::string_view kHex = "0123456789abcdef";
      std::string digits;
      for (uint64_t value = *at.offset; value != 0 || digits.empty(); value >>= 4) digits.insert(digits.begin(), kHex[value & 15]);
      out += "+0x" + digits;
    }
    if (!at.symbol.empty()) out += " " + clean(at.symbol);
    if (!at.resource.empty()) out += " @" + clean(at.resource);
    return out;
  }

  std::string citations(const std::vector<engine::CitationView>& views) const {
    std::string out;
    for (const engine::CitationView& c : views) {
      if (!out.empty()) out += zh() ? "；" : "; ";
      out += (zh() ? "《" + in(c.norm_title) + "》" : in(c.norm_title)) + " " + c.number;
      if (!c.article.empty()) out += " " + c.article;
      out += (zh() ? "：" : ": ") + in(c.provision_title) + " [" + c.confidence + "]";
    }
    return out;
  }

  void required() {
    heading(Msg::report_required);
    for (const engine::RequiredView& r : report_.required) {
      line("[" + std::string(word(r.verdict, lang_)) + "] " + in(r.title) + (zh() ? "：" : ": ") + in(r.grade_title));
      evidence(r.evidence);
      if (r.verdict <= Verdict::kNotFound) continue;
      labelled(Msg::report_question, in(r.question), 3);
      labelled(Msg::report_remedy, in(r.remedy), 3);
      labelled(Msg::report_citation, citations(r.citations), 3);
    }
  }

  void gaps() {
    heading(Msg::report_gaps);
    if (report_.gaps.empty()) line(say(Msg::report_no_gaps));
    size_t shown = 0;
    for (const engine::GapView& view : report_.gaps) {
      if (shown++ == kShownGaps) {
        line(say(Msg::report_more_gaps, {std::to_string(report_.gaps.size() - kShownGaps)}));
        return;
      }
      const evidence::Gap& g = view.gap;
      std::string row = std::string(word(g.why, lang_)) + (zh() ? "：" : ": ") + clean(g.what.id != Msg::none ? g.what.render(lang_) : g.detail);
      if (!g.entry.empty()) row += " (" + clean(g.entry) + ")";
      wrap(padded(view.id, 5), row);
      std::string hidden;
      for (size_t i = 0; i < evidence::kKindNames.size(); ++i) {
        if (g.hides.has(static_cast<evidence::Kind>(i))) hidden += (hidden.empty() ? "" : zh() ? "、" : ", ") + std::string(word(static_cast<evidence::Kind>(i), lang_));
      }
      labelled(Msg::report_hides, hidden, 5);
      labelled(Msg::report_ask, zh() ? g.ask_zh : g.ask_en, 5);
    }
  }

  void coverage() {
    const evidence::Coverage& c = report_.coverage;
    heading(Msg::report_coverage);
    wrap("", say(Msg::report_coverage_line, {std::to_string(c.entries), std::to_string(c.read), std::to_string(c.skipped), std::to_string(c.opaque)}));
  }

  const Report& report_;
  Lang lang_;
  const WriteOptions& options_;
  std::string out_;
};

}  // namespace

std::string write_text(const std::vector<engine::Report>& reports, const WriteOptions& options) {
  std::string out;
  for (const Report& report : reports) {
    if (!out.empty()) out += "\n\n";
    out += TextReport(report, options).write();
  }
  return out;
}

}  // namespace jianfu::report
