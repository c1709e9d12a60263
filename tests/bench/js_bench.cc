// How long scripts take, for scripts/bench: js_bench FILE… answers each line of its input ("tokenise", "read") with the
// nanoseconds of one pass over all files, which are in memory.
#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "formats/js/js.h"

using namespace jianfu;

namespace {

class Ignore final : public formats::js::Sink {
 public:
  void on_literal(const formats::js::Literal& literal) override { seen += literal.text.size(); }
  void on_call(const formats::js::Call& call) override { seen += call.arguments.size(); }
  void on_identifier(std::string_view name, uint32_t, uint32_t) override { seen += name.size(); }
  void on_module(std::string_view, uint32_t) override {}
  void on_require(std::string_view, uint32_t) override {}

  uint64_t seen = 0;
};

uint64_t tokens_of(const std::string& source) {
  formats::js::Tokeniser tokeniser(source, Limits{});
  uint64_t seen = 0;
  for (auto token = tokeniser.next_piece(); token.kind != formats::js::TokenKind::kEnd; token = tokeniser.next_piece())
    seen += token.text.size();
  return seen;
}

uint64_t events_of(const std::string& source) {
  Ignore sink;
  formats::js::read(source, Limits{}, sink);
  return sink.seen;
}

}  // namespace

int main(int count, char** files) {
  std::vector<std::string> sources;
  for (int i = 1; i < count; ++i) {
    std::ifstream in(files[i], std::ios::binary);
    sources.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  uint64_t seen = 0;  // so that nothing is left out as unused
  for (std::string what; std::getline(std::cin, what);) {
    const auto begin = std::chrono::steady_clock::now();
    for (const std::string& source : sources) seen += what == "read" ? events_of(source) : tokens_of(source);
    const auto time = std::chrono::steady_clock::now() - begin;
    std::cout << std::chrono::duration_cast<std::chrono::nanoseconds>(time).count() << ' ' << seen << std::endl;
  }
  return 0;
}
