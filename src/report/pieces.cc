#include "report/pieces.h"

#include <algorithm>
#include <tuple>

#include "report/words.h"

namespace jianfu::report {
namespace {

using engine::EvidenceView;

bool same_place(const EvidenceView& a, const EvidenceView& b) {
  const auto key = [](const evidence::Location& at) { return std::tie(at.entry, at.line, at.column, at.offset); };
  return key(a.item.at) == key(b.item.at) && a.module == b.module;
}

bool is_capability(const EvidenceView& view) {
  return view.item.kind == evidence::Kind::kApi || view.item.kind == evidence::Kind::kCall;
}

bool same_piece(const EvidenceView& a, const EvidenceView& b) {
  return a.item.kind == b.item.kind && a.item.text == b.item.text && a.reason.zh == b.reason.zh && same_place(a, b);
}

void add_marks(EvidenceView& to, const EvidenceView& from) {
  for (const auto& mark : from.marks) {
    const bool known = std::any_of(to.marks.begin(), to.marks.end(), [&](const auto& one) {
      return one.first <= mark.first && mark.second <= one.second;
    });
    if (!known) to.marks.push_back(mark);
  }
  std::sort(to.marks.begin(), to.marks.end());
}

void add_once(std::vector<std::string>& to, std::string_view one) {
  if (std::find(to.begin(), to.end(), one) == to.end()) to.emplace_back(one);
}

}  // namespace

std::vector<Piece> pieces_of(const std::vector<EvidenceView>& views) {
  std::vector<Piece> out;
  for (const EvidenceView& view : views) {
    const auto known = std::find_if(out.begin(), out.end(), [&](const Piece& piece) {
      return same_piece(piece.view, view) ||
             (is_capability(piece.view) && is_capability(view) && same_place(piece.view, view));
    });
    const bool made = known == out.end();
    if (made) out.push_back({view, {}});
    Piece& piece = made ? out.back() : *known;
    if (!made) add_marks(piece.view, view);
    if (view.item.kind == evidence::Kind::kApi) add_once(piece.capabilities, view.item.text);
  }
  return out;
}

std::vector<std::string> capability_words(const Piece& piece, Lang lang) {
  std::vector<std::string> out;
  for (const std::string& name : piece.capabilities) add_once(out, capability_word(name, lang));
  return out;
}

}  // namespace jianfu::report
