// A plan: every package below some roots by its content, with all the places where it lies, the largest first. It is
// made once; the processes of an audit on many machines take their packages from it, and a merge proves by it that
// nothing is missing. A file of JSON Lines, docs/audit-cluster.md: a head, then a line a content, a line a package that
// could not be opened, a line a folder that could not be looked at. A text that is not UTF-8 is {"hex": "…"}.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/context.h"
#include "audit/run.h"
#include "core/result.h"

namespace jianfu::audit {

struct Sentence {  // in both languages
  std::string zh, en;
  friend bool operator==(const Sentence&, const Sentence&) = default;
};

struct PlannedContent {
  std::string content;  // Scanner::Ready::content
  uint64_t size = 0;    // bytes, with parts
  std::vector<Occurrence> places;  // at least one
};

struct Unopened {
  Occurrence at;
  Sentence why;
};

struct Unread {
  std::string where;
  Sentence why;
};

struct Plan {
  std::string made;  // when, in UTC
  std::vector<std::string> roots;
  Context context;  // results are those of this one
  std::vector<PlannedContent> contents;  // the largest first
  std::vector<Unopened> unopened;
  std::vector<Unread> unread;

  uint64_t places() const;  // of contents
};

// Looks at all there is below the roots. Packages are opened by other processes, as when they are scanned. `complete` is
// false when `tell` said to stop; there is no plan then. kUsage when a root is not there.
struct Planned {
  Plan plan;
  bool complete = false;
};
Result<Planned> make_plan(const std::vector<std::string>& roots, const Work& work, unsigned jobs,
                          const std::function<bool(const Progress&)>& tell);

std::string to_json_lines(const Plan& plan);
// kUsage for what is no plan, kUnsupported for a plan of another version, kCorrupt for a torn one: "name:line: …".
Result<Plan> plan_from(std::string_view bytes, const std::string& name);
Result<Plan> read_plan(const std::string& path);

// Whether the plan can be worked off here and now: its context is this one, and its roots are there. kUsage, saying what
// differs.
Status fits(const Plan& plan, const Context& context);

}  // namespace jianfu::audit
