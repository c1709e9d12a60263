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
    Magic{36, "\x70\0\0\0\x78\x56\x34\x12"sv, FileKind::kDex},  // its first bytes wiped: header size and byte order are left
    Magic{0, "cdex"sv, FileKind::kCompactDex},
    Magic{0, "dey\n"sv, FileKind::kCompactDex},
    Magic{0, "V1MMWX"sv, FileKind::kWxapkgEncrypted},
    Magic{0, "TPKG"sv, FileKind::kTpkg},
    Magic{0, "TTKS"sv, FileKind::kTpkgPacked},
    Magic{0, "\xC6\x1F\xBC\x03\xC1\x03\x19\x1F"sv, FileKind::kHermes},
    Magic{0, "\x39\xE0\x43\xFC\x3E\xFC\xE6\xE0"sv, FileKind::kHermes},
    Magic{0, "\xE5\xD1\x0B\xFB"sv, FileKind::kRamBundle},
    Magic{0, "PANDA\0\0\0"sv, FileKind::kAbc},
    Magic{0, "Restool"sv, FileKind::kResourcesIndex},
    Magic{0, "NIBArchive"sv, FileKind::kNib},
    Magic{0, "BOMStore"sv, FileKind::kCompiledAssets},
    Magic{0, "bplist"sv, FileKind::kBinaryPlist},
    Magic{0,
          "\x7F"
          "ELF"sv,
          FileKind::kElf},
    Magic{0, "\xCF\xFA\xED\xFE"sv, FileKind::kMachO},
    Magic{0, "\xCE\xFA\xED\xFE"sv, FileKind::kMachO},
    Magic{0, "XABA"sv, FileKind::kDotnetStore},
    Magic{0, "XALZ"sv, FileKind::kDotnetStore},
    Magic{0, "\x90\xAB\xCD\xEF"sv, FileKind::kDartKernel},
    Magic{0, "\xF5\xF5\xDC\xDC"sv, FileKind::kDartSnapshot},
    Magic{0, "\xAF\x1B\xB1\xFA"sv, FileKind::kUnityMetadata},
    Magic{0, "UnityFS\0"sv, FileKind::kUnityBundle},
    Magic{0, "\x1BLua"sv, FileKind::kLua},
    Magic{0, "\x1BLJ"sv, FileKind::kLuaJit},
    Magic{0, "\xDE\x12\x04\x95"sv, FileKind::kGettext},
    Magic{0, "\x95\x04\x12\xDE"sv, FileKind::kGettext},
    Magic{0, "SQLite format 3\0"sv, FileKind::kSqlite},
    Magic{0, "\0asm"sv, FileKind::kWasm},
    Magic{0, "\x89PNG"sv, FileKind::kImage},
    Magic{0, "\xFF\xD8\xFF"sv, FileKind::kImage},
    Magic{0, "GIF8"sv, FileKind::kImage},
    Magic{8, "WEBP"sv, FileKind::kImage},
    Magic{8, "WAVE"sv, FileKind::kMedia},
    Magic{0, "\x1A\x45\xDF\xA3"sv, FileKind::kMedia},
    Magic{0, "fLaC"sv, FileKind::kMedia},
    Magic{0, "FLV\x01"sv, FileKind::kMedia},
    Magic{4, "ftyp"sv, FileKind::kMedia},
    Magic{0, "OggS"sv, FileKind::kMedia},
    Magic{0, "ID3"sv, FileKind::kMedia},
    Magic{0, "#!AMR"sv, FileKind::kMedia},
    Magic{0, "OTTO"sv, FileKind::kFont},
    Magic{0, "\0\x01\0\0\0"sv, FileKind::kFont},
    Magic{0, "wOFF"sv, FileKind::kFont},
    Magic{0, "wOF2"sv, FileKind::kFont},
    Magic{0, "ttcf"sv, FileKind::kFont},
    Magic{0, "%PDF-"sv, FileKind::kPdf},
    Magic{0, "\x1F\x8B\x08"sv, FileKind::kGzip},
    Magic{0, "\x28\xB5\x2F\xFD"sv, FileKind::kZstd},
    Magic{0, "\xFD\x37zXZ"sv, FileKind::kXz},
    Magic{0, "7z\xBC\xAF"sv, FileKind::kSevenZip},
    Magic{0, "Rar!"sv, FileKind::kRar},
    Magic{0, "\x04\x22\x4D\x18"sv, FileKind::kArchive},
    Magic{257, "ustar"sv, FileKind::kTar},
    Magic{0, "\xEF\xBB\xBF"sv, FileKind::kText},
    Magic{0, "\xFF\xFE"sv, FileKind::kText},
    Magic{0, "\xFE\xFF"sv, FileKind::kText},
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
    KindName{FileKind::kTpkgPacked, "压缩的字节系小程序包（TTKS）",
             "a compressed ByteDance mini-program package (TTKS)"},
    KindName{FileKind::kHermes, "Hermes 字节码（React Native）", "Hermes bytecode (React Native)"},
    KindName{FileKind::kRamBundle, "React Native RAM 包", "a React Native RAM bundle"},
    KindName{FileKind::kAbc, "鸿蒙方舟字节码", "HarmonyOS ark bytecode"},
    KindName{FileKind::kResourcesIndex, "鸿蒙资源索引", "a HarmonyOS resource index"},
    KindName{FileKind::kBinaryPlist, "二进制 plist", "a binary property list"},
    KindName{FileKind::kNib, "编译后的 iOS 界面（nib）", "a compiled iOS interface (nib)"},
    KindName{FileKind::kCompiledAssets, "编译后的 iOS 素材（Assets.car）",
             "compiled iOS assets (Assets.car)"},
    KindName{FileKind::kElf, "ELF 动态库", "an ELF library"},
    KindName{FileKind::kMachO, "Mach-O 程序", "a Mach-O program"},
    KindName{FileKind::kPe, "Windows 或 .NET 程序", "a Windows or .NET program"},
    KindName{FileKind::kDotnetStore, "打包的 .NET 程序集", "packed .NET assemblies"},
    KindName{FileKind::kJavaClass, "Java class 文件", "a Java class file"},
    KindName{FileKind::kDartKernel, "Dart 内核文件（Flutter 调试包）",
             "a Dart kernel file (of a Flutter debug build)"},
    KindName{FileKind::kDartSnapshot, "Dart 快照（Flutter）", "a Dart snapshot (Flutter)"},
    KindName{FileKind::kUnityMetadata, "Unity il2cpp 元数据", "Unity il2cpp metadata"},
    KindName{FileKind::kUnityBundle, "Unity 资源包", "a Unity asset bundle"},
    KindName{FileKind::kLua, "Lua 字节码", "Lua bytecode"},
    KindName{FileKind::kLuaJit, "LuaJIT 字节码", "LuaJIT bytecode"},
    KindName{FileKind::kGettext, "gettext 译文表（mo）", "a gettext catalogue (mo)"},
    KindName{FileKind::kSqlite, "SQLite 数据库", "an SQLite database"},
    KindName{FileKind::kGzip, "gzip 压缩文件", "a gzip file"},
    KindName{FileKind::kTar, "tar 归档", "a tar archive"},
    KindName{FileKind::kXz, "xz 压缩文件", "an xz file"},
    KindName{FileKind::kZstd, "zstd 压缩文件", "a zstd file"},
    KindName{FileKind::kBzip2, "bzip2 压缩文件", "a bzip2 file"},
    KindName{FileKind::kSevenZip, "7z 压缩包", "a 7z archive"},
    KindName{FileKind::kRar, "RAR 压缩包", "a RAR archive"},
    KindName{FileKind::kArchive, "其他压缩格式的文件", "an archive of another format"},
    KindName{FileKind::kImage, "图片", "a picture"},
    KindName{FileKind::kMedia, "音视频文件", "a media file"},
    KindName{FileKind::kFont, "字体文件", "a font"},
    KindName{FileKind::kIcuData, "ICU 数据（Unicode 区域数据）", "ICU data (Unicode locales)"},
    KindName{FileKind::kWasm, "WebAssembly 模块", "a WebAssembly module"},
    KindName{FileKind::kPdf, "PDF 文档", "a PDF document"},
    KindName{FileKind::kText, "文本文件", "a text file"},
    KindName{FileKind::kUtf16Text, "UTF-16 文本文件", "a UTF-16 text file"},
};

constexpr bool in_order() {
  for (size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i].kind != static_cast<FileKind>(i)) return false;
  }
  return kNames.back().kind == FileKind::kUtf16Text;
}
static_assert(in_order(), "describe() looks a kind up by its number");

// No ".amr": archives of offline pages bear it too, and real ones are told by their first bytes.
constexpr std::array kSkippedEndings = {
    ".png"sv, ".jpg"sv, ".jpeg"sv, ".gif"sv,   ".webp"sv, ".bmp"sv, ".ico"sv,  ".svga"sv,
    ".mp3"sv, ".mp4"sv, ".wav"sv,  ".ogg"sv,   ".m4a"sv,  ".aac"sv, ".webm"sv, ".3gp"sv,
    ".ttf"sv, ".otf"sv, ".woff"sv, ".woff2"sv, ".eot"sv,  ".ttc"sv, ".flac"sv,
};

bool looks_like_axml(std::string_view head) {
  return head.size() >= 12 && (head.starts_with("\x03\0\x08\0"sv) || head.substr(8, 4) == "\x01\0\x1C\0"sv);
}

bool looks_like_wxapkg(std::string_view head) {
  return head.size() >= 18 && head[0] == '\xBE' && (head[13] == '\xED' || head[17] == '\xED');
}

uint32_t be32(std::string_view head, size_t at) {
  uint32_t value = 0;
  for (size_t i = at; i < at + 4 && i < head.size(); ++i)
    value = value << 8 | static_cast<unsigned char>(head[i]);
  return value;
}

// CA FE BA BE: a fat Mach-O counts its few architectures where a Java class has its version, which is 45 at
// least.
FileKind kind_of_cafebabe(std::string_view head) {
  return be32(head, 4) < 43 ? FileKind::kMachO : FileKind::kJavaClass;
}

bool looks_like_pe(std::string_view head) {
  return head.size() >= 64 && head.starts_with("MZ") && head[62] == 0 &&
         head[63] == 0;  // offset of "PE" below 64 KB
}

bool looks_like_bitmap(std::string_view head) {
  return head.size() >= 14 && head.starts_with("BM") && be32(head, 6) == 0;
}

// The header of every data file of ICU: sizes of the header and of its description, either byte order; a
// character has two bytes there.
bool looks_like_icu_data(std::string_view head) {
  return head.size() >= 20 && head.substr(2, 2) == "\xDA\x27"sv &&
         (head.substr(4, 4) == "\x14\0\0\0"sv || head.substr(4, 4) == "\0\x14\0\0"sv) &&
         head.substr(10, 2) == "\x02\0"sv;
}

bool looks_like_bzip2(std::string_view head) {
  return head.starts_with("BZh") && head.substr(4, 6) == "1AY&SY";
}

// Without a byte order mark: every other byte is 0, or the others are those of Han and their punctuation.
bool looks_like_utf16(std::string_view head) {
  if (head.size() < 8) return false;
  size_t fits[2] = {0, 0}, zeros = 0;
  for (size_t i = 0; i + 1 < head.size(); i += 2) {
    const unsigned char even = static_cast<unsigned char>(head[i]),
                        odd = static_cast<unsigned char>(head[i + 1]);
    zeros += even == 0 || odd == 0 ? 1u : 0u;
    const auto text = [](unsigned char low, unsigned char high) {
      return high == 0 ? low == '\n' || low == '\r' || low == '\t' || (low >= 0x20 && low < 0x7F)
                       : high == 0x30 || high == 0xFF || (high >= 0x4E && high < 0xA0);
    };
    fits[0] += text(even, odd) ? 1u : 0u;
    fits[1] += text(odd, even) ? 1u : 0u;
  }
  const size_t units = head.size() / 2;
  return zeros * 10 >= units && std::max(fits[0], fits[1]) * 20 >= units * 19;
}

}  // namespace

bool looks_like_text(std::string_view head) {
  const auto odd = std::count_if(head.begin(), head.end(), [](char c) {
    const unsigned char u = static_cast<unsigned char>(c);
    return u < 0x20 && u != '\n' && u != '\r' && u != '\t' && u != '\f' && u != 0x1b;
  });
  return static_cast<size_t>(odd) * 20 <= head.size();
}

FileKind identify(std::string_view head) {
  if (head.empty()) return FileKind::kEmpty;
  for (const Magic& magic : kMagics) {
    if (head.size() >= magic.at + magic.bytes.size() &&
        head.substr(magic.at, magic.bytes.size()) == magic.bytes)
      return magic.kind;
  }
  if (head.starts_with("\xCA\xFE\xBA\xBE"sv)) return kind_of_cafebabe(head);
  if (head.starts_with("\x02\0\x0C\0"sv)) return FileKind::kArsc;
  if (looks_like_bitmap(head)) return FileKind::kImage;
  if (looks_like_bzip2(head)) return FileKind::kBzip2;
  if (looks_like_icu_data(head)) return FileKind::kIcuData;
  if (looks_like_pe(head)) return FileKind::kPe;
  if (looks_like_wxapkg(head)) return FileKind::kWxapkg;
  if (looks_like_axml(head)) return FileKind::kAxml;
  if (looks_like_text(head)) return FileKind::kText;
  return looks_like_utf16(head) ? FileKind::kUtf16Text : FileKind::kUnknown;
}

KindName describe(FileKind kind) {
  return kNames[static_cast<size_t>(kind)];
}

bool is_packed(FileKind kind) {
  return kind >= FileKind::kGzip && kind <= FileKind::kArchive;
}

bool is_skipped_name(std::string_view name) {
  std::string lower(name.substr(name.size() > 8 ? name.size() - 8 : 0));
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return std::any_of(kSkippedEndings.begin(), kSkippedEndings.end(),
                     [&](std::string_view ending) { return lower.ends_with(ending); });
}

}  // namespace jianfu::formats
