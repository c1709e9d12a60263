// Words of identifiers, and that a phrase found in them shows in the normal form by one of its literals.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "text/normalise.h"
#include "text/tokens.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace jianfu::text;
  const std::string_view identifier(reinterpret_cast<const char*>(data), size);
  const std::vector<std::string> words = tokens_of(identifier);
  const bool empty_word =
      std::any_of(words.begin(), words.end(), [](const std::string& w) { return w.empty(); });
  if (empty_word) std::abort();
  if (!words.empty() && !holds_phrase(words, words)) std::abort();
  const std::string normal = normal_form(identifier);
  for (size_t i = 0; i + 1 < words.size() && i < 50; ++i) {
    const std::vector<std::string> phrase(words.begin() + static_cast<std::ptrdiff_t>(i),
                                          words.begin() + static_cast<std::ptrdiff_t>(i) + 2);
    const std::vector<std::string> literals = phrase_literals(phrase);
    const auto occurs = [&normal](const std::string& literal) {
      return normal.find(literal) != std::string::npos;
    };
    if (!holds_phrase(words, phrase) || std::none_of(literals.begin(), literals.end(), occurs)) std::abort();
  }
  return 0;
}

std::vector<std::string> seeds() {
  return {"/pages/userSignIN/HTTPServer2_checkInput-签到.簽到?a=1&amp;b=%20",
          "Lcom/Example$1ABCd;->naïveカード\u200Bx\xff", "Ａb\u0301C\u00ADdE__ⅧⅨx"};
}
