// jianfu config show: every setting as it counts here, as a configuration file that says the same, with a comment behind
// each that tells where it comes from.
#include <ostream>

#include "cli/commands.h"
#include "cli/run.h"
#include "report/phrases.h"
#include "text/utf.h"

namespace jianfu::cli {
namespace {

using report::Phrase;

// A basic string of TOML.
std::string quoted(const std::string& text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') out += '\\';
    if (byte < 0x20 || byte == 0x7F) {
      out += "\\u00";
      out += kHex[byte >> 4];
      out += kHex[byte & 0xF];
    } else {
      out += c;
    }
  }
  return out + "\"";
}

std::string value_of(const Effective& setting) {
  if (setting.is_switch) return setting.values.front();
  if (!setting.is_list) return quoted(setting.values.front());
  std::string out;
  for (const std::string& value : setting.values) out += (out.empty() ? "" : ", ") + quoted(value);
  return "[" + out + "]";
}

std::string line_of(const Effective& setting, Lang lang) {
  if (setting.values.empty()) return "# " + setting.key + "  # " + report::phrase(Phrase::config_unset, lang);
  const std::string source = setting.source.empty() ? report::phrase(Phrase::config_default, lang) : text::displayable(setting.source);
  return setting.key + " = " + value_of(setting) + "  # " + source;
}

}  // namespace

int config_show(const Options& options, Streams streams) {
  const bool none = options.config_file.empty();
  streams.out << "# " << report::phrase(none ? Phrase::config_no_file : Phrase::config_file_used, options.lang, {text::displayable(options.config_file)}) << '\n';
  for (const Effective& setting : options.effective) streams.out << line_of(setting, options.lang) << '\n';
  return kClean;
}

}  // namespace jianfu::cli
