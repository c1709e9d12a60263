// Evidence as readers count it: what one place answers to several groups is one piece, with all its hits, and so is a
// call with the capabilities that it stands for.
#pragma once

#include <string>
#include <vector>

#include "engine/report.h"

namespace jianfu::report {

struct Piece {
  engine::EvidenceView view;
  std::vector<std::string> capabilities;  // by name, "location.once"; of a call or capability
};

std::vector<Piece> pieces_of(const std::vector<engine::EvidenceView>& views);
// In the words of a language, each once.
std::vector<std::string> capability_words(const Piece& piece, Lang lang);

}  // namespace jianfu::report
