// How long scripts take, for scripts/bench: js_bench FILE… answers each line of its input ("tokenise",
// "read") with the microseconds of processor time that one pass over all files takes, which are in memory.
// js_bench --tokens FILE prints the tokens of one, for acorn_check.mjs: kind, first byte, byte behind it, and
// of strings a hash of what they stand for.
#include <ctime>
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
  for (;;) {
    for (const formats::js::Token& token : tokeniser.next_pieces()) {
      if (token.kind == formats::js::TokenKind::kEnd) return seen;
      seen += token.text.size();
    }
  }
}

uint64_t events_of(const std::string& source) {
  Ignore sink;
  formats::js::read(source, Limits{}, sink);
  return sink.seen;
}

int print_tokens(const std::string& source) {
  using formats::js::TokenKind;
  formats::js::Tokeniser tokeniser(source, Limits{});
  for (auto token = tokeniser.next_piece(); token.kind != TokenKind::kEnd; token = tokeniser.next_piece()) {
    uint32_t hash = 0x811C9DC5;  // FNV-1a
    if (token.kind == TokenKind::kString) {
      for (const char c : token.text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x01000193;
    }
    std::cout << static_cast<int>(token.kind) << ' ' << token.offset << ' ' << token.end() << ' ' << hash
              << '\n';
  }
  return 0;
}

std::string text_of(const char* file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

int main(int count, char** files) {
  if (count == 3 && std::string_view(files[1]) == "--tokens") return print_tokens(text_of(files[2]));
  std::vector<std::string> sources;
  for (int i = 1; i < count; ++i) sources.push_back(text_of(files[i]));
  uint64_t seen = 0;  // so that nothing is left out as unused
  for (std::string what; std::getline(std::cin, what);) {
    const std::clock_t begin = std::clock();
    for (const std::string& source : sources) seen += what == "read" ? events_of(source) : tokens_of(source);
    const auto time = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    std::cout << static_cast<uint64_t>(time * 1e6) << ' ' << seen << std::endl;
  }
  return 0;
}
