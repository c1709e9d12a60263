#include "formats/lua/lua.h"

#include <string>

#include "io/byte_reader.h"

namespace jianfu::formats::lua {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kMagic = "\x1BLua"sv;
constexpr std::string_view kTail = "\x19\x93\r\n\x1a\n"sv;  // since 5.2: shows conversions of line ends
constexpr uint32_t kNesting = 200;  // the compiler allows functions no deeper than this

class Reader {
 public:
  Reader(std::string_view bytes, const Limits& limits, const Found& found)
      : in_(bytes), limits_(limits), found_(found) {}

  std::vector<Defect> read() {
    in_.seek(kMagic.size());
    version_ = in_.le<uint8_t>();
    in_.skip(1);  // format
    read_header();
    // Numbers of no bytes would be counts that cost nothing.
    if (int_ < 1 || int_ > 8 || size_ < 1 || size_ > 8) in_.skip(UINT64_MAX);
    if (in_.ok()) read_function(0);
    std::vector<Defect> out;
    if (strings_over_ > 0) {
      out.push_back(
          {GapReason::kLimit, {Msg::limit_reached, {"strings", std::to_string(limits_.items)}}, 0, 0});
    }
    if (too_deep_)
      out.push_back({GapReason::kLimit,
                     {Msg::limit_reached, {"functions", std::to_string(kNesting)}},
                     in_.offset(),
                     in_.remaining()});
    if (!in_.ok()) out.push_back(in_.defect());
    return out;
  }

 private:
  void read_header() {
    if (version_ <= 0x52) {
      big_ = in_.le<uint8_t>() == 0;
      int_ = in_.le<uint8_t>();
      size_ = in_.le<uint8_t>();
      instruction_ = in_.le<uint8_t>();
      number_ = in_.le<uint8_t>();
      in_.skip(version_ == 0x52 ? 1 + kTail.size() : 1);  // integral numbers
      integer_ = number_;
      return;
    }
    in_.skip(kTail.size());
    if (version_ == 0x53) {
      int_ = in_.le<uint8_t>();
      size_ = in_.le<uint8_t>();
    }
    instruction_ = in_.le<uint8_t>();
    integer_ = in_.le<uint8_t>();
    number_ = in_.le<uint8_t>();
    // 0x5678 in the machine's order, then 370.5.
    const std::string_view order = in_.take(integer_);
    big_ = !order.empty() && order.front() == 0;
    in_.skip(number_ + 1u);  // and the count of upvalues of the main function
  }

  uint64_t number_of(uint64_t bytes) {
    uint64_t out = 0;
    const std::string_view raw = in_.take(bytes);
    for (size_t i = 0; i < raw.size() && i < 8; ++i) {
      const unsigned char c = static_cast<unsigned char>(big_ ? raw[i] : raw[raw.size() - 1 - i]);
      out = out << 8 | c;
    }
    return out;
  }
  // Since 5.4: seven bits a byte, the highest first, the last byte marked.
  uint64_t varint() {
    uint64_t out = 0;
    for (int i = 0; i < 10 && in_.ok(); ++i) {
      const uint8_t byte = in_.le<uint8_t>();
      out = out << 7 | (byte & 0x7Fu);
      if ((byte & 0x80) != 0) return out;
    }
    return UINT64_MAX;
  }
  uint64_t count() { return version_ >= 0x54 ? varint() : number_of(int_); }

  // `count` items of `bytes`: past the end when they do not fit.
  void skip_items(uint64_t items, uint64_t bytes) {
    in_.skip(bytes != 0 && items > in_.remaining() / bytes ? UINT64_MAX : items * bytes);
  }

  std::string_view text() {
    uint64_t size = 0;
    if (version_ <= 0x52) {
      size = number_of(size_);
      const std::string_view raw = in_.take(size);
      return raw.empty() ? raw : raw.substr(0, raw.size() - 1);  // NUL at its end
    }
    if (version_ == 0x53) {
      size = in_.le<uint8_t>();
      if (size == 0xFF) size = number_of(size_);
    } else {
      size = varint();
    }
    return size == 0 ? std::string_view{} : in_.take(size - 1);
  }

  void read_constants() {
    const uint64_t items = count();
    for (uint64_t i = 0; i < items && in_.ok(); ++i) {
      const uint8_t type = in_.le<uint8_t>();
      if ((type & 0x0F) == 4) {
        tell(text());
      } else if ((type & 0x0F) == 3) {
        // Two kinds of numbers since 5.3, whose marks 5.4 swapped.
        const bool integer = version_ == 0x53 ? type == 0x13 : version_ >= 0x54 && type == 0x03;
        in_.skip(integer ? integer_ : number_);
      } else if (type == 1 && version_ < 0x54) {
        in_.skip(1);
      }
    }
  }

  void tell(std::string_view text) {
    if (text.empty()) return;
    if (++strings_ > limits_.items) {
      ++strings_over_;
      return;
    }
    found_({text, static_cast<uint64_t>(text.data() - in_.bytes().data())});
  }

  void read_function(uint32_t depth) {
    if (version_ != 0x52) text();  // of which file
    skip_lines();
    in_.skip(version_ == 0x51 ? 4 : 3);  // upvalues, parameters, variadic, stack
    skip_items(count(), instruction_);
    read_constants();
    if (version_ >= 0x53) skip_items(count(), version_ >= 0x54 ? 3 : 2);  // upvalues
    read_functions(depth);
    if (version_ == 0x52) {
      skip_items(count(), 2);
      text();
    }
    read_debug();
  }

  // From where to where something goes.
  void skip_lines() {
    if (version_ < 0x54) return in_.skip(2u * int_);
    varint();
    varint();
  }

  void read_functions(uint32_t depth) {
    const uint64_t items = count();
    for (uint64_t i = 0; i < items && in_.ok() && !too_deep_; ++i) {
      if (depth >= kNesting) {
        too_deep_ = true;
        return;
      }
      read_function(depth + 1);
    }
  }

  void read_debug() {
    if (too_deep_) return;
    skip_items(count(), version_ >= 0x54 ? 1 : int_);  // lines
    if (version_ >= 0x54) {
      for (uint64_t items = count(); items > 0 && in_.ok(); --items) skip_lines();
    }
    for (uint64_t items = count(); items > 0 && in_.ok(); --items) {  // local variables, from where to where
      text();
      skip_lines();
    }
    for (uint64_t items = count(); items > 0 && in_.ok(); --items) text();  // names of upvalues
  }

  io::ByteReader in_;
  const Limits& limits_;
  const Found& found_;
  uint8_t version_ = 0;
  bool big_ = false;
  uint8_t int_ = 4, size_ = 8, instruction_ = 4, number_ = 8, integer_ = 8;
  uint64_t strings_ = 0, strings_over_ = 0;
  bool too_deep_ = false;
};

}  // namespace

bool looks_like(std::string_view bytes) {
  return bytes.starts_with(kMagic);
}
bool looks_like_luajit(std::string_view bytes) {
  return bytes.starts_with("\x1BLJ"sv);
}

Result<std::vector<Defect>> read(std::string_view bytes, const Limits& limits, const Found& found) {
  if (!looks_like(bytes)) return Error{ErrorKind::kNotThisKind, {Msg::bad_magic, {"1B 4C 75 61", "…"}}, {}};
  const unsigned version = bytes.size() > 4 ? static_cast<unsigned char>(bytes[4]) : 0;
  if (version < 0x51 || version > 0x54) {
    return Error{ErrorKind::kUnsupported,
                 {Msg::lua_version, {std::to_string(version >> 4) + "." + std::to_string(version & 15)}},
                 {}};
  }
  return Reader(bytes, limits, found).read();
}

}  // namespace jianfu::formats::lua
