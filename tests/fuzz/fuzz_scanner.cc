// The scanner against plain search: literals up to the first empty line, then the item.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "text/normalise.h"
#include "text/regex.h"
#include "text/scanner.h"
#include "text/utf.h"

namespace {

constexpr size_t kMaxLiterals = 64;  // plain search is slow

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

size_t count(const std::vector<std::string>& literals, const std::string& text) {
  size_t out = 0;
  for (size_t i = 0; i < literals.size(); ++i) {
    if (literals[i].size() < 2 ||
        std::find(literals.begin(), literals.begin() + static_cast<std::ptrdiff_t>(i), literals[i]) !=
            literals.begin() + static_cast<std::ptrdiff_t>(i))
      continue;
    for (size_t at = text.find(literals[i]); at != std::string::npos; at = text.find(literals[i], at + 1))
      ++out;
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace jianfu::text;
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  std::vector<std::string> literals;
  while (!rest.empty() && literals.size() < kMaxLiterals) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (line.empty()) break;
    literals.push_back(lowered(line));
  }
  const Scanner scanner(literals);
  std::vector<Scanner::Hit> hits;
  scanner.find_all(rest, hits);
  if (hits.size() != count(literals, lowered(rest))) std::abort();
  const bool expected = !hits.empty() || count(literals, normal_form(from_mutf8(rest))) > 0;
  if (scanner.hit(rest) != expected) std::abort();
  if (!literals.empty()) inspect_regex(literals[0]);
  return 0;
}

std::vector<std::string> seeds() {
  return {
      "打卡\nsignin\n分\ndk\ncom.example\n\n立即打 卡 doSignIn 積分 JDK com.Example \xed\xa0\xb5\xed\xb0\x83",
      "aa\naaaa\naaaaaaaaa\n\naaaaaaaaaaaaaaaa", "(签到|打卡)\\d*[a-c]{2,3}x?\n到\n\n签<br>到\u200B3分"};
}
