#include "formats/identify.h"

#include <algorithm>
#include <array>
#include <string>

namespace jianfu::formats {
namespace {

using namespace std::string_view_literals;

struct Magic {
  size_t at;
  std::string_view bytes;
  FileKind kind;
};

// Longest and strongest first.
constexpr std::array kMagics = {
    Magic{0, "PK\x03\x04"sv, FileKind::kZip},
    Magic{0, "PK\x05\x06"sv, FileKind::kZip},
    Magic{0, "PK\x07\x08"sv, FileKind::kZip},
    Magic{0, "dex\n03"sv, FileKind::kDex},
    Magic{0, "dex\n04"sv, FileKind::kDex},
    Magic{0, "cdex"sv, FileKind::kCompactDex},
    Magic{0, "dey\n"sv, FileKind::kCompactDex},
    Magic{0, "V1MMWX"sv, FileKind::kWxapkgEncrypted},
    Magic{0, "TPKG"sv, FileKind::kTpkg},
    Magic{0, "\xC6\x1F\xBC\x03\xC1\x03\x19\x1F"sv, FileKind::kHermes},
    Magic{0, "PANDA\0\0\0"sv, FileKind::kAbc},
    Magic{0, "bplist"sv, FileKind::kBinaryPlist},
    Magic{0,
          "\x7F"
          "ELF"sv,
          FileKind::kElf},
    Magic{0, "\xCF\xFA\xED\xFE"sv, FileKind::kMachO},
    Magic{0, "\xCE\xFA\xED\xFE"sv, FileKind::kMachO},
    Magic{0, "\xCA\xFE\xBA\xBE"sv, FileKind::kMachO},
    Magic{0, "SQLite format 3\0"sv, FileKind::kSqlite},
    Magic{0, "\0asm"sv, FileKind::kWasm},
    Magic{0, "\x89PNG"sv, FileKind::kImage},
    Magic{0, "\xFF\xD8\xFF"sv, FileKind::kImage},
    Magic{0, "GIF8"sv, FileKind::kImage},
    Magic{0, "BM"sv, FileKind::kImage},
    Magic{8, "WEBP"sv, FileKind::kImage},
    Magic{8, "WAVE"sv, FileKind::kMedia},
    Magic{4, "ftyp"sv, FileKind::kMedia},
    Magic{0, "OggS"sv, FileKind::kMedia},
    Magic{0, "ID3"sv, FileKind::kMedia},
    Magic{0, "#!AMR"sv, FileKind::kMedia},
    Magic{0, "OTTO"sv, FileKind::kFont},
    Magic{0, "\0\x01\0\0\0"sv, FileKind::kFont},
    Magic{0, "wOFF"sv, FileKind::kFont},
    Magic{0, "wOF2"sv, FileKind::kFont},
    Magic{0, "\x1F\x8B"sv, FileKind::kArchive},
    Magic{0, "\x28\xB5\x2F\xFD"sv, FileKind::kArchive},
    Magic{0,
          "\xFD"
          "7zXZ"sv,
          FileKind::kArchive},
    Magic{0, "7z\xBC\xAF"sv, FileKind::kArchive},
    Magic{0, "Rar!"sv, FileKind::kArchive},
    Magic{257, "ustar"sv, FileKind::kArchive},
};

constexpr std::array kNames = {
    KindName{FileKind::kUnknown, "未知格式的文件", "a file of unknown format"},
    KindName{FileKind::kEmpty, "空文件", "an empty file"},
    KindName{FileKind::kZip, "ZIP 压缩包", "a zip archive"},
    KindName{FileKind::kDex, "单独的 DEX 代码文件", "a bare DEX code file"},
    KindName{FileKind::kCompactDex, "ODEX/compact DEX 代码文件", "an ODEX or compact DEX file"},
    KindName{FileKind::kAxml, "单独的 Android 二进制 XML", "a bare Android binary XML file"},
    KindName{FileKind::kArsc, "单独的 Android 资源表", "a bare Android resource table"},
    KindName{FileKind::kWxapkg, "微信小程序包", "a WeChat mini-program package"},
    KindName{FileKind::kWxapkgEncrypted, "加密的微信小程序包（V1MMWX）",
             "an encrypted WeChat mini-program package (V1MMWX)"},
    KindName{FileKind::kTpkg, "字节系小程序包（TPKG）", "a ByteDance mini-program package (TPKG)"},
    KindName{FileKind::kHermes, "Hermes 字节码", "Hermes bytecode"},
    KindName{FileKind::kAbc, "鸿蒙方舟字节码", "HarmonyOS ark bytecode"},
    KindName{FileKind::kBinaryPlist, "二进制 plist", "a binary property list"},
    KindName{FileKind::kElf, "ELF 动态库", "an ELF library"},
    KindName{FileKind::kMachO, "Mach-O 或 Java class 文件", "a Mach-O or Java class file"},
    KindName{FileKind::kSqlite, "SQLite 数据库", "an SQLite database"},
    KindName{FileKind::kArchive, "其他压缩格式的文件", "an archive of another format"},
    KindName{FileKind::kImage, "图片", "a picture"},
    KindName{FileKind::kMedia, "音视频文件", "a media file"},
    KindName{FileKind::kFont, "字体文件", "a font"},
    KindName{FileKind::kWasm, "WebAssembly 模块", "a WebAssembly module"},
    KindName{FileKind::kText, "文本文件", "a text file"},
};

constexpr std::array kSkippedEndings = {
    ".png"sv, ".jpg"sv, ".jpeg"sv, ".gif"sv,  ".webp"sv,  ".bmp"sv, ".ico"sv, ".svga"sv,
    ".mp3"sv, ".mp4"sv, ".wav"sv,  ".ogg"sv,  ".m4a"sv,   ".aac"sv, ".amr"sv, ".webm"sv,
    ".3gp"sv, ".ttf"sv, ".otf"sv,  ".woff"sv, ".woff2"sv, ".eot"sv, ".ttc"sv, ".flac"sv,
};

bool looks_like_axml(std::string_view head) {
  return head.size() >= 12 && (head.starts_with("\x03\0\x08\0"sv) || head.substr(8, 4) == "\x01\0\x1C\0"sv);
}

bool looks_like_wxapkg(std::string_view head) {
  return head.size() >= 18 && head[0] == '\xBE' && (head[13] == '\xED' || head[17] == '\xED');
}

bool looks_like_text(std::string_view head) {
  const auto odd = std::count_if(head.begin(), head.end(), [](char c) {
    const unsigned char u = static_cast<unsigned char>(c);
    return u < 0x20 && u != '\n' && u != '\r' && u != '\t' && u != '\f' && u != 0x1b;
  });
  return static_cast<size_t>(odd) * 20 <= head.size();
}

}  // namespace

FileKind identify(std::string_view head) {
  if (head.empty()) return FileKind::kEmpty;
  for (const Magic& magic : kMagics) {
    if (head.size() >= magic.at + magic.bytes.size() &&
        head.substr(magic.at, magic.bytes.size()) == magic.bytes)
      return magic.kind;
  }
  if (head.starts_with("\x02\0\x0C\0"sv)) return FileKind::kArsc;
  if (looks_like_wxapkg(head)) return FileKind::kWxapkg;
  if (looks_like_axml(head)) return FileKind::kAxml;
  return looks_like_text(head) ? FileKind::kText : FileKind::kUnknown;
}

KindName describe(FileKind kind) {
  return kNames[static_cast<size_t>(kind)];
}

bool is_skipped(FileKind kind) {
  return kind == FileKind::kImage || kind == FileKind::kMedia || kind == FileKind::kFont;
}

bool is_skipped_name(std::string_view name) {
  std::string lower(name.substr(name.size() > 8 ? name.size() - 8 : 0));
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return std::any_of(kSkippedEndings.begin(), kSkippedEndings.end(),
                     [&](std::string_view ending) { return lower.ends_with(ending); });
}

}  // namespace jianfu::formats
