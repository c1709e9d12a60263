// Files that people write for us, read value by value and strictly, because a misspelt key would silently say nothing.
// Every complaint says where, what was expected and what stands there; reading goes on, so that all come at once.
#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.h"
#include "io/data_file.h"

namespace jianfu::engine {

class FormReader {
 public:
  explicit FormReader(std::string name) : name_(std::move(name)) {}

  // The file as a tree, by its name or first byte JSON or TOML. Nothing after a complaint.
  std::optional<io::DataNode> open(std::string_view bytes, size_t most_bytes = io::kMostFormBytes);

  void complain(io::DataPlace at, Msg id, std::vector<std::string> args);
  bool is(const io::DataNode& node, io::DataNode::Type type, std::string_view what);
  void only_keys(const io::DataNode& map, std::initializer_list<std::string_view> known);

  // Values of a key. Empty when it is not there, which is a complaint when it is needed, or when it is something else.
  const io::DataNode* map(const io::DataNode& parent, std::string_view key, std::initializer_list<std::string_view> known);
  std::string text(const io::DataNode& map, std::string_view key, bool needed = false);
  bool truth(const io::DataNode& map, std::string_view key, bool needed = false);
  std::vector<const io::DataNode*> list(const io::DataNode& map, std::string_view key, bool needed = false);
  std::vector<std::string> texts(const io::DataNode& map, std::string_view key);
  // A text, or in TOML a date, that has a form; `plain` makes it plain before it is looked at.
  std::string formed(const io::DataNode& map, std::string_view key, Msg form, bool (*good)(std::string_view),
                     bool needed = false, std::string (*plain)(std::string_view) = nullptr);
  // One of some words, in either language.
  Msg word(const io::DataNode& node, std::string_view key, std::span<const Msg> words);
  Msg word_of(const io::DataNode& map, std::string_view key, std::span<const Msg> words);

  const std::string& name() const { return name_; }
  std::vector<Error> take_problems() { return std::move(problems_); }

 private:
  const io::DataNode* find(const io::DataNode& map, std::string_view key, bool needed);

  std::string name_;
  std::vector<Error> problems_;
};

// Whether the text is that word, in either language.
bool is_word(Msg id, std::string_view text);

}  // namespace jianfu::engine
