#include "engine/view.h"

#include "evidence/pressed.h"

namespace jianfu::engine {
namespace {

std::string replaced(std::string text, std::string_view name, const std::string& value) {
  for (size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + value.size()))
    text.replace(at, name.size(), value);
  return text;
}

}  // namespace

// Of a class its own name, for reading; ids of other modules are paths.
std::string short_name(const std::string& id) {
  return id.find('/') == std::string::npos ? id.substr(id.rfind('.') + 1) : id;
}

Bilingual reason_of(const rules::RuleSet& rules, const match::CancelledHit& hit) {
  switch (hit.why) {
    case match::Cancelled::kNegated:
      return {core::render(Msg::counter_negated, Lang::kZh), core::render(Msg::counter_negated, Lang::kEn)};
    case match::Cancelled::kQuotesNorm:
      return {core::render(Msg::counter_quotes, Lang::kZh), core::render(Msg::counter_quotes, Lang::kEn)};
    case match::Cancelled::kClosed:
      return rules.after_reason;
    case match::Cancelled::kPolicy:
      return rules.policy_reason;
    case match::Cancelled::kOtherMeaning:
      break;
  }
  if (hit.set < rules.term_sets.size() && !rules.term_sets[hit.set].reason.zh.empty())
    return rules.term_sets[hit.set].reason;
  return {core::render(Msg::counter_meaning, Lang::kZh), core::render(Msg::counter_meaning, Lang::kEn)};
}

EvidenceView view_of(const match::Session& session, uint32_t item, const std::vector<match::Span>& marks,
                     std::string because) {
  const evidence::Evidence& found = session.set().evidence[item];
  EvidenceView out{found, {}, {}, std::move(because), {}, marks};
  out.item.owner = match::owner_of(session.set(), found);
  if (found.module != evidence::kNoModule) out.module = session.set().modules[found.module].id;
  if (found.dormant) out.flags.emplace_back("dormant");
  if (found.required) out.flags.emplace_back("required");
  if (evidence::is_pressed(found)) {
    out.flags.emplace_back(evidence::kPressed);
    std::erase_if(out.item.arguments, [](const auto& one) { return one.name == evidence::kPressed; });
  }
  return out;
}

EvidenceView view_of(const match::Session& session, const match::CancelledHit& hit) {
  EvidenceView out = view_of(session, hit.item, hit.spans, "");
  if (hit.why == match::Cancelled::kNegated || hit.why == match::Cancelled::kClosed) out.flags.emplace_back("negated");
  if (hit.why == match::Cancelled::kQuotesNorm) out.flags.emplace_back("quotes-the-norm");
  out.reason = reason_of(session.matcher().rules(), hit);
  return out;
}

std::vector<CitationView> citations_of(const rules::RuleSet& rules, const rules::Rule& rule) {
  return citations_of(rules, rule.citations);
}

std::vector<CitationView> citations_of(const rules::RuleSet& rules, const std::vector<rules::Citation>& citations) {
  std::vector<CitationView> out;
  for (const rules::Citation& citation : citations) {
    const rules::Norm& norm = rules.norms[citation.norm];
    CitationView view{norm.id, norm.title, norm.number, citation.provision, {}, {}, {}};
    for (const rules::Provision& provision : norm.provisions) {
      if (provision.key != citation.provision) continue;
      view.provision_title = provision.title;
      view.confidence = provision.confidence;
      if (provision.verified) view.article = provision.article;
    }
    out.push_back(std::move(view));
  }
  return out;
}

ModuleView module_of(const match::Session& session, const match::Unit& unit) {
  if (unit.main == evidence::kNoModule) return {"package", "", "", evidence::Reach::kYes};
  const evidence::Module& module = session.set().modules[unit.main];
  return {std::string(evidence::kModuleKindNames[static_cast<size_t>(module.kind)]), module.id, module.title,
          module.reach};
}

Bilingual with_module(const Bilingual& text, const ModuleView& module) {
  const std::string name = module.title.empty() ? short_name(module.id) : module.title;
  return {replaced(text.zh, "{module}", name), replaced(text.en, "{module}", name)};
}

}  // namespace jianfu::engine
