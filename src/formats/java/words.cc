#include "formats/java/words.h"

#include <algorithm>
#include <array>

namespace jianfu::formats::java {
namespace {

struct Row {
  std::string_view name;
  Word word;
  unsigned dialects;  // in which it is a word
};

constexpr unsigned kJ = 1, kK = 2, kD = 4, kG = 8, kAll = 15;

// Sorted.
constexpr std::array kWords = {
    Row{"abstract", Word::kModifier, kAll},
    Row{"as", Word::kAs, kK | kD},
    Row{"async", Word::kModifier, kD},
    Row{"await", Word::kAwait, kD},
    Row{"break", Word::kStatement, kAll},
    Row{"by", Word::kBy, kK},
    Row{"case", Word::kCase, kAll},
    Row{"catch", Word::kControl, kAll},
    Row{"class", Word::kClass, kAll},
    Row{"const", Word::kConst, kK | kD},
    Row{"continue", Word::kStatement, kAll},
    Row{"default", Word::kModifier, kJ | kD | kG},
    Row{"do", Word::kStatement, kAll},
    Row{"else", Word::kStatement, kAll},
    Row{"enum", Word::kEnum, kAll},
    Row{"extends", Word::kExtends, kJ | kD | kG},
    Row{"false", Word::kTruth, kAll},
    Row{"final", Word::kFinal, kAll},
    Row{"finally", Word::kStatement, kAll},
    Row{"for", Word::kControl, kAll},
    Row{"fun", Word::kFun, kK},
    Row{"if", Word::kControl, kAll},
    Row{"implements", Word::kImplements, kJ | kD | kG},
    Row{"import", Word::kImport, kAll},
    Row{"in", Word::kIn, kK | kD | kG},
    Row{"instanceof", Word::kIn, kJ | kG},
    Row{"interface", Word::kInterface, kAll},
    Row{"internal", Word::kModifier, kK},
    Row{"is", Word::kIn, kK | kD | kG},
    Row{"late", Word::kModifier, kD},
    Row{"lateinit", Word::kModifier, kK},
    Row{"mixin", Word::kInterface, kD},
    Row{"native", Word::kModifier, kJ | kG},
    Row{"new", Word::kNew, kJ | kD | kG},
    Row{"null", Word::kNull, kAll},
    Row{"object", Word::kObject, kK},
    Row{"override", Word::kModifier, kK},
    Row{"package", Word::kPackage, kJ | kK | kG},
    Row{"private", Word::kModifier, kAll},
    Row{"protected", Word::kModifier, kAll},
    Row{"public", Word::kModifier, kAll},
    Row{"record", Word::kRecord, kJ | kG},
    Row{"required", Word::kModifier, kD},
    Row{"return", Word::kStatement, kAll},
    Row{"static", Word::kModifier, kJ | kD | kG},
    Row{"super", Word::kSuper, kAll},
    Row{"suspend", Word::kModifier, kK},
    Row{"switch", Word::kControl, kJ | kD | kG},
    Row{"synchronized", Word::kControl, kJ | kG},
    Row{"this", Word::kSuper, kAll},
    Row{"throw", Word::kStatement, kAll},
    Row{"throws", Word::kThrows, kJ | kG},
    Row{"transient", Word::kModifier, kJ | kG},
    Row{"true", Word::kTruth, kAll},
    Row{"try", Word::kStatement, kAll},
    Row{"val", Word::kVar, kK},
    Row{"var", Word::kVar, kJ | kK | kD},
    Row{"volatile", Word::kModifier, kJ | kG},
    Row{"when", Word::kControl, kK},
    Row{"where", Word::kWhere, kK},
    Row{"while", Word::kControl, kAll},
    Row{"with", Word::kImplements, kD},
};

}  // namespace

Word word_of(std::string_view name, Dialect dialect) {
  if (name.size() < 2 || name.size() > 12 || name[0] < 'a' || name[0] > 'w') return Word::kNone;
  const auto at = std::lower_bound(kWords.begin(), kWords.end(), name,
                                   [](const Row& row, std::string_view wanted) { return row.name < wanted; });
  const bool known =
      at != kWords.end() && at->name == name && (at->dialects >> static_cast<unsigned>(dialect) & 1u) != 0;
  return known ? at->word : Word::kNone;
}

}  // namespace jianfu::formats::java
