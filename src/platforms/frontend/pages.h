// The pages of a front-end project, as its configuration lists them: path, title, component file, and where
// that is written. uni-app: pages.json; Taro, mpvue, wepy: the configuration of the program and of each page.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "evidence/collector.h"
#include "formats/json/json.h"
#include "platforms/frontend/project.h"

namespace jianfu::platforms::frontend {

// A text with its place.
struct Said {
  std::string text;  // UTF-8; empty when nothing is said
  std::string entry;
  uint32_t line = 0, column = 0;
};

struct Page {
  std::string path;  // as routes name it, without '/': "pages/sign/index"
  std::string file;  // its component; empty when it is not there
  Said title;
  std::vector<Said> labels;  // buttons and hints of its title bar
  std::string entry;         // where the list names it
  uint32_t line = 0;
};

struct PageList {
  std::vector<Page> pages;
  std::string entry_page;  // path; the first page when nothing says another
  Said title;              // of pages without one
  std::string entry;       // the configuration of the program
  formats::json::Value config;
  std::vector<std::pair<std::string, std::string>> easycom;  // pattern → file as written
};

// What cannot be read of a configuration goes to `out` as gaps.
PageList read_pages(const Project& project, const Limits& limits, evidence::Collector& out);

}  // namespace jianfu::platforms::frontend
