#include "platforms/uniapp/bundle.h"

#include <cstdint>
#include <vector>

#include "formats/js/js.h"

namespace jianfu::platforms::uniapp {
namespace {

constexpr std::string_view kDefinePage = "__definePage";
constexpr uint32_t kNone = UINT32_MAX;         // no page yet
constexpr uint32_t kSeveral = UINT32_MAX - 1;  // more than one

struct Node {
  uint32_t page = kNone;
  std::vector<uint32_t> asks_for;
};

class Survey final : public formats::js::Sink {
 public:
  void on_literal(const formats::js::Literal& literal) override {
    if (literal.callee == kDefinePage && literal.argument == 0 && literal.property.empty() &&
        !literal.is_key) {
      page_ = static_cast<uint32_t>(pages_.size());
      pages_.emplace_back(literal.text);
    }
  }
  void on_call(const formats::js::Call& call) override {
    if (call.callee == kDefinePage) {
      page_ = kNone;
    } else if (call.arguments.size() == 1 && call.arguments.front().name.empty() &&
               formats::js::is_hashed_id(call.arguments.front().value)) {
      asks_.push_back({open_.empty() ? kNone : open_.back(), page_, call.arguments.front().value});
    }
  }
  void on_identifier(std::string_view, uint32_t, uint32_t) override {}
  void on_module(std::string_view name, uint32_t) override {
    open_.push_back(formats::js::is_hashed_id(name) ? node(name) : kNone);
  }
  void on_module_end() override {
    if (!open_.empty()) open_.pop_back();
  }
  void on_require(std::string_view, uint32_t) override {}

  BundleMap result() {
    spread();
    BundleMap out;
    for (const auto& [id, index] : ids_) {
      const uint32_t page = nodes_[index].page;
      out.page_of.emplace(id, page < pages_.size() ? pages_[page] : std::string());
    }
    return out;
  }

 private:
  struct Ask {
    uint32_t module;  // that asks
    uint32_t page;    // that is registered with it, or kNone
    std::string id;
  };

  uint32_t node(std::string_view id) {
    const auto [at, made] = ids_.emplace(std::string(id), static_cast<uint32_t>(nodes_.size()));
    if (made) nodes_.emplace_back();
    return at->second;
  }

  // A module takes one page, then "several": each is looked at three times at most.
  void spread() {
    std::vector<uint32_t> changed;
    const auto give = [&](uint32_t to, uint32_t page) {
      Node& node = nodes_[to];
      if (node.page == page || node.page == kSeveral) return;
      node.page = node.page == kNone ? page : kSeveral;
      changed.push_back(to);
    };
    for (const Ask& ask : asks_) {
      const auto to = ids_.find(ask.id);
      if (to != ids_.end() && ask.page == kNone && ask.module != kNone)
        nodes_[ask.module].asks_for.push_back(to->second);
    }
    for (const Ask& ask : asks_) {
      const auto to = ids_.find(ask.id);
      if (to != ids_.end() && ask.page != kNone) give(to->second, ask.page);
    }
    while (!changed.empty()) {
      const uint32_t at = changed.back();
      changed.pop_back();
      for (const uint32_t to : nodes_[at].asks_for) give(to, nodes_[at].page);
    }
  }

  std::map<std::string, uint32_t, std::less<>> ids_;
  std::vector<Node> nodes_;
  std::vector<std::string> pages_;
  std::vector<Ask> asks_;
  std::vector<uint32_t> open_;
  uint32_t page_ = kNone;
};

}  // namespace

BundleMap map_bundle(std::string_view source, const Limits& limits) {
  Survey survey;
  formats::js::read(source, limits, survey);
  return survey.result();
}

}  // namespace jianfu::platforms::uniapp
