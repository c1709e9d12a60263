#include "engine/declaration.h"

#include <algorithm>

#include "core/date.h"
#include "engine/form_reader.h"

namespace jianfu::engine {
namespace {

using io::DataNode;

constexpr Msg kLevels[] = {Msg::level_national, Msg::level_provincial, Msg::level_municipal,
                           Msg::level_county,   Msg::level_township,   Msg::level_village};
constexpr Msg kUnitKinds[] = {Msg::unit_administrative, Msg::unit_mass, Msg::unit_institution,
                              Msg::unit_other_institution};
constexpr Msg kAudiences[] = {Msg::audience_internal, Msg::audience_grassroots, Msg::audience_public};

bool all_hex(std::string_view text) {
  return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string plain_hex(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ':' && c != ' ') out += static_cast<char>(c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c);
  }
  return out;
}

class Reader : private FormReader {
 public:
  Reader(const std::string& name, const rules::RuleSet& rules) : FormReader(name), rules_(rules) { out_.declaration.file = name; }

  DeclarationRead read(std::string_view bytes) {
    if (const std::optional<DataNode> root = open(bytes)) declaration(*root);
    out_.problems = take_problems();
    return std::move(out_);
  }

 private:
  void declaration(const DataNode& root) {
    Declaration& d = out_.declaration;
    only_keys(root, {"unit", "app", "filing", "audience", "grassroots_facing", "functions", "special_functions",
                     "similar_apps", "complaint_channels"});
    if (root.find("app") == nullptr) complain(root.at, Msg::data_missing, {"app"});
    if (const DataNode* node = map(root, "unit", {"name", "level", "region", "kind"})) {
      d.unit.name = text(*node, "name");
      d.unit.region = text(*node, "region");
      d.unit.level = word_of(*node, "level", kLevels);
      d.unit.kind = word_of(*node, "kind", kUnitKinds);
    }
    if (const DataNode* node = map(root, "app", {"name", "version", "platform", "package_id", "appid", "sha256", "signing_cert"}))
      app(*node);
    if (const DataNode* node = map(root, "filing", {"gov_no", "icp_no", "date"})) {
      d.filing.gov_no = text(*node, "gov_no");
      d.filing.icp_no = text(*node, "icp_no");
      d.filing.date = formed(*node, "date", Msg::data_form_date, core::is_date);
    }
    for (const DataNode* one : list(root, "audience")) {
      if (const Msg audience = word(*one, "audience", kAudiences); audience != Msg::none) d.audience.push_back(audience);
    }
    d.grassroots_facing = truth(root, "grassroots_facing", false);
    for (const DataNode* one : list(root, "functions")) function(*one);
    for (const DataNode* one : list(root, "special_functions")) special_function(*one);
    d.similar_apps = texts(root, "similar_apps");
    d.complaint_channels = texts(root, "complaint_channels");
  }

  void app(const DataNode& node) {
    DeclaredApp& app = out_.declaration.app;
    app.name = text(node, "name", true);
    app.version = text(node, "version");
    app.platform = text(node, "platform");
    app.package_id = text(node, "package_id");
    app.appid = text(node, "appid");
    app.sha256 = formed(node, "sha256", Msg::data_form_sha256, [](std::string_view hex) { return hex.size() == 64 && all_hex(hex); }, false, plain_hex);
    app.signing_cert = formed(node, "signing_cert", Msg::data_form_certificate,
                              [](std::string_view hex) { return (hex.size() == 64 || hex.size() == 40 || hex.size() == 32) && all_hex(hex); }, false, plain_hex);
  }

  void function(const DataNode& node) {
    if (!is(node, DataNode::kMap, "functions")) return;
    only_keys(node, {"name", "desc"});
    out_.declaration.functions.push_back({text(node, "name", true), text(node, "desc")});
  }

  void special_function(const DataNode& node) {
    if (!is(node, DataNode::kMap, "special_functions")) return;
    only_keys(node, {"kind", "mandatory", "reason", "basis", "scenario", "scope", "modules"});
    SpecialFunction out;
    out.words = text(node, "kind", true);
    out.mandatory = truth(node, "mandatory", true);
    out.reason = text(node, "reason");
    out.basis = text(node, "basis");
    out.scope = text(node, "scope");
    out.modules = texts(node, "modules");
    if (const DataNode* kind = node.find("kind"); kind != nullptr && kind->type == DataNode::kText) out.kind = kind_of(*kind);
    if (const DataNode* scenario = node.find("scenario"); scenario != nullptr && is(*scenario, DataNode::kText, "scenario"))
      out.scene = scene_of(*scenario);
    // A scene without its basis is what an app says of itself; the form asks for the document.
    if (!out.scene.empty() && node.find("basis") == nullptr) complain(node.at, Msg::declaration_no_basis, {out.words});
    out_.declaration.special_functions.push_back(std::move(out));
  }

  // A feature by its id, its title or another of its names; or a rule by its id or title.
  std::string kind_of(const DataNode& node) {
    const std::string& said = node.text;
    for (const rules::Feature& feature : rules_.features) {
      const bool named = said == feature.id || said == feature.title.zh || said == feature.title.en ||
                         std::find(feature.names.begin(), feature.names.end(), said) != feature.names.end();
      if (named) return feature.id;
    }
    for (const rules::Rule& rule : rules_.rules) {
      if (rule.is_absence() || rule.compare != rules::Compare::kNothing) continue;
      if (said == rule.id || said == rule.title.zh || said == rule.title.en) return rule.id;
    }
    complain(node.at, Msg::data_not_one_of, {"kind", known_words(), said});
    return {};
  }
  std::string known_words() const {
    std::string zh, en;
    for (const rules::Feature& feature : rules_.features) {
      zh += (zh.empty() ? "" : "、") + feature.title.zh;
      en += (en.empty() ? "" : ", ") + feature.id;
    }
    return core::bilingual(zh, en);
  }

  std::string scene_of(const DataNode& node) {
    std::string zh, en;
    for (const rules::Scene& scene : rules_.scenes) {
      if (scene.counter) continue;
      if (node.text == scene.id || node.text == scene.title.zh || node.text == scene.title.en) return scene.id;
      zh += scene.title.zh + "、";
      en += scene.title.in(Lang::kEn) + ", ";
    }
    if (is_word(Msg::scene_other, node.text)) return {};
    complain(node.at, Msg::data_not_one_of,
             {"scenario", core::bilingual(zh + core::render(Msg::scene_other, Lang::kZh), en + core::render(Msg::scene_other, Lang::kEn)), node.text});
    return {};
  }

  const rules::RuleSet& rules_;
  DeclarationRead out_;
};

}  // namespace

DeclarationRead read_declaration(std::string_view bytes, const std::string& name, const rules::RuleSet& rules) {
  return Reader(name, rules).read(bytes);
}

}  // namespace jianfu::engine
