// What a Chinese input method leaves in YAML: full-width commas, colons, quotes and spaces where structure
// wants ASCII, and quotes or brackets that do not close. Checked line by line before YAML reads the file,
// because its own messages would name another place, or it would take the mistake for a value. Prose may hold
// full-width characters.
#pragma once

#include <vector>

#include "rules/source_text.h"
#include "rules/yaml_reader.h"

namespace jianfu::rules {

// In order of place. Also says when the file is not UTF-8 or holds control characters, which nothing else
// then reads.
std::vector<YamlProblem> check_source(const SourceText& source);

// True when the text is UTF-8 without control characters: what the parser may be given.
bool is_plain_text(const SourceText& source);

}  // namespace jianfu::rules
