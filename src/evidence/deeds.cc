#include "evidence/deeds.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <utility>

namespace jianfu::evidence {
namespace {

constexpr std::string_view kMark = "deed";
constexpr size_t kMost = 20'000;     // of one file
constexpr size_t kMostNames = 2000;  // that one module tells others

using Function = std::pair<uint32_t, std::string_view>;

// Of the calls of one file: who calls whom, and what leads to a screen.
class Calls {
 public:
  explicit Calls(const std::vector<Deed>& deeds) : deeds_(deeds) {
    for (size_t d = 0; d < deeds.size(); ++d) {
      of_[{deeds[d].module, deeds[d].function}].push_back(d);
      if (deeds[d].page == kNoModule) called_.insert({deeds[d].module, deeds[d].callee});
    }
  }

  bool known(const Function& function) const { return of_.count(function) != 0; }
  bool called(const Function& function) const { return called_.count(function) != 0; }

  // Deeds that follow when the function runs, in the same module.
  std::vector<size_t> follow(const std::vector<Function>& from) const {
    std::vector<size_t> out;
    std::set<Function> seen(from.begin(), from.end());
    std::vector<Function> open(seen.begin(), seen.end());
    for (size_t i = 0; i < open.size(); ++i) {
      const auto deeds = of_.find(open[i]);
      if (deeds == of_.end()) continue;
      for (const size_t d : deeds->second) {
        out.push_back(d);
        const Function next{deeds_[d].module, deeds_[d].callee};
        if (deeds_[d].page == kNoModule && seen.insert(next).second) open.push_back(next);
      }
    }
    return out;
  }

 private:
  const std::vector<Deed>& deeds_;
  std::map<Function, std::vector<size_t>> of_;
  std::set<Function> called_;
};

}  // namespace

void Deeds::add(Deed deed) {
  if (deeds_.size() < kMost) deeds_.push_back(std::move(deed));
}

// Of what begins: the screens opened and the functions called that are not here. Of the others: the screens that each
// opens in the end.
void Deeds::flush(Collector& out) {
  const Calls calls(deeds_);
  std::map<std::pair<uint32_t, Deed::When>, std::vector<Function>> begins;
  std::set<Function> openers;
  for (const Deed& deed : deeds_) {
    const Function function{deed.module, deed.function};
    Deed::When when = deed.when;
    if (when == Deed::When::kWhenUncalled && !calls.called(function)) when = Deed::When::kStart;
    if (when == Deed::When::kStart || when == Deed::When::kGuard) begins[{deed.module, when}].push_back(function);
    if (deed.page != kNoModule && deed.when != Deed::When::kOnDemand) openers.insert(function);
  }
  std::set<std::pair<uint32_t, std::string>> told;
  for (const auto& [begin, functions] : begins) {
    told.clear();
    for (const size_t d : calls.follow(functions)) {
      Deed deed = deeds_[d];
      if (deed.page == kNoModule && calls.known({deed.module, deed.callee})) continue;
      if (!told.insert({deed.page, deed.callee}).second || told.size() > kMostNames) continue;
      deed.function.clear();
      deed.when = begin.second;
      tell_deed(out, deed);
    }
  }
  told.clear();
  for (const Deed& deed : deeds_) {
    if (openers.empty() || deed.function.empty() || told.size() > kMostNames) break;
    if (!told.insert({deed.module, deed.function}).second) continue;
    for (const size_t d : calls.follow({{deed.module, deed.function}})) {
      if (deeds_[d].page == kNoModule || deeds_[d].when == Deed::When::kOnDemand) continue;
      Deed one = deed;
      one.when = Deed::When::kCalled;
      one.page = deeds_[d].page;
      one.callee.clear();
      tell_deed(out, one);
    }
  }
  deeds_.clear();
}

void tell_deed(Collector& out, const Deed& deed) {
  Evidence item;
  item.kind = Kind::kFact;
  item.text = kMark;
  item.module = deed.module;
  item.arguments = {{"function", deed.function},
                    {"when", std::to_string(static_cast<unsigned>(deed.when))},
                    deed.page == kNoModule ? Argument{"calls", deed.callee}
                                           : Argument{"opens", std::to_string(deed.page)}};
  out.set().evidence.push_back(std::move(item));
}

std::vector<Deed> take_deeds(EvidenceSet& set) {
  std::vector<Deed> out;
  const auto number = [](const std::string& text) {
    uint32_t value = kNoModule;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
  };
  const auto is_deed = [](const Evidence& item) {
    return item.kind == Kind::kFact && item.text == kMark && item.arguments.size() == 3;
  };
  for (const Evidence& item : set.evidence) {
    if (!is_deed(item) || item.module >= set.modules.size()) continue;
    Deed deed;
    deed.module = item.module;
    deed.function = item.arguments[0].value;
    deed.when = static_cast<Deed::When>(std::min<uint32_t>(number(item.arguments[1].value), 4));
    if (item.arguments[2].name == "calls")
      deed.callee = item.arguments[2].value;
    else
      deed.page = number(item.arguments[2].value);
    if (deed.page == kNoModule || deed.page < set.modules.size()) out.push_back(std::move(deed));
  }
  set.evidence.erase(std::remove_if(set.evidence.begin(), set.evidence.end(), is_deed), set.evidence.end());
  return out;
}

}  // namespace jianfu::evidence
