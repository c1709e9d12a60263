// JSON by nlohmann's SAX parser. It tells no places, so the bytes are handed to it through an iterator that
// counts; a value begins at the first byte behind the last event that is neither space nor punctuation.
#include <cstddef>
#include <iterator>
#include <nlohmann/json.hpp>

#include "io/data_file.h"

namespace jianfu::io {
namespace {

struct Counting {
  using iterator_category = std::forward_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  const char* at = nullptr;
  const char** seen = nullptr;

  reference operator*() const { return *at; }
  Counting& operator++() {
    *seen = ++at;
    return *this;
  }
  Counting operator++(int) {
    Counting before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const Counting& a, const Counting& b) { return a.at == b.at; }
};

// Counts on from the last place asked for: places are asked for in the order of the file.
class Places {
 public:
  explicit Places(std::string_view bytes) : bytes_(bytes) {}
  DataPlace at(size_t offset) {
    offset = std::min(offset, bytes_.size());
    for (; done_ < offset; ++done_) {
      if (bytes_[done_] == '\n') {
        ++place_.line;
        place_.column = 1;
      } else if ((static_cast<unsigned char>(bytes_[done_]) & 0xC0) != 0x80) {
        ++place_.column;
      }
    }
    return place_;
  }

 private:
  std::string_view bytes_;
  size_t done_ = 0;
  DataPlace place_;
};

class TreeMaker : public nlohmann::json_sax<nlohmann::json> {
 public:
  TreeMaker(std::string_view bytes, const std::string& name) : bytes_(bytes), name_(name), places_(bytes), seen_(bytes.data()) {
    if (bytes_.starts_with("\xEF\xBB\xBF")) last_ = 3;
  }

  Result<DataNode> read() {
    const Counting begin{bytes_.data(), &seen_}, end{bytes_.data() + bytes_.size(), &seen_};
    if (!nlohmann::json::sax_parse(begin, end, this) && !error_) fail(Msg::data_syntax, {"JSON", "?"}, place());
    if (error_) return *error_;
    return std::move(root_);
  }

  bool null() override { return leaf(DataNode::kNull, {}); }
  bool boolean(bool value) override { return leaf(DataNode::kBool, value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override { return leaf(DataNode::kNumber, std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return leaf(DataNode::kNumber, std::to_string(value)); }
  bool number_float(number_float_t, const string_t& written) override { return leaf(DataNode::kNumber, written); }
  bool string(string_t& value) override { return leaf(DataNode::kText, std::move(value)); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(DataNode::kMap); }
  bool start_array(std::size_t) override { return open(DataNode::kList); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& value) override {
    DataNode& map = *path_.back();
    const DataPlace at = place();
    if (map.find(value) != nullptr) return fail(Msg::data_twice, {value}, at);
    map.members.push_back({std::move(value), at, {}});
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error) override {
    // "[json.exception.parse_error.101] parse error at line 1, column 2: syntax error while …": the place is
    // ours, what was met and expected is theirs.
    std::string said = error.what();
    if (const size_t colon = said.find(": "); colon != std::string::npos) said.erase(0, colon + 2);
    const size_t read = static_cast<size_t>(seen_ - bytes_.data());
    const bool at_end = read == bytes_.size() && said.find("end of input") != std::string::npos;
    return fail(Msg::data_syntax, {"JSON", said}, places_.at(at_end || read == 0 ? read : read - 1));
  }

 private:
  // Where the value or key begins whose event this is.
  DataPlace place() {
    const size_t begin = bytes_.find_first_not_of(" \t\r\n:,", last_);
    last_ = static_cast<size_t>(seen_ - bytes_.data());
    return places_.at(begin == std::string_view::npos ? last_ : begin);
  }
  bool fail(Msg id, std::vector<std::string> args, DataPlace at) {
    if (!error_) error_ = Error{ErrorKind::kUsage, {id, std::move(args)}, place_of(name_, at)};
    return false;
  }
  DataNode& slot() {
    if (path_.empty()) return root_;
    DataNode& parent = *path_.back();
    if (parent.type == DataNode::kMap) return parent.members.back().value;
    return parent.items.emplace_back();
  }
  bool leaf(DataNode::Type type, std::string text) {
    const DataPlace at = place();
    if (path_.empty()) return wants_map(type, at);
    DataNode& node = slot();
    node.type = type;
    node.text = std::move(text);
    node.at = at;
    return true;
  }
  bool open(DataNode::Type type) {
    const DataPlace at = place();
    if (path_.empty() && type != DataNode::kMap) return wants_map(type, at);
    if (path_.size() >= detail::kMostDataDepth)
      return fail(Msg::data_deep, {std::to_string(detail::kMostDataDepth)}, at);
    DataNode& node = slot();
    node.type = type;
    node.at = at;
    path_.push_back(&node);  // stays put: a parent's list grows only after its child is closed
    return true;
  }
  bool close() {
    last_ = static_cast<size_t>(seen_ - bytes_.data());
    path_.pop_back();
    return true;
  }
  bool wants_map(DataNode::Type found, DataPlace at) {
    return fail(Msg::data_wrong_type, {"JSON", type_word(DataNode::kMap), type_word(found)}, at);
  }

  std::string_view bytes_;
  const std::string& name_;
  Places places_;
  const char* seen_;
  size_t last_ = 0;  // behind the last event
  DataNode root_;
  std::vector<DataNode*> path_;
  std::optional<Error> error_;
};

}  // namespace

Result<DataNode> detail::read_json(std::string_view bytes, const std::string& name) {
  return TreeMaker(bytes, name).read();
}

}  // namespace jianfu::io
