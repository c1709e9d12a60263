// UTF-8: one walk over runs of printable characters, each judged while it is walked.
#include "formats/carve/carve.h"

#include <algorithm>
#include <array>

#include "formats/carve/density.h"
#include "text/utf.h"

namespace jianfu::formats::carve {
namespace {

constexpr size_t kAscii = 4, kHan = 2, kMinority = 4;  // in a row
constexpr size_t kWhole = 1024;                        // longer runs are files, not strings: line by line
constexpr uint64_t kReach = 256;  // how far a run may begin before the window that it is found in

bool printable_ascii(unsigned char c) {
  return (c >= 0x20 && c < 0x7F) || c == '\t' || c == '\n' || c == '\r';
}

// Letters of Arabic (Uyghur, Kazakh), Tibetan and Mongolian.
bool minority(char32_t c) {
  return (c >= 0x0620 && c < 0x0700) || (c >= 0x0F00 && c < 0x0FBD) || (c >= 0x1820 && c < 0x18AB);
}

// Beyond ASCII: no controls, private use, noncharacters or replacement characters.
bool printable(char32_t c) {
  if (c < 0xA0 || (c >= 0xE000 && c < 0xF900) || c >= 0xF0000) return false;
  return c != 0xFFFD && (c & 0xFFFE) != 0xFFFE && !(c >= 0xFFF0 && c < 0xFFFC) &&
         !(c >= 0xFDD0 && c < 0xFDF0);
}

// How many of each stand in a row, and whether that was ever enough.
class Judge {
 public:
  void ascii(size_t count) {
    good_ |= count >= kAscii;
    han_ = minority_ = 0;
  }
  void beyond(char32_t c) {
    han_ = text::is_han(c) ? han_ + 1 : 0;
    minority_ = minority(c) ? minority_ + 1 : 0;
    good_ |= han_ >= kHan || minority_ >= kMinority;
  }
  bool good() const { return good_; }

 private:
  size_t han_ = 0, minority_ = 0;
  bool good_ = false;
};

// Moves `at` behind the printable run that begins there.
bool walk_run(std::string_view bytes, uint64_t& at) {
  Judge judge;
  while (at < bytes.size()) {
    const uint64_t begin = at;
    while (at < bytes.size() && printable_ascii(static_cast<unsigned char>(bytes[at]))) ++at;
    if (at > begin) judge.ascii(at - begin);
    if (at >= bytes.size() || static_cast<unsigned char>(bytes[at]) < 0xC2) break;
    size_t next = at;
    const char32_t c = text::next_code_point(bytes, next);
    if (!printable(c)) break;  // invalid bytes are U+FFFD
    judge.beyond(c);
    at = next;
  }
  return judge.good();
}

class Utf8Carver {
 public:
  Utf8Carver(std::string_view bytes, const Found& found) : bytes_(bytes), density_(bytes), found_(found) {}

  Looked carve() {
    looked_.dense = density_.dense_bytes();
    for (uint64_t at = 0; (at = density_.next_readable(at)) < bytes_.size();) {
      // A run that begins in a dense window and goes on here belongs here.
      const uint64_t reach = at % Density::kWindow == 0 ? std::min(kReach, at - done_) : 0;
      at = carve_from(at - reach, at);
    }
    return looked_;
  }

 private:
  // Runs from `at` on that end behind `border`, to the next dense window; where it stopped.
  uint64_t carve_from(uint64_t at, uint64_t border) {
    while (at < bytes_.size()) {
      if (at >= border && density_.dense_at(at)) break;
      const uint64_t begin = at;
      const bool good = walk_run(bytes_, at);
      if (good && at > border) hand_over(begin, bytes_.substr(begin, at - begin));
      at = std::max(at, begin + 1);
    }
    done_ = at;
    return at;
  }

  void hand_over(uint64_t begin, std::string_view run) {
    if (run.size() <= kWhole) return tell(begin, run);
    for (size_t at = 0; at < run.size();) {
      const size_t end = std::min(run.find_first_of("\r\n", at), run.size());
      uint64_t walked = 0;
      const std::string_view line = run.substr(at, end - at);
      if (walk_run(line, walked)) tell(begin + at, line);
      at = end + 1;
    }
  }

  void tell(uint64_t offset, std::string_view text) {
    ++looked_.strings;
    found_(text, offset);
  }

  std::string_view bytes_;
  Density density_;
  const Found& found_;
  uint64_t done_ = 0;
  Looked looked_;
};

}  // namespace

Looked utf8(std::string_view bytes, const Found& found) {
  return Utf8Carver(bytes, found).carve();
}

}  // namespace jianfu::formats::carve
