#include <algorithm>

#include "cli/usage.h"

namespace jianfu::cli {
namespace {

// Inside '…' of any shell here.
std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : c == '\n' ? std::string(" ") : std::string(1, c);
  return out + "'";
}

std::string joined(const std::vector<std::string>& words, std::string_view between = " ") {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : std::string(between)) + word;
  return out;
}

std::vector<std::string> names_of(const std::vector<Command>& commands) {
  std::vector<std::string> out;
  for (const Command& command : commands) out.push_back(command.name);
  return out;
}

std::vector<std::string> option_names(const Command& command) {
  std::vector<std::string> out;
  for (const Option& option : command.options)
    if (!option.positional) out.insert(out.end(), option.names.begin(), option.names.end());
  return out;
}

// Calls visit(path, command) for the program ("") and everything below it ("rules list").
template <typename Visit>
void each_command(const Command& command, const std::string& path, Visit visit) {
  visit(path, command);
  for (const Command& inner : command.commands)
    each_command(inner, path.empty() ? inner.name : path + " " + inner.name, visit);
}

bool has_files(const Command& command) {
  return std::any_of(command.options.begin(), command.options.end(),
                     [](const Option& option) { return option.positional && option.takes_file; });
}

// Words that a positional argument chooses from.
std::vector<std::string> positional_words(const Command& command) {
  std::vector<std::string> out;
  for (const Option& option : command.options)
    if (option.positional) out.insert(out.end(), option.words.begin(), option.words.end());
  return out;
}

}  // namespace

std::string bash_completion(const Command& program) {
  std::string commands, values, options, words;
  each_command(program, "", [&](const std::string& path, const Command& command) {
    for (const std::string& name : names_of(command.commands))
      commands += "      " + quoted(path + ":" + name) + ") command=" + quoted(path.empty() ? name : path + " " + name) + " ;;\n";
    for (const Option& option : command.options) {
      if (option.positional || !option.takes_value()) continue;
      std::vector<std::string> patterns;
      for (const std::string& name : option.names) patterns.push_back(quoted(path + ":" + name));
      const std::string offer = option.words.empty() ? "-f" : "-W " + quoted(joined(option.words));
      values += "    " + joined(patterns, "|") + ") COMPREPLY=($(compgen " + offer + " -- \"$current\")); return ;;\n";
    }
    options += "      " + quoted(path) + ") words=" + quoted(joined(option_names(command))) + " ;;\n";
    std::vector<std::string> plain = names_of(command.commands);
    const std::vector<std::string> chosen = positional_words(command);
    plain.insert(plain.end(), chosen.begin(), chosen.end());
    words += "    " + quoted(path) + ") words=" + quoted(joined(plain)) + " files=" + (has_files(command) ? "1" : "") + " ;;\n";
  });
  return "# bash completion of jianfu: source it, or put it into a folder of bash-completion.\n"
         "_jianfu() {\n"
         "  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command='' words='' files='' i\n"
         "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
         "    case $command:${COMP_WORDS[i]} in\n" + commands +
         "    esac\n"
         "  done\n"
         "  case $command:$previous in\n" + values +
         "  esac\n"
         "  if [[ $current == -* ]]; then\n"
         "    case $command in\n" + options +
         "    esac\n"
         "    COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
         "    return\n"
         "  fi\n"
         "  case $command in\n" + words +
         "  esac\n"
         "  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
         "  if [[ $files ]]; then COMPREPLY+=($(compgen -f -- \"$current\")); fi\n"
         "}\n"
         "complete -o filenames -F _jianfu jianfu\n";
}

namespace {

// In a specification of _arguments, brackets and colons have a meaning.
std::string zsh_text(std::string text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string zsh_option(const Option& option) {
  const std::string value = option.words.empty() ? ":_files" : ":(" + joined(option.words) + ")";
  if (option.positional) return "      " + quoted("*:" + zsh_text(option.names.front()) + value) + " \\\n";
  std::string out;
  for (const std::string& name : option.names)
    out += "      " + quoted("*" + name + "[" + zsh_text(option.help) + "]" + (option.takes_value() ? ":" + zsh_text(option.names.back()) + value : "")) + " \\\n";
  return out;
}

void zsh_function(const Command& command, const std::string& name, std::string& out) {
  for (const Command& inner : command.commands) zsh_function(inner, name + "_" + inner.name, out);
  out += name + "() {\n";
  if (command.commands.empty()) {
    out += "  _arguments -s \\\n";
    for (const Option& option : command.options) out += zsh_option(option);
    out += "      && return\n}\n";
    return;
  }
  out += "  local -a commands=(\n";
  for (const Command& inner : command.commands) out += "    " + quoted(inner.name + ":" + zsh_text(inner.help)) + "\n";
  out += "  )\n  if (( CURRENT == 2 )); then\n    _describe command commands\n    return\n  fi\n"
         "  local chosen=$words[2]\n  shift words\n  (( CURRENT-- ))\n  case $chosen in\n";
  for (const Command& inner : command.commands) out += "    " + quoted(inner.name) + ") " + quoted(name + "_" + inner.name) + " ;;\n";
  out += "  esac\n}\n";
}

}  // namespace

std::string zsh_completion(const Command& program) {
  std::string out = "#compdef jianfu\n";
  zsh_function(program, "_jianfu", out);
  return out + "_jianfu \"$@\"\n";
}

std::string fish_completion(const Command& program) {
  std::string out = "complete -c jianfu -f\n";
  each_command(program, "", [&](const std::string& path, const Command& command) {
    const size_t space = path.find(' ');
    std::string when = path.empty() ? "__fish_use_subcommand" : "__fish_seen_subcommand_from " + path.substr(0, space);
    if (space != std::string::npos) when += "; and __fish_seen_subcommand_from " + path.substr(space + 1);
    const std::string front = "complete -c jianfu -n " + quoted(when);
    for (const Command& inner : command.commands) out += front + " -a " + quoted(inner.name) + " -d " + quoted(inner.help) + "\n";
    for (const Option& option : command.options) {
      if (option.positional) {
        out += option.takes_file ? front + " -F\n" : option.words.empty() ? "" : front + " -a " + quoted(joined(option.words)) + "\n";
        continue;
      }
      out += front;
      for (const std::string& name : option.names)
        out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      if (option.takes_value()) out += option.words.empty() ? " -r -F" : " -x -a " + quoted(joined(option.words));
      out += " -d " + quoted(option.help) + "\n";
    }
  });
  return out;
}

}  // namespace jianfu::cli
