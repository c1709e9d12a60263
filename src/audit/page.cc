#include "audit/page.h"

#include <algorithm>
#include <array>
#include <functional>

#include "audit/cluster_picture.h"
#include "audit/compare.h"
#include "audit/context.h"
#include "audit/overlap_answers.h"
#include "audit/questions.h"
#include "core/version.h"
#include "report/html_assets.h"
#include "report/html_markup.h"
#include "report/html_policy.h"
#include "report/html_voice.h"
#include "report/uri.h"
#include "report/words.h"
#include "text/utf.h"

namespace jianfu::audit {
namespace {

using report::element;
using report::Html;

constexpr size_t kMostRows = 1'000;  // of a table on the page; the rest is in the tables of `audit query`
constexpr uint64_t kMostCompared = 2'000;  // packages; of more the comparison takes its time
constexpr std::string_view kNoScript = "0";

std::string shown(const Cell& cell) {
  if (const auto* const number = std::get_if<int64_t>(&cell)) return std::to_string(*number);
  if (const auto* const text = std::get_if<std::string>(&cell)) return text::displayable(*text);
  return {};
}

// The verdicts as their badges show them.
std::string badge_class(const std::string& word, Lang lang) {
  for (size_t i = 0; i < rules::kVerdictNames.size(); ++i) {
    if (word == report::word(static_cast<rules::Verdict>(i), lang)) return "verdict small v-" + std::string(rules::kVerdictNames[i]);
  }
  return word == report::phrase(Phrase::audit_failed_word, lang) ? "verdict small v-unread" : std::string();
}

// 2026-01-31T12:00:00Z as people write it.
std::string readable(std::string time) {
  if (time.size() == 20 && time[10] == 'T' && time.back() == 'Z') time.replace(19, 1, " UTC").replace(10, 1, " ");
  return time;
}

// Versions and ids of a few letters do not break in two.
bool in_one_piece(const std::string& text) {
  constexpr size_t kMost = 12;
  return !text.empty() && text.size() <= kMost && std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

class Page {
 public:
  Page(Database& database, const PageOptions& options) : database_(database), options_(options) {}

  Result<std::string> page() {
    Html body = cover();
    const std::array<std::pair<Phrase, std::string_view>, 9> questions = {{{Phrase::page_totals, "by-verdict"},
                                                                           {Phrase::page_provisions, "by-provision"},
                                                                           {Phrase::page_units, "by-unit"},
                                                                           {Phrase::page_findings, "findings"},
                                                                           {Phrase::page_not_assessable, "not-assessable"},
                                                                           {Phrase::tricks_title, "tampering"},
                                                                           {Phrase::page_unfiled, "unfiled"},
                                                                           {Phrase::page_unit_apps, "unit-apps"},
                                                                           {Phrase::page_expired, "expired-waivers"}}};
    for (const auto& [title, name] : questions) {
      if (name == "tampering" && !knows_signs(database_)) {
        body << heading_of(title, name) << report::paragraph(said(Phrase::ask_before_signs));
        continue;
      }
      const Result<Answer> answer = kept(ask(database_, *find_question(name), options_.lang, {}), kMostRows);
      if (!answer) return answer.error();
      // Without a register there is nothing to say about it.
      const bool of_register = name == "by-unit" || name == "unfiled" || name == "unit-apps";
      if (!of_register || has_register()) body << section(title, name, *answer);
    }
    const Result<Html> same = overlaps();
    if (!same) return same.error();
    body << *same;
    if (options_.earlier) {
      const Result<Answer> then = kept(trend(database_, options_.lang));
      const Result<Answer> what = kept(changes(database_, options_.lang), kMostRows);
      if (!then || !what) return !then ? then.error() : what.error();
      body << section(Phrase::page_trend, "trend", *then) << section(Phrase::page_changes, "changes", *what);
    }
    if (const Status status = database_.status(); !status) return status.error();
    return whole(body);
  }

 private:
  std::string say(Phrase id, const std::vector<std::string>& args = {}) const { return report::phrase(id, options_.lang, args); }
  Html said(Phrase id, const std::vector<std::string>& args = {}) const { return Html::text(say(id, args)); }

  std::vector<std::string> first_row(std::string_view sql) {
    Statement statement = database_.prepare(sql);
    std::vector<std::string> out;
    if (!statement.step()) return out;
    for (int i = 0; i < statement.columns(); ++i) out.push_back(statement.text(i));
    return out;
  }
  bool has_register() { return !first_row("SELECT 1 FROM filing LIMIT 1").empty(); }

  Html cover() {
    Html out = element("h1", said(Phrase::page_title));
    const std::vector<std::string> context = first_row(
        "SELECT engine, ruleset, ruleset_version, ruleset_digest, options FROM context WHERE id = "
        "(SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'context')");
    runs(out);
    if (context.size() == 5)
      out << report::paragraph(said(Phrase::page_context, {context[0], context[1] + " " + context[2], context[3], options_told(context[4], options_.lang)}), "note");
    return element("header", {{"class", "cover"}}, out);
  }

  // The newest run of each root under which something is.
  void runs(Html& out) {
    Statement run = database_.prepare(
        "SELECT root, started, coalesce(ended, '') FROM run WHERE id IN (SELECT max(id) FROM run GROUP BY root) "
        "AND (root IN (SELECT root FROM occurrence WHERE NOT gone) OR id = (SELECT max(id) FROM run)) ORDER BY id");
    while (run.step()) {
      const std::string end = run.text(2);
      out << report::paragraph(said(Phrase::page_run, {text::displayable(run.text(0)), readable(run.text(1)), end.empty() ? say(Phrase::page_not_ended) : readable(end)}));
    }
  }

  // Of many apps the comparison takes its time, and is left to the command.
  Result<Html> overlaps() {
    Html out = heading_of(Phrase::help_audit_overlap, "overlap");
    const std::vector<std::string> count = first_row("SELECT count(*) FROM now");
    const uint64_t packages = count.empty() ? 0 : std::stoull(count.front());
    if (packages > kMostCompared) return out << report::paragraph(said(Phrase::page_more, {std::to_string(packages), "overlap"}), "note");
    const Result<Overlap> same = overlap_of(database_, {}, Words::built_in(), options_.lang);
    if (!same) return same.error();
    return section(Phrase::help_audit_overlap, "overlap", clusters_of(*same, options_.lang)) << cluster_pictures(*same, options_.lang);
  }

  Html in_all(const Answer& answer) const {
    int64_t all = 0;
    std::string parts;
    for (const auto& row : answer.rows) {
      all += std::get<int64_t>(row.at(1));
      parts += (parts.empty() ? "" : options_.lang == Lang::kZh ? "、" : ", ") + shown(row.at(0)) + " " + shown(row.at(1));
    }
    return report::paragraph(said(Phrase::page_in_all, {std::to_string(all), parts}));
  }

  // One bar, as long as all packages, in the colours of the verdicts. The table below it says the same.
  Html chart(const Answer& answer) const {
    int64_t all = 0;
    for (const auto& row : answer.rows) all += std::get<int64_t>(row.at(1));
    Html parts;
    int64_t before = 0;
    for (const auto& row : answer.rows) {
      const int64_t count = std::get<int64_t>(row.at(1));
      const auto x = [all](int64_t at) { return std::to_string(all == 0 ? 0 : at * 1000 / all); };
      const std::string name = class_of(shown(row.at(0)));
      Html title = element("title", Html::text(shown(row.at(0)) + " " + std::to_string(count)));
      parts << element("rect",
                       {{"class", name}, {"x", x(before)}, {"y", "0"}, {"height", "40"}, {"width", std::to_string(std::stoll(x(before + count)) - std::stoll(x(before)))}},
                       title);
      before += count;
    }
    return element("svg", {{"class", "bar-chart"}, {"viewBox", "0 0 1000 40"}, {"role", "img"}, {"aria-label", say(Phrase::page_totals)}}, parts);
  }
  std::string class_of(const std::string& word) const {
    const std::string badge = badge_class(word, options_.lang);
    return badge.empty() ? "c-none" : "c-" + badge.substr(badge.find("v-") + 2);
  }

  Html cell(const Cell& cell, bool is_path) const {
    const std::string text = shown(cell);
    if (const std::string name = badge_class(text, options_.lang); !name.empty()) return element("span", {{"class", name}}, Html::text(text));
    if (!is_path) return in_one_piece(text) ? element("bdi", {{"class", "whole"}}, Html::text(text)) : element("bdi", Html::text(text));
    const Html code = element("span", {{"class", "code"}}, Html::text(text));
    const std::string link = link_of(cell);
    return link.empty() ? code : element("a", {{"href", link}}, code);
  }

  Html cell_of(const std::string& column, const Cell& value) const {
    const auto* const number = std::get_if<int64_t>(&value);
    if (column == say(Phrase::ask_difference) && number != nullptr && *number > 0) return element("bdi", Html::text("+" + std::to_string(*number)));
    return cell(value, column == say(Phrase::ask_path) && std::holds_alternative<std::string>(value));
  }

  // To the package's own page.
  std::string link_of(const Cell& path) const {
    if (options_.reports.empty()) return {};
    Statement row = database_.prepare("SELECT p.content FROM occurrence o JOIN package p ON p.id = o.package JOIN now ON now.package = p.id "
                                      "WHERE o.path = ? AND now.failure_zh = ''");
    row.bind(std::get<std::string>(path));
    return row.step() ? report::uri_of(options_.reports + "/" + row.text(0) + ".html") : std::string();
  }

  Html heading_of(Phrase title, std::string_view name) const {
    return element("h2", {{"id", std::string(name)}, {"class", "part"}}, said(title));
  }

  // What prints the whole table.
  static std::string command_of(std::string_view name) {
    if (name == "overlap") return "overlap --clusters";
    return name == "changes" ? "diff" : "query " + std::string(name);
  }

  Html section(Phrase title, std::string_view name, const Answer& answer) const {
    Html out = heading_of(title, name);
    if (name == "by-verdict" && !answer.rows.empty()) out << in_all(answer) << chart(answer);
    if (answer.rows.empty()) return out << report::paragraph(said(Phrase::audit_nothing));
    std::vector<Html> head;
    for (const std::string& column : answer.columns) head.push_back(Html::text(column));
    std::vector<std::vector<Html>> body;
    for (size_t i = 0; i < std::min(answer.rows.size(), kMostRows); ++i) {
      std::vector<Html>& row = body.emplace_back();
      for (size_t at = 0; at < answer.rows[i].size(); ++at)
        row.push_back(cell_of(answer.columns[at], answer.rows[i][at]));
    }
    out << report::table("audit", head, body);
    const uint64_t more = answer.rows.size() - body.size() + answer.more;
    if (more > 0) out << report::paragraph(said(Phrase::page_more, {std::to_string(more), command_of(name)}), "note");
    return out;
  }

  static std::string style() {
    return std::string(report::html_style()) +
           ".bar-chart{width:100%;height:2.5rem}.whole{white-space:nowrap}.c-suspected{fill:#a32020}.c-explain{fill:#c98a1b}.c-not-determined{fill:#8d71b8}"
           ".clusters{display:flex;flex-wrap:wrap}.clusters figure{margin:0 1rem 1rem 0}.clusters svg{width:22rem;max-width:100%}"
           ".clusters line{stroke:#8b93a1}.clusters circle{fill:#8f1d1d}.clusters text{font-size:12px;fill:#1f2329}"
           ".c-hint{fill:#6d9cc4}.c-not-found{fill:#74aa86}.c-not-applicable,.c-unread,.c-none{fill:#9aa1ad}main{counter-reset:chapter}";
  }

  std::string whole(const Html& body) const {
    const std::string css = style();
    Html head = report::lone("meta", {{"charset", "utf-8"}});
    head << report::lone("meta", {{"http-equiv", "Content-Security-Policy"}, {"content", report::content_policy(css, kNoScript)}})
         << report::lone("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}}) << element("title", said(Phrase::page_title))
         << report::inline_source("style", css);
    Html page = element("head", head);
    page << element("body", element("main", body) << element("footer", said(Phrase::page_footer, {std::string(core::kVersion)})));
    return "<!DOCTYPE html>\n" + element("html", {{"lang", options_.lang == Lang::kZh ? "zh-CN" : "en"}}, page).bytes() + "\n";
  }

  Database& database_;
  const PageOptions& options_;
};

}  // namespace

Result<std::string> page_of(Database& database, const PageOptions& options) { return Page(database, options).page(); }

}  // namespace jianfu::audit
