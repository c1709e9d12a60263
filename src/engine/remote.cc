#include "engine/remote.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace jianfu::engine {
namespace {

using evidence::Evidence;
using evidence::EvidenceSet;
using evidence::Gap;
using evidence::Kind;
using evidence::kNoModule;
using evidence::Module;
using evidence::ModuleKind;
using evidence::Owner;

// Kinds of remote.yaml that web views become.
constexpr std::string_view kShell = "web-shell", kPage = "web-page", kUnknownPage = "web-unknown",
                           kDocument = "web-document";
// "web-view url=https://…": an address that stands in a class which loads a page (docs/evidence.md).
constexpr std::string_view kWebFact = "web-view url=";
constexpr size_t kShownAddresses = 5;

bool is_foreign(Owner owner) {
  return owner == Owner::kThirdParty;
}

bool is_remote_address(std::string_view text) {
  return text.starts_with("http://") || text.starts_with("https://");
}

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (size_t i = 0; i < texts.size() && i < kShownAddresses; ++i) out += (i == 0 ? "" : ", ") + texts[i];
  if (texts.size() > kShownAddresses) out += " … (" + std::to_string(texts.size()) + ")";
  return out;
}

void add_once(std::vector<std::string>& texts, std::string_view text) {
  if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.emplace_back(text);
}

class Finder {
 public:
  Finder(EvidenceSet& set, const RemoteMarks& marks, const KnownCalls& calls)
      : set_(set), remote_(marks.remote), marks_(marks), calls_(calls) {}

  void find() {
    find_mechanisms();
    find_web_views();
  }

 private:
  struct Place {
    bool found = false;
    std::string entry, symbol;
    void set(std::string_view in, std::string_view at) {
      if (!found) entry = in, symbol = at;
      found = true;
    }
  };
  struct WebView {
    std::vector<std::string> pages, documents;
    bool unknown = false;  // a call whose address is not written beside it
    Place place;
  };

  void add_fact(std::string text, const Place& place, uint32_t module) {
    Evidence item;
    item.kind = Kind::kFact;
    item.text = std::move(text);
    item.module = module;
    item.at.entry = place.entry;
    item.at.symbol = place.symbol;
    set_.evidence.push_back(std::move(item));
    ++set_.coverage.items[static_cast<size_t>(Kind::kFact)];
  }

  void add_gap(const rules::RemoteKind& kind, std::string name, const Place& place, uint32_t module) {
    Gap gap;
    gap.why = GapReason::kRemote;
    gap.what = {Msg::gap_mechanism,
                {core::bilingual(kind.title.in(Lang::kZh), kind.title.in(Lang::kEn)), std::move(name),
                 core::bilingual(kind.leaves.in(Lang::kZh), kind.leaves.in(Lang::kEn))}};
    gap.entry = place.entry;
    gap.module = module;
    gap.hides = kind.hides;
    gap.ask_zh = kind.ask.zh;
    gap.ask_en = kind.ask.en;
    set_.gaps.push_back(std::move(gap));
  }

  // ---- mechanisms ----

  // Files and classes show that a framework is there, whoever's code it is; calls count in own code, because
  // every second library could load code.
  void find_mechanisms() {
    std::vector<Place> places(remote_.mechanisms.size());
    for (const Module& module : set_.modules) {
      if (module.kind == ModuleKind::kLayout || module.kind == ModuleKind::kResources) continue;
      marks_.classes.find(module.id, [&](uint32_t m) {
        places[m].set(module.place, module.id);
        return true;
      });
    }
    for (const Evidence& item : set_.evidence) {
      if (item.kind == Kind::kFact && item.text.starts_with(kFileFact)) {
        marks_.files.find(std::string_view(item.text).substr(kFileFact.size()),
                          [&](uint32_t m) { places[m].set(item.at.entry, ""); });
      } else if (item.kind == Kind::kCall && !is_foreign(owner_of(set_, item))) {
        calls_.mechanisms(item.text, [&](uint32_t m) { places[m].set(item.at.entry, item.at.symbol); });
      }
    }
    for (uint32_t m = 0; m < remote_.mechanisms.size(); ++m) {
      if (!places[m].found) continue;
      add_fact("remote " + remote_.mechanisms[m].id, places[m], kNoModule);
      add_gap(remote_.kinds[remote_.mechanisms[m].kind], remote_.mechanisms[m].name, places[m], kNoModule);
    }
  }

  // ---- web views ----

  const rules::RemoteKind* kind(std::string_view id) const {
    const auto at = std::find_if(remote_.kinds.begin(), remote_.kinds.end(),
                                 [&](const rules::RemoteKind& one) { return one.id == id; });
    return at == remote_.kinds.end() ? nullptr : &*at;
  }

  bool is_document(std::string_view address) const {
    std::string lower(address);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return std::any_of(remote_.documents.begin(), remote_.documents.end(),
                       [&](const std::string& word) { return lower.find(word) != std::string::npos; });
  }
  bool is_local(std::string_view address) const {
    return std::any_of(remote_.local.begin(), remote_.local.end(),
                       [&](const std::string& one) { return fits(one, address); });
  }

  void take_address(WebView& view, std::string_view address) const {
    if (is_remote_address(address)) add_once(is_document(address) ? view.documents : view.pages, address);
  }

  std::map<uint32_t, WebView> web_views() const {
    std::map<uint32_t, WebView> out;
    for (const Evidence& item : set_.evidence) {
      if (item.module == kNoModule || is_foreign(owner_of(set_, item))) continue;
      if (item.kind == Kind::kCall && calls_.shows_page(item.text)) {
        WebView& view = out[item.module];
        view.place.set(item.at.entry, item.at.symbol);
        bool told = false;
        for (const evidence::Argument& argument : item.arguments) {
          told = told || is_remote_address(argument.value) || is_local(argument.value);
          take_address(view, argument.value);
        }
        view.unknown = view.unknown || !told;
      }
    }
    for (const Evidence& item : set_.evidence) {
      if (item.kind != Kind::kFact || !item.text.starts_with(kWebFact)) continue;
      const auto view = out.find(item.module);
      if (view == out.end()) continue;
      take_address(view->second, std::string_view(item.text).substr(kWebFact.size()));
      view->second.unknown = false;
    }
    return out;
  }

  // Screens of the app's own, and how many steps lead to a module from where the program starts.
  size_t own_screens() const {
    return static_cast<size_t>(std::count_if(
        set_.modules.begin(), set_.modules.end(),
        [](const Module& module) { return module.kind == ModuleKind::kPage && !is_foreign(module.owner); }));
  }
  std::vector<bool> first_screens() const {
    constexpr uint32_t kFar = UINT32_MAX;
    std::vector<std::vector<uint32_t>> next(set_.modules.size());
    for (const evidence::Edge& edge : set_.edges) {
      if (edge.from < next.size() && edge.to < next.size()) next[edge.from].push_back(edge.to);
    }
    std::vector<uint32_t> steps(set_.modules.size(), kFar);
    std::deque<uint32_t> open;
    for (uint32_t m = 0; m < set_.modules.size(); ++m) {
      if (set_.modules[m].entry && set_.modules[m].kind == ModuleKind::kPage) steps[m] = 0, open.push_back(m);
    }
    for (; !open.empty(); open.pop_front()) {
      const uint32_t from = open.front();
      if (steps[from] == remote_.shell_hops) continue;
      for (const uint32_t to : next[from]) {
        if (steps[to] == kFar) steps[to] = steps[from] + 1, open.push_back(to);
      }
    }
    std::vector<bool> out(steps.size());
    std::transform(steps.begin(), steps.end(), out.begin(), [](uint32_t count) { return count != kFar; });
    return out;
  }

  void find_web_views() {
    const std::map<uint32_t, WebView> views = web_views();
    if (views.empty()) return;
    if (const auto shell = shell_among(views); shell != views.end())
      return add_shell(views, shell->second.place);
    std::vector<std::string> unknown, documents;
    Place unknown_place;
    for (const auto& [module, view] : views) {
      for (const std::string& address : view.pages)
        add_fact("remote web-page " + address, view.place, module);
      for (const std::string& address : view.documents)
        add_fact("remote web-document " + address, view.place, module);
      if (!view.pages.empty()) {
        if (const rules::RemoteKind* page = kind(kPage))
          add_gap(*page, joined(view.pages), view.place, module);
      } else if (view.unknown) {
        add_once(unknown, set_.modules[module].id);
        unknown_place.set(view.place.entry, view.place.symbol);
      }
      for (const std::string& address : view.documents) add_once(documents, address);
    }
    if (const rules::RemoteKind* one = kind(kUnknownPage); one != nullptr && !unknown.empty()) {
      add_fact("remote web-unknown", unknown_place, kNoModule);
      add_gap(*one, joined(unknown), unknown_place, kNoModule);
    }
    if (const rules::RemoteKind* one = kind(kDocument); one != nullptr && !documents.empty())
      add_gap(*one, joined(documents), views.begin()->second.place, kNoModule);
  }

  // A web view among the first screens of an app that has hardly a screen besides.
  std::map<uint32_t, WebView>::const_iterator shell_among(const std::map<uint32_t, WebView>& views) const {
    if (remote_.shell_screens == 0 || own_screens() > remote_.shell_screens) return views.end();
    const std::vector<bool> first = first_screens();
    return std::find_if(views.begin(), views.end(),
                        [&](const auto& view) { return !view.second.pages.empty() && first[view.first]; });
  }

  void add_shell(const std::map<uint32_t, WebView>& views, const Place& place) {
    const rules::RemoteKind* shell = kind(kShell);
    if (shell == nullptr) return;
    std::vector<std::string> pages;
    for (const auto& [module, view] : views) {
      for (const std::string& address : view.pages) add_once(pages, address);
    }
    for (const std::string& address : pages) add_fact("remote web-shell " + address, place, kNoModule);
    add_gap(*shell, joined(pages), place, kNoModule);
  }

  EvidenceSet& set_;
  const rules::Remote& remote_;
  const RemoteMarks& marks_;
  const KnownCalls& calls_;
};

}  // namespace

RemoteMarks::RemoteMarks(const rules::Remote& of) : remote(of) {
  for (uint32_t m = 0; m < remote.mechanisms.size(); ++m) {
    for (const std::string& file : remote.mechanisms[m].files) files.add(file, m);
    for (const std::string& name : remote.mechanisms[m].classes) classes.add(name, m);
  }
}

void find_remote(EvidenceSet& set, const RemoteMarks& marks, const KnownCalls& calls) {
  Finder(set, marks, calls).find();
}

}  // namespace jianfu::engine
