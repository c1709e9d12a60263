// Apps with a label: what business each is for, and of which template it was made. Two of one business are written by
// different hands: other words, other pages, other fields; two of one template share all that the template brings, its
// texts and screens too. Written after what the apps of counties and offices look like from inside.
#pragma once

#include <string>
#include <vector>

namespace jianfu::tests {

struct LabelledApp {
  std::string name;      // of the file: "mini-village"
  std::string business;  // "village"
  std::string made_of;   // template: "T1"
  std::string bytes, ending;
};

std::vector<LabelledApp> labelled_apps();

}  // namespace jianfu::tests
