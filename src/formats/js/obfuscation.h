// The output of obfuscators (formats.md §11.3): what their tables of strings hold, as far as no key hides it,
// and the signs by which such scripts are known. Nothing is executed.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace jianfu::formats::js {

// _0x1a2b and a0_0x1a2b3c: "_0x" and four to six hexadecimal digits at the end.
bool is_obfuscated_name(std::string_view name);

// How the strings of a table are written.
enum class TableKind : uint8_t {
  kPlain,     // as they are, or no table at all
  kBase64,    // in `alphabet`, read by decode_element()
  kEncrypted  // RC4 with keys that stand elsewhere, or something unknown
};
enum class Alphabet : uint8_t { kStandard, kSwapped };  // the second has the small letters first

struct TableReading {
  TableKind kind = TableKind::kPlain;
  Alphabet alphabet = Alphabet::kStandard;
  uint64_t encrypted = 0;  // strings that nothing readable came of
};
// `sure`: other signs say that it is an obfuscator's; else only a long table that is encoded throughout
// counts.
TableReading read_table(std::span<const std::string_view> elements, bool sure);
// The text of an element in base64; empty when it gives none that people could read, or nothing new.
// Of an encrypted table only what is Chinese beyond chance: some obfuscators mix their ways in one table.
std::optional<std::string> decode_element(std::string_view element, const TableReading& table);

// True when `code` is written with the six characters of JSFuck alone.
bool is_jsfuck(std::string_view code);

// What a script as a whole shows, gathered by the pass over it.
struct ObfuscationSigns {
  uint64_t names = 0;             // identifiers
  uint64_t obfuscated_names = 0;  // of them _0x1a2b
  uint64_t hidden_members = 0;    // wx[_0x1a2b(0x1f)], wx[a(0x1f)]
  uint64_t numbered_members = 0;  // wx[a(31)]: of a table too, where one is turned
  uint64_t suspects = 0;          // encrypted strings of tables that no name gave away
  bool rotates = false;           // a.push(a.shift())

  // Share of the identifiers worth telling, else 0.
  double density() const;
};

}  // namespace jianfu::formats::js
