// Scripts of mini-programs, quick apps and hybrid apps as evidence: texts, addresses, calls, names, and the
// ways from page to page. One reader a script; what differs between platforms comes in by ScriptHost.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/collector.h"
#include "evidence/deeds.h"
#include "formats/js/js.h"

namespace jianfu::platforms {

// Edges that can be drawn only once every file is known.
struct PendingUse {
  uint32_t from = evidence::kNoModule;
  std::string file;  // resolved, without extension
  std::string entry;
  uint32_t line = 0;
};

// "navigateTo" of "wx.navigateTo".
std::string_view last_name(std::string_view path);

// What a script reader asks its platform.
class ScriptHost {
 public:
  virtual ~ScriptHost() = default;
  // The module that the code of this file belongs to ("pages/x/x.js").
  virtual uint32_t module_of_file(std::string_view file) = 0;
  // The module of a page by its route as written ("/pages/x/x?id=1", "../x/x"), seen from a file; kNoModule
  // when there is none.
  virtual uint32_t page_of(std::string_view route, std::string_view file) = 0;
  // "wx.getLocation" for a call of the platform's API, however it is reached ("this.wx.getLocation"); empty
  // for others.
  virtual std::string api_name(std::string_view callee) const = 0;
  // Whether the host reads calls of such a name among the evidence once all files are known: they are kept, whatever rules
  // ask for. `name` as api_name() gave it.
  virtual bool reads_calls_of(std::string_view) const { return false; }
  // The file that a module of a bundle was made of, by its name there; empty when the name tells none.
  virtual std::string file_of_module(std::string_view name) const;
  // The same of a module of a webpack chunk, which is the file `chunk`: "common/vendor.js#2f62".
  virtual std::string file_of_chunk_module(std::string_view id, std::string_view chunk) const;
  // Such a module is the module of the evidence; and one (or the chunk's file itself) asks for another.
  virtual void note_chunk_module(std::string_view, std::string_view, uint32_t) {}
  virtual void note_chunk_require(std::string_view, std::string_view, const PendingUse&) {}
};

// Where in scripts a piece of evidence stands, as its symbol: "doSign", in functions in functions
// "SignPage.doSign" (the outer ones when there are many); in a bundle behind the file in it:
// "pages/sign/sign.js › doSign".
inline constexpr std::string_view kFunctionMark = " \xE2\x80\xBA ";
// The functions of such a symbol ("SignPage.doSign"). Of symbols without file and mark the whole is taken.
std::string_view functions_of_symbol(std::string_view symbol);
// True when `name` is one of the functions around.
bool stands_in_function(std::string_view symbol, std::string_view name);

class ScriptReader final : public formats::js::Sink {
 public:
  // `entry` is the place in reports; `file` the path of the script itself, or of the bundle that holds many.
  ScriptReader(evidence::Collector& out, ScriptHost& host, std::string entry, std::string file,
               std::vector<PendingUse>& uses);

  // `first_line`: where the script begins in its file. `through` hears the script in this reader's place, and
  // hands on.
  void read(std::string_view source, const Limits& limits, uint32_t first_line = 1,
            formats::js::Sink* through = nullptr);
  // From here on code of a template, which runs when somebody presses something; or (false) no longer.
  void answers_people(bool yes) { answers_people_ = yes; }
  uint32_t module() const { return module_; }
  std::string symbol() const;  // of what is being read
  // Code at that place opens a page: what on_literal() finds by itself, and what only the platform can tell.
  // `callee`: of the call that the page is an argument of.
  void note_opening(uint32_t page, std::string_view callee, uint64_t offset);

  void on_literal(const formats::js::Literal& literal) override;
  void on_call(const formats::js::Call& call) override;
  void on_identifier(std::string_view name, uint32_t line, uint32_t column) override;
  bool wants_identifier(std::string_view name) override;  // counts those that it does not want
  void on_module(std::string_view name, uint32_t line) override;
  void on_module_end() override;
  void on_chunk_module(std::string_view id, uint32_t line) override;
  void on_chunk_require(std::string_view id, uint32_t line) override;
  void on_function(std::string_view name, uint32_t line) override;
  void on_function_end() override;
  void on_require(std::string_view path, uint32_t line) override;
  void on_obfuscation(const formats::js::Obfuscation& found) override;

 private:
  evidence::Evidence item(evidence::Kind kind, std::string_view text, uint32_t line, uint32_t column) const;
  void note_call(const formats::js::Call& call);
  // What open functions say of a deed: hundreds of calls stand in the same ones.
  struct Doing {
    std::string functions, name;
    bool begins = false;
  };
  const Doing& doing();
  void note_deed(evidence::Deed deed, uint64_t offset);
  void flush_deeds(size_t begin);
  void begin_module(std::string chunk);
  void enter(std::string file);
  const std::string& chunk() const { return chunk_.empty() ? file_ : chunk_; }
  uint32_t line_of(uint32_t line) const { return line + first_line_ - 1; }

  evidence::Collector& out_;
  ScriptHost& host_;
  std::string entry_;   // of the package
  std::string file_;    // now being read, inside a bundle too
  std::string bundle_;  // file_ outside of any module of the bundle
  std::string chunk_;   // of webpack: the file whose modules are being read; empty outside of them
  // Around the module being read: modules nest.
  struct Outer {
    std::string file, chunk;
    std::string functions;
    std::vector<size_t> function_sizes;
    size_t deeds = 0;
  };
  // What functions of the script do, until the calls around are known: what is in a hook runs as the screen begins,
  // what stands behind a question does not.
  struct Deed {
    evidence::Deed what;
    uint64_t offset = 0;
    bool moves = true;   // false: only a text that names a page
    bool asked = false;  // somebody is asked before
  };
  std::vector<Outer> outer_;
  std::string functions_;               // names of the open ones, joined by dots …
  std::vector<size_t> function_sizes_;  // … and the size of functions_ before each
  Doing doing_;
  bool answers_people_ = false;
  uint32_t module_ = evidence::kNoModule;
  uint32_t first_line_ = 1;
  std::vector<PendingUse>& uses_;
  std::vector<Deed> deeds_;
  std::string_view source_;  // while it is read …
  std::optional<bool> asks_for_refusal_;  // … and whether anything of it does, when that was asked
};

}  // namespace jianfu::platforms
