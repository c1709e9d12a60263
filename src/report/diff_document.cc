#include "report/diff_document.h"

#include <algorithm>

#include "report/duties.h"
#include "report/excerpt.h"
#include "report/mask.h"
#include "report/phrases.h"
#include "report/summary.h"
#include "report/tampering.h"
#include "report/text_gap.h"
#include "report/words.h"
#include "text/utf.h"

namespace jianfu::report {
namespace {

using engine::Bilingual;
using engine::DiffReport;
using engine::DiffSide;
using engine::DiffState;
using engine::Same;

constexpr size_t kShownEvidence = 3, kMostEvidence = 120;  // pieces of a function, bytes of one

class Words {
 public:
  Words(const DiffReport& diff, const WriteOptions& options) : diff_(diff), options_(options) {}

  DiffDocument document() {
    out_.title = diff_.path.empty() ? say(Phrase::diff_title) : say(Phrase::diff_title_inside, {shown(diff_.path)});
    const bool both = diff_.before && diff_.after;
    if (both) add_warnings();
    add_outcome();
    if (both) add_identity();
    add_major();
    add_functions();
    if (both) add_lists();
    tell_rest(both);
    for (const DiffReport& inner : diff_.nested) {
      if (!inner.no_change()) out_.inside.push_back(document_of(inner, options_));
    }
    return std::move(out_);
  }

 private:
  std::string say(Phrase id, const std::vector<std::string>& args = {}) const { return phrase(id, options_.lang, args); }
  std::string shown(std::string_view text) const { return text::displayable(options_.unmask ? std::string(text) : masked(text)); }
  std::string shown(const Bilingual& text) const { return shown(text.in(options_.lang)); }
  std::string labelled(Phrase label, const std::string& text) const { return say(Phrase::diff_labelled, {say(label), text}); }
  std::string arrow(std::string before, std::string after) const {
    if (before.empty()) before = say(Phrase::diff_empty);
    if (after.empty()) after = say(Phrase::diff_empty);
    return say(Phrase::diff_arrow, {before, after});
  }
  template <typename Value>
  std::string worded(Value value) const { return std::string(word(value, options_.lang)); }
  std::string joined(const std::vector<std::string>& texts) const {
    std::string out;
    for (const std::string& text : texts) out += (out.empty() ? "" : core::render(Msg::report_comma, options_.lang)) + text;
    return out;
  }

  // ---- what comes first ----
  void add_warnings() {
    const platforms::Package &before = diff_.before->package, &after = diff_.after->package;
    if (diff_.id == Same::kDiffers) out_.warnings.push_back(say(Phrase::diff_other_app, {shown(before.id), shown(after.id)}));
    if (diff_.kind == Same::kDiffers) out_.warnings.push_back(say(Phrase::diff_other_kind, {shown(before.kind), shown(after.kind)}));
    if (diff_.signer == Same::kDiffers) out_.warnings.push_back(say(Phrase::diff_other_signer));
    if (diff_.ruleset == Same::kDiffers) out_.warnings.push_back(say(Phrase::diff_other_rules));
    for (const auto& [side, name] : {std::pair{&*diff_.before, Phrase::diff_old}, std::pair{&*diff_.after, Phrase::diff_new}}) {
      if (side->unread)
        out_.warnings.push_back(say(Phrase::diff_unread, {say(name), shown(*side->unread)}));
      else if (!side->assessed)
        out_.warnings.push_back(say(Phrase::diff_not_assessed, {say(name)}));
    }
  }

  void add_outcome() {
    if (!diff_.before) out_.outcome.push_back(say(Phrase::diff_inside_came));
    if (!diff_.after) out_.outcome.push_back(say(Phrase::diff_inside_went));
    if ((diff_.before && diff_.before->unread) || (diff_.after && diff_.after->unread)) return;
    if (diff_.no_change()) {
      const bool bytes = diff_.bytes == Same::kDiffers;
      out_.outcome.push_back(say(bytes ? Phrase::diff_no_change_bytes : Phrase::diff_no_change));
      return;
    }
    size_t counts[4] = {};
    for (const engine::FunctionChange& change : diff_.functions) ++counts[static_cast<size_t>(change.state)];
    const size_t changed = counts[static_cast<size_t>(DiffState::kChanged)] + counts[static_cast<size_t>(DiffState::kMoved)];
    out_.outcome.push_back(diff_.major.empty() ? say(Phrase::diff_major_none)
                                               : say(Phrase::diff_major_some, {std::to_string(diff_.major.size())}));
    out_.outcome.push_back(say(Phrase::diff_tally, {std::to_string(counts[static_cast<size_t>(DiffState::kAdded)]),
                                                    std::to_string(counts[static_cast<size_t>(DiffState::kRemoved)]),
                                                    std::to_string(changed), std::to_string(diff_.functions_unchanged)}));
  }

  // ---- identity ----
  void add_row(Phrase label, const std::string& before, const std::string& after) {
    if (!before.empty() || !after.empty()) out_.rows.push_back({say(label), before, after, before != after});
  }
  std::string signers(const platforms::Package& package) const {
    std::vector<std::string> out;
    for (const platforms::Signer& signer : package.signer) {
      const std::string one = shown(signer.subject) + " SHA-256 " + signer.sha256;
      if (std::find(out.begin(), out.end(), one) == out.end()) out.push_back(one);
    }
    return joined(out);
  }
  std::string read(const DiffSide& side) const {
    const evidence::Coverage& c = side.coverage;
    return say(Phrase::diff_read_of, {grouped(c.entries), grouped(c.read), grouped(c.skipped), grouped(c.opaque), std::to_string(side.gaps)});
  }
  void add_identity() {
    const DiffSide &before = *diff_.before, &after = *diff_.after;
    const auto row = [&](Phrase label, auto of) {
      add_row(label, before.unread ? "" : of(before), after.unread ? "" : of(after));
    };
    add_row(Phrase::diff_row_file, shown(before.package.path), shown(after.package.path));
    out_.rows.back().differs = false;  // where a file lies says nothing
    row(Phrase::diff_row_name, [this](const DiffSide& side) { return shown(side.package.name); });
    row(Phrase::diff_row_id, [this](const DiffSide& side) { return shown(side.package.id); });
    row(Phrase::diff_row_version, [this](const DiffSide& side) { return shown(side.package.version); });
    row(Phrase::diff_row_kind, [this](const DiffSide& side) { return shown(package_kind(side.package.kind, options_.lang)); });
    row(Phrase::diff_row_size, [this](const DiffSide& side) {  // of folders none is known
      return side.package.size == 0 ? "" : core::render(Msg::report_bytes, options_.lang, {grouped(side.package.size)});
    });
    row(Phrase::diff_row_sha256, [](const DiffSide& side) { return side.package.sha256; });
    row(Phrase::diff_row_signer, [this](const DiffSide& side) { return signers(side.package); });
    row(Phrase::diff_row_scope, [this](const DiffSide& side) { return scope_told(side.scope, options_.lang); });
    row(Phrase::diff_row_ruleset, [this](const DiffSide& side) { return shown(side.tool.ruleset_name + " " + side.tool.ruleset_version) + " " + side.tool.ruleset_digest; });
    row(Phrase::diff_row_read, [this](const DiffSide& side) { return read(side); });
    row(Phrase::diff_row_verdict, [this](const DiffSide& side) { return worded(side.verdict); });
  }

  // ---- sections ----
  void add_section(Phrase title, std::vector<DiffItem> items) {
    if (items.empty())
      same_.push_back(say(title));
    else
      out_.sections.push_back({say(title), std::move(items)});
  }

  // Those of packages inside stand with these.
  void add_major() {
    if (!diff_.path.empty() || diff_.major.empty()) return;
    std::vector<DiffItem> items;
    for (const engine::MajorChange& change : diff_.major) {
      std::vector<std::string> basis;
      for (const engine::CitationView& citation : change.citations)
        basis.push_back(shown(citation.number) + " " + shown(citation.provision_title));
      std::string head = say(Phrase::diff_labelled, {shown(change.title), shown(change.subject)});
      if (!change.place.empty()) head += core::render(Msg::report_aside, options_.lang, {shown(change.place)});
      items.push_back({DiffItem::kChanged, std::move(head), {labelled(Phrase::diff_label_reason, shown(change.reason)), labelled(Phrase::diff_label_basis, joined(basis))}, true});
    }
    add_section(Phrase::diff_section_major, std::move(items));
  }

  std::string screen(const engine::ModuleView& module) const {
    const std::string id = shown(module.id), title = shown(module.title);
    if (id.empty()) return std::string(module_word(module.kind, options_.lang));
    return title.empty() ? id : title + core::render(Msg::report_aside, options_.lang, {id});
  }
  std::string declared(const engine::Finding& finding) const {
    if (!finding.declared) return say(Phrase::diff_no_declaration);
    if (finding.declared->state == engine::DeclaredView::kUndeclared) return say(Phrase::diff_undeclared);
    return say(finding.declared->mandatory ? Phrase::diff_declared_mandatory : Phrase::diff_declared);
  }
  std::string signals(const std::vector<engine::SignalView>& all) const {
    std::vector<std::string> out;
    for (const engine::SignalView& signal : all) out.push_back(shown(signal.id) + " " + shown(signal.title));
    return joined(out);
  }
  void add_evidence(const engine::Finding& finding, std::vector<std::string>& more) const {
    std::vector<std::string> pieces;
    for (const engine::EvidenceView& view : finding.evidence) {
      if (pieces.size() == kShownEvidence) break;
      const evidence::Location& at = view.item.at;
      const std::string place = shown(at.entry) + (at.line == 0 ? "" : ":" + std::to_string(at.line));
      const std::string piece = say(Phrase::diff_evidence, {text::displayable(excerpt(view, kMostEvidence, options_.unmask).text), place});
      if (std::find(pieces.begin(), pieces.end(), piece) == pieces.end()) pieces.push_back(piece);
    }
    if (!pieces.empty()) more.push_back(labelled(Phrase::diff_label_evidence, joined(pieces)));
  }

  void add_differences(const engine::FunctionChange& change, std::vector<std::string>& more) const {
    const engine::Finding &before = *change.before, &after = *change.after;
    const auto differs = [&](Phrase label, const std::string& was, const std::string& is) {
      if (was != is) more.push_back(labelled(label, arrow(was, is)));
    };
    if (before.module.id != after.module.id || before.module.kind != after.module.kind)
      differs(Phrase::diff_label_screen, screen(before.module), screen(after.module));
    else
      more.push_back(labelled(Phrase::diff_label_screen, screen(after.module)));
    differs(Phrase::diff_label_verdict, worded(before.verdict), worded(after.verdict));
    differs(Phrase::diff_label_presence, worded(before.presence), worded(after.presence));
    differs(Phrase::diff_label_coercion, worded(before.coercion), worded(after.coercion));
    differs(Phrase::diff_label_exemption, worded(before.exemption), worded(after.exemption));
    differs(Phrase::diff_label_declared, declared(before), declared(after));
    if (!change.signals_came.empty()) more.push_back(labelled(Phrase::diff_label_came, signals(change.signals_came)));
    if (!change.signals_went.empty()) more.push_back(labelled(Phrase::diff_label_went, signals(change.signals_went)));
  }

  void add_doubt(const engine::FunctionChange& change, std::vector<std::string>& more) const {
    const bool before = !change.before;  // the side that lacks it
    if (change.doubt == engine::Doubt::kHidden) more.push_back(say(before ? Phrase::diff_hidden_before : Phrase::diff_hidden_after));
    if (change.doubt == engine::Doubt::kNoRule) more.push_back(say(before ? Phrase::diff_no_rule_before : Phrase::diff_no_rule_after));
  }

  DiffItem item_of(const engine::FunctionChange& change) const {
    constexpr std::array<Phrase, 4> kStates = {Phrase::diff_came, Phrase::diff_went, Phrase::diff_changed, Phrase::diff_moved};
    constexpr std::array<DiffItem::Mark, 4> kMarks = {DiffItem::kCame, DiffItem::kWent, DiffItem::kChanged, DiffItem::kChanged};
    const engine::Finding& finding = change.after ? *change.after : *change.before;
    DiffItem out;
    out.mark = kMarks[static_cast<size_t>(change.state)];
    out.worse = change.worse;
    out.head = say(Phrase::diff_function, {say(kStates[static_cast<size_t>(change.state)]), shown(finding.title), shown(finding.rule_id), worded(finding.verdict)});
    if (change.before && change.after)
      add_differences(change, out.more);
    else
      out.more.push_back(labelled(Phrase::diff_label_screen, screen(finding.module)));
    add_evidence(finding, out.more);
    add_doubt(change, out.more);
    if (change.worse) out.more.push_back(labelled(Phrase::diff_label_question, shown(finding.question)));
    if (finding.waiver && !finding.waiver->expired) out.more.push_back(say(Phrase::diff_waived, {shown(finding.waiver->basis)}));
    return out;
  }

  void add_functions() {
    std::vector<DiffItem> items;
    for (const engine::FunctionChange& change : diff_.functions) items.push_back(item_of(change));
    add_section(Phrase::diff_section_functions, std::move(items));
  }

  void add_lists() {
    add_required();
    add_results();
    add_rules();
    add_gaps();
    add_tricks();
    add_names(Phrase::diff_section_permissions, diff_.permissions);
    add_names(Phrase::diff_section_sdks, diff_.sdks);
    add_pages();
    if (diff_.endpoints) add_names(Phrase::diff_section_endpoints, *diff_.endpoints);
  }
  void add_required() {
    std::vector<DiffItem> items;
    for (const engine::RequiredChange& change : diff_.required) {
      DiffItem item{DiffItem::kChanged, shown(change.after->title), {}, change.worse};
      const engine::Bilingual was = grade_told(*change.before), is = grade_told(*change.after);
      if (!was.zh.empty() && !is.zh.empty()) item.more.push_back(arrow(shown(was), shown(is)));
      item.more.push_back(labelled(Phrase::diff_label_verdict, arrow(worded(change.before->verdict), worded(change.after->verdict))));
      if (change.worse) item.more.push_back(labelled(Phrase::diff_label_question, shown(change.after->question)));
      items.push_back(std::move(item));
    }
    add_section(Phrase::diff_section_required, std::move(items));
  }
  void add_results() {
    std::vector<DiffItem> items;
    for (const engine::RuleChange& change : diff_.results) {
      items.push_back({DiffItem::kChanged, say(Phrase::diff_labelled, {shown(change.title), arrow(worded(change.before), worded(change.after))}), {},
                       change.after == engine::Verdict::kNotDetermined && change.before < change.after});
    }
    add_section(Phrase::diff_section_results, std::move(items));
  }
  void add_rules() {
    if (diff_.rules_before_only.empty() && diff_.rules_after_only.empty()) return;
    std::vector<DiffItem> items;
    for (const std::string& rule : diff_.rules_after_only) items.push_back({DiffItem::kCame, shown(rule), {say(Phrase::diff_rule_came)}});
    for (const std::string& rule : diff_.rules_before_only) items.push_back({DiffItem::kWent, shown(rule), {say(Phrase::diff_rule_went)}});
    add_section(Phrase::diff_section_rules, std::move(items));
  }
  std::string gap(const engine::GapView& view) const {
    std::string out = worded(view.gap.why);
    const std::string what = view.what.zh.empty() && view.what.en.empty() ? shown(view.gap.detail) : shown(view.what);
    if (!what.empty()) out = say(Phrase::diff_labelled, {out, what});
    if (!view.gap.entry.empty()) out += core::render(Msg::report_aside, options_.lang, {shown(view.gap.entry)});
    return out;
  }
  void add_gaps() {
    std::vector<DiffItem> items;
    for (const engine::GapView& view : diff_.gaps_came) items.push_back({DiffItem::kCame, gap(view), {}});
    for (const engine::GapView& view : diff_.gaps_went) items.push_back({DiffItem::kWent, gap(view), {}});
    add_section(Phrase::diff_section_gaps, std::move(items));
  }
  // Somebody has to say why a new version bears what the old one did not.
  void add_tricks() {
    const auto add = [this](std::vector<DiffItem>& to, DiffItem::Mark mark, const platforms::Trick& trick) {
      const std::string place = shown(trick_places(trick, options_.lang)) + core::render(Msg::report_aside, options_.lang, {shown(trick_name(trick))});
      to.push_back({mark, shown(trick_told(trick, options_.lang)), {labelled(Phrase::tricks_place, place)}, mark == DiffItem::kCame});
    };
    std::vector<DiffItem> items;
    for (const platforms::Trick& trick : diff_.tricks_came) add(items, DiffItem::kCame, trick);
    for (const platforms::Trick& trick : diff_.tricks_went) add(items, DiffItem::kWent, trick);
    add_section(Phrase::tricks_title, std::move(items));
  }
  void add_names(Phrase title, const engine::ListChange& list) {
    std::vector<DiffItem> items;
    for (const std::string& name : list.added) items.push_back({DiffItem::kCame, shown(name), {}});
    for (const std::string& name : list.removed) items.push_back({DiffItem::kWent, shown(name), {}});
    add_section(title, std::move(items));
  }
  void add_pages() {
    const auto page = [this](const std::string& id, const std::string& title) {
      return title.empty() ? shown(id) : shown(id) + core::render(Msg::report_aside, options_.lang, {title});
    };
    std::vector<DiffItem> items;
    for (const engine::ScreenView& one : diff_.pages.added) items.push_back({DiffItem::kCame, page(one.id, shown(one.title)), {}});
    for (const engine::ScreenView& one : diff_.pages.removed) items.push_back({DiffItem::kWent, page(one.id, shown(one.title)), {}});
    for (const engine::PageChange& one : diff_.pages.renamed)
      items.push_back({DiffItem::kChanged, page(one.id, arrow(shown(one.before), shown(one.after))), {}});
    add_section(Phrase::diff_section_pages, std::move(items));
    if (diff_.pages.cut) out_.notes.push_back(say(Phrase::diff_pages_cut));
  }

  void tell_rest(bool both) {
    if (both && !diff_.before->unread && !diff_.after->unread) {
      if (!same_.empty()) out_.notes.push_back(say(Phrase::diff_same_sections, {joined(same_)}));
      if (!diff_.endpoints) out_.notes.push_back(say(Phrase::diff_not_compared, {say(Phrase::diff_section_endpoints)}));
    }
    if (diff_.path.empty()) out_.notes.push_back(say(Phrase::diff_static_note));
  }

  const DiffReport& diff_;
  const WriteOptions& options_;
  DiffDocument out_;
  std::vector<std::string> same_;  // sections that hold nothing
};

}  // namespace

DiffDocument document_of(const DiffReport& diff, const WriteOptions& options) {
  return Words(diff, options).document();
}

}  // namespace jianfu::report
