// The blocks of a single-file component: one pass, bounded whatever is broken in it.
#include <algorithm>
#include <array>

#include "platforms/shared/component_file.h"
#include "text/ascii.h"

namespace jianfu::platforms {
namespace {

constexpr size_t kNone = std::string_view::npos;
constexpr std::string_view kTemplate = "template";

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return text::lower(x) == text::lower(y); });
}

bool begins_name(char c) {
  const char l = text::lower(c);
  return l >= 'a' && l <= 'z';
}

bool ends_name(char c) {
  return c == '>' || c == '/' || c == '\0' || c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// The one tag that an opening tag's text is.
class TagHandler final : public formats::markup::Handler {
 public:
  void on_open(const formats::markup::Tag& tag) override {
    if (attributes.empty()) attributes = tag.attributes;
  }
  void on_close(std::string_view, uint32_t) override {}
  void on_text(std::string_view, uint32_t, uint32_t) override {}
  void on_raw(std::string_view, std::string_view, uint32_t) override {}
  std::vector<formats::markup::Attribute> attributes;
};

class Splitter {
 public:
  explicit Splitter(std::string_view source) : source_(source) {}

  std::vector<ComponentBlock> split() {
    while ((at_ = source_.find('<', at_)) != kNone) {
      if (source_.substr(at_).starts_with("<!--")) {
        at_ = past_comment(at_);
      } else if (begins_name(byte(at_ + 1))) {
        read_block();
      } else {
        ++at_;
      }
    }
    return std::move(out_);
  }

 private:
  char byte(size_t at) const { return at < source_.size() ? source_[at] : '\0'; }

  size_t past_comment(size_t at) const {
    const size_t end = source_.find("-->", at + 4);
    return end == kNone ? source_.size() : end + 3;
  }

  std::string_view name_at(size_t at) const {
    size_t end = at;
    while (!ends_name(byte(end)) && byte(end) != '<') ++end;
    return source_.substr(at, end - at);
  }

  // Past the '>' of the tag at `at`. A quote in it that is never closed is no quote.
  size_t past_tag(size_t at) {
    for (size_t i = at; i < source_.size(); ++i) {
      const char c = source_[i];
      if (c == '>') return i + 1;
      if (c != '"' && c != '\'') continue;
      const size_t end = c == '"' ? next_of("\"", double_, i + 1) : next_of("'", single_, i + 1);
      if (end != kNone) i = end;
    }
    return source_.size();
  }

  // First `what` at or behind `from`, found once for rising positions.
  size_t next_of(std::string_view what, size_t& known, size_t from) const {
    if (known != kNone && known < from) known = source_.find(what, from);
    return known;
  }

  void read_block() {
    ComponentBlock block;
    block.name = name_at(at_ + 1);
    const size_t begin = past_tag(at_);
    const std::string_view tag = source_.substr(at_, begin - at_);
    TagHandler handler;
    formats::markup::read(tag, Limits{}, handler);
    block.attributes = std::move(handler.attributes);
    move_line_to(begin);
    block.line = line_;
    at_ = begin;
    if (!tag.ends_with("/>")) read_text(block, begin);
    out_.push_back(std::move(block));
  }

  void read_text(ComponentBlock& block, size_t begin) {
    const bool markup =
        same_name(block.name, kTemplate) && block.value("lang") != "pug" && block.value("lang") != "jade";
    size_t end = markup && !unbalanced_ ? template_end(begin) : kNone;
    if (end == kNone && same_name(block.name, kTemplate)) end = first_template_end(begin);
    if (end == kNone && !same_name(block.name, kTemplate)) end = raw_end(block.name, begin);
    block.closed = end != kNone;
    if (end == kNone) end = guessed_end(block.name, begin);
    block.text = source_.substr(begin, end - begin);
    at_ = std::max(end, begin);
    if (block.closed && source_.substr(at_).starts_with("</")) at_ = past_tag(at_);
  }

  // Where the template's own </template begins. Once there was none, ends are guessed: not a pass each.
  size_t template_end(size_t begin) {
    size_t depth = 1;
    for (size_t at = source_.find('<', begin); at != kNone; at = source_.find('<', at)) {
      if (source_.substr(at).starts_with("<!--")) {
        at = past_comment(at);
        continue;
      }
      const bool closing = byte(at + 1) == '/';
      const size_t name = at + (closing ? 2 : 1);
      if (!begins_name(byte(name))) {
        ++at;
        continue;
      }
      const bool is_template = same_name(name_at(name), kTemplate);
      if (closing && is_template && --depth == 0) return at;
      const size_t end = closing ? at + 2 : past_tag(at);
      if (!closing && is_template && byte(end - 2) != '/') ++depth;
      at = end;
    }
    unbalanced_ = true;
    double_ = single_ = 0;  // the walk goes back
    return kNone;
  }

  // The last </template before the next script or style that begins a line.
  size_t first_template_end(size_t begin) {
    const size_t border = guessed_end(kTemplate, begin);
    size_t end = kNone;
    for (size_t at = begin; at < border; at = end + 1) {
      const size_t next = next_of("</template", closing_template_, at);
      if (next == kNone || next >= border) break;
      end = next;
    }
    return end;
  }

  // Of blocks that are no markup. Those of a framework's own may be tags without an end, as <import> often
  // is.
  size_t raw_end(std::string_view name, size_t begin) {
    constexpr uint32_t kMostOpen = 16;
    const bool code = same_name(name, "script") || same_name(name, "style");
    if (same_name(name, "import") || (!code && open_ >= kMostOpen)) return begin;
    const size_t end = closing_tag(name, begin);
    if (end != kNone || code) return end;
    ++open_;
    return begin;
  }

  // "</script" with what may follow a name.
  size_t closing_tag(std::string_view name, size_t begin) const {
    for (size_t at = source_.find("</", begin); at != kNone; at = source_.find("</", at + 2)) {
      if (same_name(source_.substr(at + 2, name.size()), name) && ends_name(byte(at + 2 + name.size())))
        return at;
    }
    return kNone;
  }

  // Of a template: where the next block begins a line. Others go on to the end: code may hold anything.
  size_t guessed_end(std::string_view name, size_t begin) {
    if (!same_name(name, kTemplate)) return source_.size();
    const size_t script = next_of("\n<script", script_, begin), style = next_of("\n<style", style_, begin);
    return std::min({script, style, source_.size()});
  }

  void move_line_to(size_t offset) {
    line_ += static_cast<uint32_t>(std::count(source_.begin() + static_cast<std::ptrdiff_t>(counted_),
                                              source_.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
    counted_ = offset;
  }

  std::string_view source_;
  std::vector<ComponentBlock> out_;
  size_t at_ = 0;
  uint32_t line_ = 1;
  size_t counted_ = 0;
  bool unbalanced_ = false;
  uint32_t open_ = 0;  // blocks of other names without an end
  size_t double_ = 0, single_ = 0, closing_template_ = 0, script_ = 0, style_ = 0;  // see next_of()
};

}  // namespace

const formats::markup::Attribute* ComponentBlock::find(std::string_view attribute) const {
  const auto at =
      std::find_if(attributes.begin(), attributes.end(),
                   [&](const formats::markup::Attribute& a) { return same_name(a.name, attribute); });
  return at == attributes.end() ? nullptr : &*at;
}

std::string_view ComponentBlock::value(std::string_view attribute) const {
  const formats::markup::Attribute* found = find(attribute);
  return found == nullptr ? std::string_view{} : std::string_view(found->value);
}

std::vector<ComponentBlock> split_component(std::string_view source) {
  return Splitter(source).split();
}

bool is_component_name(std::string_view path) {
  constexpr std::array<std::string_view, 5> kEndings = {".vue", ".nvue", ".uvue", ".ux", ".wpy"};
  return std::any_of(kEndings.begin(), kEndings.end(),
                     [&](std::string_view ending) { return path.ends_with(ending); });
}

}  // namespace jianfu::platforms
