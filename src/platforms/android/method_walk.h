// One method at a time: follows registers through straight-line code and tells which literal, resource or
// class reaches which call (formats.md §4.4: same basic block, last writer wins).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "evidence/deeds.h"
#include "formats/dex/code_walk.h"
#include "platforms/android/code_texts.h"
#include "platforms/android/dex_tables.h"
#include "platforms/android/links.h"

namespace jianfu::platforms::android {

class MethodWalk {
 public:
  MethodWalk(const formats::dex::Dex& dex, const DexTables& tables, const Resources& resources, Links& links,
             evidence::Collector& out);

  // A class begins; its edges are drawn by end_class().
  void begin_class(const Scope& scope) { scope_ = &scope; }
  void read(const formats::dex::MethodBody& body);
  // The class's own type, or one of its supertypes: code of it is used.
  void use_type(uint32_t type);
  void end_class();

  struct Counts {
    uint64_t methods_with_code = 0, const_strings = 0, invokes = 0, broken_methods = 0;
  };
  const Counts& counts() const { return counts_; }
  // Strings that some instruction read.
  const std::vector<bool>& read_strings() const { return read_strings_; }

  // Visitor of formats::dex::walk.
  void on_string(uint16_t reg, uint32_t string);
  void on_class(uint16_t reg, uint32_t type);
  void on_new(uint16_t reg, uint32_t type);
  void on_const(uint16_t reg, int32_t value);
  void on_static_get(uint16_t reg, uint32_t field);
  void on_instance_get(uint16_t reg, uint32_t field);
  void on_invoke(uint8_t op, uint32_t method, std::span<const uint16_t> registers);
  void on_move(uint16_t to, uint16_t from);
  void on_move_result(uint16_t reg);
  void on_write(uint16_t reg) { set(reg, {}); }
  void on_branch();
  void on_chars(std::string_view raw, uint16_t width);

 private:
  enum class Held : uint8_t {
    kNothing,
    kString,
    kConstant,
    kResource,
    kClass,
    kBuilder,
    kJoined,
    kTitleView
  };
  struct Register {
    Held held = Held::kNothing;
    uint32_t value = 0;             // string index, constant, resource id, type index, index in joined_
    uint32_t pending = UINT32_MAX;  // in pending_: evidence that waits to be told its use
  };
  // A text that was seen and may yet reach a call.
  struct Pending {
    enum What : uint8_t { kString, kResource, kJoined } what = kString;
    uint32_t value = 0;
    StringUse use = StringUse::kUnknown;
  };
  // What a StringBuilder holds: literals, and U+FFFC for what is not known.
  struct Joined {
    std::string text;
    uint32_t pieces = 0, literals = 0;
    std::vector<uint32_t> parts;  // in pending_: what is said of the whole is said of them
  };
  struct TypeUse {
    uint32_t type = 0;
    bool looked_at = false;  // and not opened
  };

  const Register& at(uint16_t reg) const;
  void set(uint16_t reg, Register value);
  void mark(uint16_t reg, StringUse use);
  void tell_use(uint32_t pending, StringUse use);
  void tell_title(std::span<const uint16_t> registers);
  void find_view(std::span<const uint16_t> registers);
  void pass(std::span<const uint16_t> registers);
  void build(uint32_t method, std::span<const uint16_t> registers);
  void give_built(std::span<const uint16_t> registers);
  void take_action(std::span<const uint16_t> registers);
  void take_intent_part(std::string_view name, std::span<const uint16_t> registers);
  void add_intents();
  void take_page(std::span<const uint16_t> registers);
  void tell_route(std::span<const uint16_t> registers);
  void take_name(std::span<const uint16_t> registers);
  uint32_t opener_module(const MethodFacts& facts);
  void add_call(uint32_t method, std::span<const uint16_t> registers);
  void add_pending();
  std::string text_of(const Register& held) const;
  void target(uint32_t module, bool made);
  void note_deed(uint32_t page, std::string_view callee);

  const formats::dex::Dex& dex_;
  const DexTables& tables_;
  const Resources& resources_;
  Links& links_;
  evidence::Collector& out_;
  CodeTexts texts_;
  std::vector<bool> read_strings_;
  Counts counts_;
  const Scope* scope_ = nullptr;
  Scope method_scope_;
  // Of the method now read; cleared, not freed, from one to the next.
  std::vector<Register> registers_;
  std::vector<Pending> pending_;
  std::vector<Joined> joined_;
  size_t joined_used_ = 0;
  std::vector<TypeUse> type_uses_;
  std::unordered_set<uint32_t> called_;
  std::vector<uint32_t> actions_;                 // strings: of the system, given to Intents
  std::vector<evidence::Argument> intent_parts_;  // data, type, package of them
  Register result_;
  uint64_t cold_strings_ = 0;
  uint64_t told_calls_ = 0;  // that became evidence; the others are counted
  std::optional<evidence::Deed> deed_;  // what any deed of the method begins with; made when there is one
  // Of the class.
  evidence::Deeds deeds_;
  std::vector<uint64_t> targets_;    // (module << 1) | made
  std::vector<uint32_t> addresses_;  // strings: http and https
  bool loads_page_ = false;
};

}  // namespace jianfu::platforms::android
