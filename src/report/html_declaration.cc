#include "report/html_declaration.h"

#include "report/html_finding.h"

namespace jianfu::report {
namespace {

using engine::IdentityView;
using engine::SpecialView;

Html compared(const Voice& voice, const IdentityView& one) {
  return voice.both([&](Lang lang) {
    const std::string field = voice.plain(one.field, lang), declared = voice.plain(one.declared);
    switch (one.state) {
      case IdentityView::kSame: return core::render(Msg::report_same, lang, {field, declared});
      case IdentityView::kDiffers: return core::render(Msg::report_differs, lang, {field, declared, voice.plain(one.found)});
      case IdentityView::kUnknown: break;
    }
    return core::render(Msg::report_not_compared, lang, {field, declared});
  });
}

std::string said_of(const SpecialView& one, const std::string& name, Lang lang) {
  switch (one.state) {
    case SpecialView::kFound: return core::render(Msg::report_special_found, lang, {name, std::to_string(one.findings)});
    case SpecialView::kNotFound: return core::render(Msg::report_special_not_found, lang, {name});
    case SpecialView::kNotDetermined: break;
  }
  return core::render(Msg::report_special_unknown, lang, {name});
}

Html special(const Voice& voice, const SpecialView& one) {
  return voice.both([&](Lang lang) {
    return said_of(one, voice.plain(one.title, lang), lang) +
           core::render(Msg::report_aside, lang, {list_of(about_declared(voice, one.declared, lang), lang)});
  });
}

Html list(const std::vector<Html>& items, const Html& none) {
  Html out;
  for (const Html& item : items) out << element("li", item);
  return out.empty() ? none : element("ul", {{"class", "plain"}}, out);
}

Html unit_of(const Voice& voice, const engine::DeclarationView& d) {
  return voice.both([&](Lang lang) {
    std::vector<std::string> about;
    for (const engine::Bilingual* one : {&d.level, &d.kind})
      if (const std::string said = voice.plain(*one, lang); !said.empty()) about.push_back(said);
    const std::string unit = voice.plain(d.unit);
    return about.empty() ? unit : unit + core::render(Msg::report_aside, lang, {list_of(about, lang)});
  });
}

Html functions_of(const Voice& voice, const engine::DeclarationView& d) {
  return voice.both([&](Lang lang) {
    std::vector<std::string> named;
    for (const auto& [name, description] : d.functions)
      named.push_back(voice.plain(name) + (description.empty() ? "" : core::render(Msg::report_aside, lang, {voice.plain(description)})));
    return list_of(named, lang);
  });
}

}  // namespace

Html declaration_of(const Spot& spot, const engine::Report& report) {
  if (!report.declaration) return {};
  const Voice& voice = spot.voice;
  const engine::DeclarationView& d = *report.declaration;
  std::vector<Html> identity, functions;
  for (const IdentityView& one : d.identity) identity.push_back(compared(voice, one));
  for (const SpecialView& one : d.special) functions.push_back(special(voice, one));
  return rows({{voice.say(Msg::report_declaration_file), voice.code(d.file)},
                         {voice.say(Msg::report_declared_unit), unit_of(voice, d)},
                         {voice.say(Msg::report_declared_gov_no), voice.shown(d.gov_no)},
                         {voice.say(Msg::report_declared_icp_no), voice.shown(d.icp_no)},
                         {voice.say(Msg::report_declared_platform), voice.shown(d.platform)},
                         {voice.say(Msg::report_declared_functions), functions_of(voice, d)},
                         {voice.say(Msg::report_compared), list(identity, voice.say(Msg::report_not_declared_identity))},
                         {voice.say(Msg::report_special), list(functions, voice.say(Msg::report_no_special))}});
}

}  // namespace jianfu::report
