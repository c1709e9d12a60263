// One cheap look over a whole dex when it is opened: counts what is unreadable, as one defect a kind, and
// finds the point up to which reading everything stays within fair_work(). Offsets may overlap, so that a
// small file describes unlimited text, code or annotations. The three are counted apart, so that one cannot
// hide the others.
#pragma once

#include "formats/dex/dex.h"

namespace jianfu::formats::dex {

class Survey {
 public:
  Survey(Dex& dex, const Limits& limits) : dex_(dex), limits_(limits) {}
  void run();

 private:
  void strings();
  void order_of_strings();
  void find_texts();
  void classes();
  void values();
  bool members(uint32_t index, uint64_t& work);
  void report(std::string_view zh, std::string_view en, uint32_t unreadable, uint32_t of, uint64_t at);
  void report_limit(std::string_view zh, std::string_view en, uint32_t left_out);

  Dex& dex_;
  const Limits& limits_;
  uint32_t broken_classes_ = 0, unreadable_methods_ = 0, methods_ = 0;
};

}  // namespace jianfu::formats::dex
