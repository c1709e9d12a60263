// The pass behind read(): tokens in, events out. It keeps one Frame an open bracket and decides from the
// token before what a bracket, a colon or a name means; there is no grammar, so broken code costs context and
// never the rest. read.cc: names, punctuators and keys. brackets.cc: frames open and close.
// chunks.cc: modules of webpack. functions.cc: which of them are functions with a name. values.cc: literals, sums,
// arguments. types.cc: what is a type and no value. hidden.cc: what obfuscators hide.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/js/frame.h"
#include "formats/js/js.h"
#include "formats/js/obfuscation.h"
#include "text/line_index.h"

namespace jianfu::formats::js {

class Reader {
 public:
  // `inside`: the source is the text of an eval("…") there, and every place reported is that one.
  Reader(std::string_view source, const Limits& limits, Sink& sink, std::optional<Place> inside = {});
  std::vector<Defect> run();

 private:
  struct Flags {
    bool is_template = false;
    bool in_type = false;
    bool is_key = false;
    bool folded = false;
  };
  struct CallSlot {
    Call call;
    std::string joined;  // of "".concat(…)
    bool gaps = false;   // `joined` holds kPlaceholder
  };

  Frame& top() { return frames_.back(); }
  bool after(uint32_t symbol) const { return previous_->is(symbol); }
  bool after_word(Word word) const { return previous_->word == word; }
  bool at_start() const { return previous_->kind == TokenKind::kEnd; }

  // read.cc
  bool read_pieces(bool told);
  void on_token(const Token& token);
  void on_lost_token(const Token& token);
  void on_line_begin(const Token& token);
  void on_name(const Token& token);
  void on_word(const Token& token);
  void on_symbol(const Token& token);
  void on_other_symbol(const Token& token);
  void on_operator(const Token& token);
  void on_dot(const Token& token);
  void on_colon();
  void on_key_colon();
  void on_comma(const Token& token);
  void on_semicolon();
  void on_assignment();
  void on_less(const Token& token);
  void on_jsx(const Token& token);
  void begin_statement();
  Place position(uint64_t at);
  void declare(std::string_view name, uint64_t at);
  void begin_chain(const Token& token);
  std::string_view chain_text();
  bool is_annotation() const;

  // brackets.cc
  void open(FrameKind kind, const Token& token);
  void close();
  void close_bracket(const Token& token);
  void open_brace(const Token& token);
  bool opens_block() const;
  void open_paren(const Token& token);
  bool is_method() const;
  void open_call(const Token& token, std::string_view callee);
  Callee special_of(std::string_view callee);
  void open_square(const Token& token);
  void close_square(const Token& token);
  void finish_call(const Frame& frame);
  void finish_split(const Frame& frame, const CallSlot& slot);
  void finish_join(const Frame& frame, const Call& call);
  void report_folded(std::string_view text, uint64_t at, bool gaps);
  void begin_metro_module(const Token& token);
  void end_module(Frame& frame);

  // chunks.cc
  Chunk chunk_opened(FrameKind kind, const Token& token) const;
  bool begin_chunk_module(uint64_t key_end);
  void begin_chunk_element(uint64_t at);
  void tell_chunk_id(const Token& token);
  void tell_chunk_require(const Call& call);
  std::string_view asking_name(uint64_t at) const;
  bool function_follows(uint64_t at, bool or_list) const;
  uint64_t skip_space(uint64_t at) const;
  char next_byte(uint64_t at) const;
  char byte_at(uint64_t at) const { return at < source_.size() ? source_[at] : '\0'; }

  // functions.cc
  const Frame* naming_frame() const;
  void expect_body(std::string_view own, uint64_t at);
  void begin_body(std::string_view name, uint64_t at);
  void end_body(bool& open);
  void on_arrow(const Token& token);

  // values.cc
  void on_string(const Token& token);
  bool on_special_string(const Token& token);
  void on_string_key(const Token& token);
  void on_template(const Token& token);
  void report(std::string_view text, uint64_t at, Flags flags);
  void operand(Run::Operand kind, std::string_view text, uint64_t at);
  void operand_gap() { operand(Run::Operand::kGap, {}, {}); }
  void fold_into_operand(std::string_view text);
  void demote();
  void commit();
  void append_committed(std::string_view text);
  void report_adjacent();
  void begin_value();
  void finish_value(bool whole);
  void take_value(std::string_view value, bool whole);
  void add_argument(std::string_view value);

  // types.cc
  bool typed() const { return frames_.back().in_type || frames_.back().type != TypePosition::kNone; }
  bool begin_type(const Token& token);
  bool begins_alias(const Token& token) const;
  void begin_annotation();
  void end_type_line(const Token& token);
  void end_cast(const Token& token);
  bool opens_type(bool body) const;
  bool is_type_argument(const Token& token) const;

  // hidden.cc
  void read_table(const Frame& array, uint64_t end);
  bool unpacks() const;
  void read_dictionary(std::string_view words, char separator, uint64_t at);
  void note_call(const Call& call);
  void note_symbols(const Token& token);
  void note_encoded(std::string_view name, uint64_t at);
  void finish_signs();

  std::string& buffer() { return buffers_[frames_.size() - 1]; }

  std::string_view source_;
  const Limits& limits_;
  Sink& sink_;
  std::optional<Place> inside_;
  text::LineIndex lines_;
  Tokeniser tokens_;
  const Token* previous_ = nullptr;  // before the one that is read
  std::vector<Frame> frames_;
  std::vector<std::string> buffers_;  // one a frame: committed operands of its run
  std::vector<CallSlot> calls_;       // the first open_calls_ are open; the rest is kept for its memory
  size_t open_calls_ = 0;
  std::vector<std::string> templates_;  // texts of open templates, as calls_
  size_t open_templates_ = 0;
  size_t open_tags_ = 0;
  std::vector<std::string_view> elements_;      // of open arrays that are pure
  std::vector<std::string_view> closed_array_;  // elements of the array that ended at closed_array_end_
  uint64_t closed_array_end_ = 0;               // … and the "." behind it, when there is one
  uint64_t metro_end_ = 0;  // where the text of the last module of Metro ends
  std::vector<std::string_view> asking_;  // what open modules of chunks call to get others, inner ones last
  size_t chunk_entry_ = 0;                // frames around what a chunk begins with, while that is read
  uint32_t lost_ = 0;       // brackets open beyond the nesting limit
  Chain chain_;
  std::string scratch_;
  uint64_t fold_budget_;  // bytes that computed texts may still take: "".concat("a").concat("b") … grows
                          // with each step
  bool nesting_reported_ = false;
  bool function_ = false;           // function … until its "("
  std::string_view function_name_;  // written behind it
  bool function_is_value_ = false;  // of a key or variable: that is what others call it
  uint32_t named_functions_ = 0;    // open ones
  bool control_closed_ = false;     // the last token closed if (…)
  std::string_view receiver_;       // the literal before ".", which ended at receiver_end_
  uint64_t receiver_end_ = 0;
  std::string_view code_key_;  // of __wxAppCode__[code_key_], when that was the last token
  std::string_view generic_;   // callee<… while nothing but type arguments came
  uint64_t generic_at_ = 0;
  ObfuscationSigns signs_;
  uint64_t close_end_ = 0;       // of the last closing bracket
  uint64_t shift_end_ = 0;       // of the last call a.shift()
  uint64_t word_end_ = 0;        // of the last token that is no punctuator
  bool encoded_ = false;
  std::vector<Defect> defects_;
};

}  // namespace jianfu::formats::js
