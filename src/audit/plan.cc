#include "audit/plan.h"

#include <sys/stat.h>

#include <nlohmann/json.hpp>

#include "audit/problem.h"
#include "io/file.h"
#include "text/utf.h"

namespace jianfu::audit {
namespace {

using nlohmann::ordered_json;

constexpr std::string_view kFormat = "jianfu-plan/1", kFamily = "jianfu-plan/";
constexpr uint64_t kMostPlanBytes = uint64_t{4} << 30;  // some ten million packages

// ---- writing ----

// File names are bytes; JSON is UTF-8.
ordered_json text_json(const std::string& text) {
  if (text::valid_utf8(text)) return text;
  constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  for (const char c : text) {
    hex += kDigits[static_cast<unsigned char>(c) >> 4];
    hex += kDigits[static_cast<unsigned char>(c) & 15];
  }
  return {{"hex", hex}};
}

ordered_json texts_json(const std::vector<std::string>& texts) {
  ordered_json out = ordered_json::array();
  for (const std::string& text : texts) out.push_back(text_json(text));
  return out;
}

ordered_json place_json(const Occurrence& at) {
  ordered_json out = {{"path", text_json(at.path)}};
  if (!at.parts.empty()) out["parts"] = texts_json(at.parts);
  out["root"] = text_json(at.root);
  if (!at.stamp.empty()) out["stamp"] = text_json(at.stamp);
  return out;
}

ordered_json why_json(const Sentence& why) { return {{"zh", text_json(why.zh)}, {"en", text_json(why.en)}}; }

ordered_json head_json(const Plan& plan) {
  const Context& context = plan.context;
  return {{"format", kFormat},
          {"made", text_json(plan.made)},
          {"roots", texts_json(plan.roots)},
          {"context",
           {{"key", context.key},
            {"engine", text_json(context.engine)},
            {"ruleset", text_json(context.ruleset)},
            {"ruleset_version", text_json(context.ruleset_version)},
            {"ruleset_digest", text_json(context.ruleset_digest)},
            {"options", text_json(context.options)}}},
          {"contents", plan.contents.size()},
          {"places", plan.places()},
          {"unopened", plan.unopened.size()},
          {"unread", plan.unread.size()}};
}

// ---- reading: what is missing or of another type leaves `ok` false ----

class Fields {
 public:
  explicit Fields(const ordered_json& json) : json_(json) { ok_ = json.is_object(); }

  bool ok() const { return ok_; }
  bool has(const char* name) const { return json_.is_object() && json_.contains(name); }
  const ordered_json& at(const char* name) {
    static const ordered_json kNone;
    ok_ = ok_ && has(name);
    return ok_ ? json_.at(name) : kNone;
  }
  std::string text(const char* name) { return text_of(at(name)); }
  uint64_t number(const char* name) {
    const ordered_json& value = at(name);
    ok_ = ok_ && value.is_number_unsigned();
    return ok_ ? value.get<uint64_t>() : 0;
  }
  std::vector<std::string> texts(const char* name) {
    const ordered_json& list = at(name);
    ok_ = ok_ && list.is_array();
    std::vector<std::string> out;
    for (size_t i = 0; ok_ && i < list.size(); ++i) out.push_back(text_of(list[i]));
    return out;
  }
  void need(bool condition) { ok_ = ok_ && condition; }

 private:
  std::string text_of(const ordered_json& value) {
    if (value.is_string()) return value.get<std::string>();
    const bool hex = value.is_object() && value.contains("hex") && value["hex"].is_string();
    return hex ? bytes_of(value["hex"].get<std::string>()) : (ok_ = false, std::string());
  }
  std::string bytes_of(const std::string& hex) {
    std::string out;
    ok_ = ok_ && hex.size() % 2 == 0 && hex.find_first_not_of("0123456789abcdef") == std::string::npos;
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    for (size_t i = 0; ok_ && i < hex.size(); i += 2) out += static_cast<char>(digit(hex[i]) << 4 | digit(hex[i + 1]));
    return out;
  }

  const ordered_json& json_;
  bool ok_;
};

// Each takes what it needs of a line and says whether it is one.
bool read_place(const ordered_json& json, Occurrence& out) {
  Fields fields(json);
  out.path = fields.text("path");
  if (fields.has("parts")) out.parts = fields.texts("parts");
  out.root = fields.text("root");
  if (fields.has("stamp")) out.stamp = fields.text("stamp");
  fields.need(!out.path.empty());
  return fields.ok();
}

bool is_digest(const std::string& text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

bool read_content(const ordered_json& json, Plan& plan) {
  Fields fields(json);
  PlannedContent out;
  out.content = fields.text("content");
  out.size = fields.number("size");
  const ordered_json& places = fields.at("places");
  fields.need(is_digest(out.content) && places.is_array() && !places.empty());
  for (size_t i = 0; fields.ok() && i < places.size(); ++i) fields.need(read_place(places[i], out.places.emplace_back()));
  plan.contents.push_back(std::move(out));
  return fields.ok();
}

bool read_unopened(const ordered_json& json, Plan& plan) {
  Fields fields(json);
  Unopened& out = plan.unopened.emplace_back();
  fields.need(read_place(fields.at("unopened"), out.at));
  out.why = {fields.text("zh"), fields.text("en")};
  fields.need(!out.why.zh.empty());  // by which a failure is known
  return fields.ok();
}

bool read_unread(const ordered_json& json, Plan& plan) {
  Fields fields(json);
  Unread& out = plan.unread.emplace_back();
  out.where = fields.text("unread");
  out.why = {fields.text("zh"), fields.text("en")};
  return fields.ok();
}

bool read_line(const ordered_json& json, Plan& plan) {
  if (json.is_object() && json.contains("content")) return read_content(json, plan);
  if (json.is_object() && json.contains("unopened")) return read_unopened(json, plan);
  return read_unread(json, plan);
}

struct Counted {
  uint64_t contents = 0, places = 0, unopened = 0, unread = 0;
  friend bool operator==(const Counted&, const Counted&) = default;
};

bool read_head(const ordered_json& json, Plan& plan, Counted& counted) {
  Fields fields(json);
  plan.made = fields.text("made");
  plan.roots = fields.texts("roots");
  Fields context(fields.at("context"));
  plan.context.key = context.text("key");
  plan.context.engine = context.text("engine");
  plan.context.ruleset = context.text("ruleset");
  plan.context.ruleset_version = context.text("ruleset_version");
  plan.context.ruleset_digest = context.text("ruleset_digest");
  plan.context.options = context.text("options");
  counted = {fields.number("contents"), fields.number("places"), fields.number("unopened"), fields.number("unread")};
  fields.need(!plan.roots.empty() && is_digest(plan.context.key));
  return fields.ok() && context.ok();
}

// The next line of `rest`, without its end; a last one without it is torn and no line.
std::string_view next_line(std::string_view& rest) {
  const size_t end = std::min(rest.find('\n'), rest.size());
  const std::string_view out = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return out;
}

ordered_json parsed(std::string_view line) { return ordered_json::parse(line.begin(), line.end(), nullptr, false); }

std::string tail_counts(const Counted& of) {
  return std::to_string(of.contents) + " / " + std::to_string(of.places) + " / " + std::to_string(of.unopened) + " / " +
         std::to_string(of.unread);
}

}  // namespace

uint64_t Plan::places() const {
  uint64_t out = 0;
  for (const PlannedContent& one : contents) out += one.places.size();
  return out;
}

std::string to_json_lines(const Plan& plan) {
  std::string out;
  const auto line = [&](const ordered_json& json) { out += json.dump() + '\n'; };
  line(head_json(plan));
  for (const PlannedContent& one : plan.contents) {
    ordered_json places = ordered_json::array();
    for (const Occurrence& at : one.places) places.push_back(place_json(at));
    line({{"content", one.content}, {"size", one.size}, {"places", places}});
  }
  for (const Unopened& one : plan.unopened) {
    ordered_json json = why_json(one.why);
    json["unopened"] = place_json(one.at);
    line(json);
  }
  for (const Unread& one : plan.unread) {
    ordered_json json = why_json(one.why);
    json["unread"] = text_json(one.where);
    line(json);
  }
  return out;
}

Result<Plan> plan_from(std::string_view bytes, const std::string& name) {
  Plan out;
  Counted said;
  const ordered_json head = parsed(next_line(bytes));
  const bool tells = head.is_object() && head.contains("format") && head["format"].is_string();
  const std::string format = tells ? head["format"].get<std::string>() : std::string();
  if (!format.starts_with(kFamily)) return problem(ErrorKind::kUsage, Phrase::plan_none, {}, name);
  if (format != kFormat)
    return problem(ErrorKind::kUnsupported, Phrase::plan_version, {text::displayable(format), std::string(kFormat)}, name);
  if (!read_head(head, out, said)) return problem(ErrorKind::kCorrupt, Phrase::plan_bad_line, {}, name + ":1");
  for (size_t number = 2; !bytes.empty(); ++number) {
    if (!read_line(parsed(next_line(bytes)), out))
      return problem(ErrorKind::kCorrupt, Phrase::plan_bad_line, {}, name + ":" + std::to_string(number));
  }
  const Counted found = {out.contents.size(), out.places(), out.unopened.size(), out.unread.size()};
  if (!(found == said)) return problem(ErrorKind::kCorrupt, Phrase::plan_torn, {tail_counts(said), tail_counts(found)}, name);
  return out;
}

Result<Plan> read_plan(const std::string& path) {
  Result<io::FileHead> file = io::read_head_of_file(path, kMostPlanBytes);
  if (!file) return Error{ErrorKind::kUsage, file.error().what, file.error().where};
  return plan_from(file->bytes, path);
}

Status fits(const Plan& plan, const Context& context) {
  const Context& of = plan.context;
  const auto differs = [](Phrase what, const std::string& planned, const std::string& here) -> Status {
    return problem(ErrorKind::kUsage, what, {text::displayable(planned), text::displayable(here)}, {});
  };
  if (of.engine != context.engine) return differs(Phrase::plan_other_engine, of.engine, context.engine);
  if (of.ruleset_digest != context.ruleset_digest)
    return differs(Phrase::plan_other_rules, of.ruleset + " " + of.ruleset_version + " " + of.ruleset_digest,
                   context.ruleset + " " + context.ruleset_version + " " + context.ruleset_digest);
  if (of.options != context.options) return differs(Phrase::plan_other_options, of.options, context.options);
  if (of.key != context.key) return differs(Phrase::plan_other_key, of.key, context.key);
  for (const std::string& root : plan.roots) {
    struct stat found {};
    if (::stat(root.c_str(), &found) != 0) return problem(ErrorKind::kUsage, Phrase::plan_no_root, {}, text::displayable(root));
  }
  return Done{};
}

}  // namespace jianfu::audit
