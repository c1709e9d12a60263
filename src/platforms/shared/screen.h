// What a template puts on the screen, as evidence: texts with their role, form fields with label and required
// mark, handlers with the text they stand under, links to pages, components. Fed by markup (source) and by
// compiled templates alike.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "evidence/collector.h"
#include "formats/markup/value.h"

namespace jianfu::platforms {

// name → value as written ("{{…}}" and all), entities decoded; a bare attribute has the value "true".
using Attributes = std::vector<std::pair<std::string, std::string>>;
// The same with expressions taken apart.
using AttributeValues = std::vector<std::pair<std::string, formats::markup::Value>>;

// Where a piece of a template stands.
struct Spot {
  std::string entry;
  uint32_t line = 0;
  uint32_t column = 0;
  std::string symbol;  // of a compiled template: the file it was made of
};

// The label a field may take from what stands before it, in one element.
struct LabelState {
  std::string first, last;  // of the texts since the last field
  uint32_t texts = 0;
  bool required = false;  // a mark was seen beside them
  bool value = false;     // and a text that is all expression: what the label tells of
  bool field = false;     // one was met: the row is used up

  void add(std::string_view text);
  void mark();
  // The state of an element around the one that ended with this.
  void end_of(LabelState&& inner, bool is_inline);
};

// Bare, "true", {{true}}, a class that says so.
bool says_required(const AttributeValues& attributes);

class ScreenReader {
 public:
  struct Host {
    // Module of the page that a route names (as written), or kNoModule.
    std::function<uint32_t(std::string_view route)> page_of;
    // Module of a custom component by its tag on this page, or kNoModule.
    std::function<uint32_t(std::string_view tag)> component_of;
    // Prefix of pseudo calls for elements and open-types: "wx".
    std::string api;
    // False: another reader tells the texts; here they only label fields.
    bool texts = true;
  };

  ScreenReader(evidence::Collector& out, uint32_t module, Host host);
  ScreenReader(ScreenReader&&) = default;
  // Ends what is still open.
  ~ScreenReader();

  // An element whose content follows, up to `close`.
  void open(std::string_view tag, const Attributes& attributes, const Spot& spot);
  void open(std::string_view tag, const AttributeValues& attributes, const Spot& spot);
  // Ends the innermost element of that name and all inside of it; nothing when there is none.
  void close(std::string_view tag);
  // An element whose content is not told.
  void element(std::string_view tag, const Attributes& attributes, const Spot& spot);

  // Text between tags; `expression`: a string inside of {{…}}.
  void text(std::string_view text, const Spot& spot, bool expression);
  void text(const formats::markup::Value& text, const Spot& spot);
  // What stands in no element and in no text: data of templates, lists that are repeated.
  void loose(const formats::markup::Value& value, const Spot& spot) {
    strings(value, evidence::Role::kUnknown, spot);
  }
  // The label of the next field is no longer the text before it.
  void end_of_row();

 private:
  struct Frame {
    std::string tag;
    std::vector<evidence::Evidence> handlers;  // told when their text is known
    std::optional<evidence::Evidence> field;   // waits for the choice shown inside of it
    LabelState label;
    std::string own_text;  // a title or text attribute
    std::string shown;     // texts inside, for handlers; at most a few
    std::string submit;    // text of the button that submits the form
    uint32_t shown_texts = 0;
    bool is_inline = false, hidden = false, required = false, submits = false;
    bool conditional = false;  // shown when something is so
    bool transparent = false;  // groups and is not there: <block>
    bool label_taken = false;  // own_text and required were those of a field inside
  };

  Frame begin(std::string_view tag, const AttributeValues& attributes, const Spot& spot);
  void attribute(Frame& frame, const std::string& written, const formats::markup::Value& given,
                 const Spot& spot);
  void handler(Frame& frame, std::string_view event, const formats::markup::Value& value, const Spot& spot);
  void link(std::string_view route, const Spot& spot);
  void strings(const formats::markup::Value& value, evidence::Role role, const Spot& spot);
  void field(Frame& frame, const AttributeValues& attributes, const Spot& spot);
  bool take_label(std::string& label);
  void name_choice_around(const std::string& title);
  void tell_field(Frame& frame);
  void end(Frame frame);
  evidence::Evidence item(evidence::Kind kind, evidence::Role role, std::string_view text,
                          const Spot& spot) const;
  void add(evidence::Kind kind, evidence::Role role, std::string_view text, const Spot& spot);
  void rich_text(std::string_view html, const Spot& spot);
  Frame& top() { return frames_.back(); }
  LabelState& label();
  bool shown_for_sure() const;

  evidence::Collector* out_;
  uint32_t module_;
  Host host_;
  std::vector<Frame> frames_;  // the first is the template itself
};

}  // namespace jianfu::platforms
