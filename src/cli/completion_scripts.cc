#include <algorithm>
#include <variant>

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

// Options are understood behind every command; help is each command's own.
std::vector<Option> options_behind(const Command& program, const Command& command) {
  std::vector<Option> out = command.options;
  if (&command == &program) return out;
  for (const Option& option : program.options)
    if (!std::holds_alternative<std::monostate>(option.into)) out.push_back(option);
  return out;
}

std::vector<std::string> names_of(const std::vector<Option>& options) {
  std::vector<std::string> out;
  for (const Option& option : options)
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

// What `compgen` is asked for behind an option.
std::string bash_offer(const Option& option) {
  if (!option.words.empty()) return "_jianfu_offer -W " + quoted(joined(option.words));
  return option.takes_file ? "_jianfu_offer -f" : "COMPREPLY=()";
}

}  // namespace

std::string bash_completion(const Command& program) {
  std::string commands, values, options, words;
  each_command(program, "", [&](const std::string& path, const Command& command) {
    for (const std::string& name : names_of(command.commands))
      commands += "      " + quoted(path + ":" + name) + ") command=" + quoted(path.empty() ? name : path + " " + name) + " ;;\n";
    const std::vector<Option> behind = options_behind(program, command);
    for (const Option& option : behind) {
      if (option.positional || !option.takes_value()) continue;
      std::vector<std::string> patterns;
      for (const std::string& name : option.names) patterns.push_back(quoted(path + ":" + name));
      values += "    " + joined(patterns, "|") + ") " + bash_offer(option) + "; return ;;\n";
    }
    options += "      " + quoted(path) + ") words=" + quoted(joined(names_of(behind))) + " ;;\n";
    std::vector<std::string> plain = names_of(command.commands);
    const std::vector<std::string> chosen = positional_words(command);
    plain.insert(plain.end(), chosen.begin(), chosen.end());
    words += "    " + quoted(path) + ") words=" + quoted(joined(plain)) + " files=" + (has_files(command) ? "1" : "") + " ;;\n";
  });
  return "# bash completion of jianfu: source it, or put it into a folder of bash-completion.\n"
         "# A line each: names of files may hold spaces.\n"
         "_jianfu_offer() {\n"
         "  local -a found\n"
         "  mapfile -t found < <(compgen \"$@\" -- \"$current\")\n"
         "  COMPREPLY+=(\"${found[@]}\")\n"
         "}\n"
         "_jianfu() {\n"
         "  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command='' words='' files='' i\n"
         "  COMPREPLY=()\n"
         "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
         "    case $command:${COMP_WORDS[i]} in\n" + commands +
         "    esac\n"
         "  done\n"
         "  case $command:$previous in\n" + values +
         "  esac\n"
         "  if [[ $current == -* ]]; then\n"
         "    case $command in\n" + options +
         "    esac\n"
         "    _jianfu_offer -W \"$words\"\n"
         "    return\n"
         "  fi\n"
         "  case $command in\n" + words +
         "  esac\n"
         "  _jianfu_offer -W \"$words\"\n"
         "  if [[ $files ]]; then _jianfu_offer -f; fi\n"
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

std::string zsh_value(const Option& option) {
  const std::string offer = !option.words.empty() ? "(" + joined(option.words) + ")" : option.takes_file ? "_files" : " ";
  return ":" + zsh_text(option.names.back()) + ":" + offer;
}

// The arguments of a command: its options, then what stands at which place.
std::string zsh_arguments(const std::vector<Option>& options) {
  std::string out;
  size_t place = 0;
  for (const Option& option : options) {
    if (option.positional) {
      out += "    " + quoted((option.is_list() && !option.single ? "*" : std::to_string(++place)) + zsh_value(option)) + " \\\n";
      continue;
    }
    for (const std::string& name : option.names)
      out += "    " + quoted("*" + name + "[" + zsh_text(option.help) + "]" + (option.takes_value() ? zsh_value(option) : "")) + " \\\n";
  }
  return out;
}

void zsh_function(const Command& program, const Command& command, const std::string& name, std::string& out) {
  for (const Command& inner : command.commands) zsh_function(program, inner, name + "_" + inner.name, out);
  const std::string arguments = zsh_arguments(options_behind(program, command));
  if (command.commands.empty()) {
    out += name + "() {\n  _arguments -s \\\n" + arguments + "    && return\n}\n";
    return;
  }
  out += name + "() {\n  local curcontext=$curcontext state line ret=1\n  local -a commands=(\n";
  for (const Command& inner : command.commands) out += "    " + quoted(inner.name + ":" + zsh_text(inner.help)) + "\n";
  out += "  )\n  _arguments -C -s \\\n" + arguments + "    '1: :->command' '*:: :->rest' && ret=0\n"
         "  case $state in\n  command) _describe -t commands command commands && ret=0 ;;\n  rest)\n    case $line[1] in\n";
  for (const Command& inner : command.commands) out += "    " + inner.name + ") " + name + "_" + inner.name + " && ret=0 ;;\n";
  out += "    esac ;;\n  esac\n  return ret\n}\n";
}

}  // namespace

std::string zsh_completion(const Command& program) {
  std::string out = "#compdef jianfu\n";
  zsh_function(program, program, "_jianfu", out);
  return out + "# Called by the completion system when it is loaded, sourced otherwise.\n"
               "if [ \"$funcstack[1]\" = _jianfu ]; then _jianfu \"$@\"; else compdef _jianfu jianfu; fi\n";
}

namespace {

std::string fish_option(const Option& option) {
  std::string out;
  for (const std::string& name : option.names)
    out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  if (option.takes_value()) out += !option.words.empty() ? " -x -a " + quoted(joined(option.words)) : option.takes_file ? " -r -F" : " -x";
  return out + " -d " + quoted(option.help) + "\n";
}

// Where the cursor stands behind which command.
std::string fish_condition(const std::string& path) {
  if (path.empty()) return "__fish_use_subcommand";
  const size_t space = path.find(' ');
  const std::string first = "__fish_seen_subcommand_from " + path.substr(0, space);
  return space == std::string::npos ? first : first + "; and __fish_seen_subcommand_from " + path.substr(space + 1);
}

}  // namespace

std::string fish_completion(const Command& program) {
  std::string out = "complete -c jianfu -f\n";
  for (const Option& option : program.options) out += "complete -c jianfu" + fish_option(option);
  each_command(program, "", [&](const std::string& path, const Command& command) {
    const std::string front = "complete -c jianfu -n " + quoted(fish_condition(path));
    // Of a family, only until one of it is named.
    const std::string until = path.empty() || command.commands.empty() ? "" : "; and not __fish_seen_subcommand_from " + joined(names_of(command.commands));
    for (const Command& inner : command.commands)
      out += "complete -c jianfu -n " + quoted(fish_condition(path) + until) + " -a " + quoted(inner.name) + " -d " + quoted(inner.help) + "\n";
    if (path.empty()) return;
    for (const Option& option : command.options) {
      const bool helps = std::holds_alternative<std::monostate>(option.into);
      if (option.positional && option.takes_file) out += front + " -F\n";
      if (option.positional && !option.words.empty()) out += front + " -a " + quoted(joined(option.words)) + "\n";
      if (!option.positional && !helps) out += front + fish_option(option);
    }
  });
  return out;
}

}  // namespace jianfu::cli
