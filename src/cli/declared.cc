// What frames the judgement of a package: --audience and --filing, else what --declaration says.
#include <algorithm>
#include <ostream>

#include "cli/commands.h"
#include "io/file.h"

namespace jianfu::cli {

std::optional<std::string> form_file(const std::string& path, const Options& options, Streams streams) {
  constexpr uint64_t kMostBytes = 128u << 20;  // more than any reader of forms takes, so that it says so
  Result<io::FileHead> file = io::read_head_of_file(path, kMostBytes);
  if (file) return std::move(file->bytes);
  streams.err << file.error().render(options.lang) << '\n';
  return std::nullopt;
}

std::optional<engine::Declaration> declaration_of(const Options& options, const rules::RuleSet& rules, Streams streams) {
  const std::optional<std::string> bytes = form_file(options.declaration, options, streams);
  if (!bytes) return std::nullopt;
  engine::DeclarationRead read = engine::read_declaration(*bytes, options.declaration, rules);
  for (const Error& problem : read.problems) streams.err << problem.render(options.lang) << '\n';
  if (!read.problems.empty()) return std::nullopt;
  return std::move(read.declaration);
}

// Of several audiences the one nearest to the grassroots.
engine::Scope scope_of(const Options& options, const std::optional<engine::Declaration>& declaration) {
  engine::Scope out;
  const auto declares = [&](Msg audience) {
    return std::find(declaration->audience.begin(), declaration->audience.end(), audience) != declaration->audience.end();
  };
  if (declaration) {
    out.declaration = &*declaration;
    out.filing_required = declaration->unit.kind != Msg::unit_other_institution;
    out.filing_given = declaration->unit.kind != Msg::none;
    out.audience_given = declaration->grassroots_facing || !declaration->audience.empty();
    if (declaration->grassroots_facing || declares(Msg::audience_grassroots))
      out.audience = engine::Audience::kGrassroots;
    else if (declares(Msg::audience_public) && !declares(Msg::audience_internal))
      out.audience = engine::Audience::kPublic;
  }
  for (size_t i = 0; i < rules::kAudienceNames.size(); ++i) {
    if (options.audience == rules::kAudienceNames[i]) out.audience = static_cast<engine::Audience>(i);
  }
  out.audience_given = out.audience_given || !options.audience.empty();
  if (!options.filing.empty()) out.filing_required = options.filing == "required";
  out.filing_given = out.filing_given || !options.filing.empty();
  return out;
}

}  // namespace jianfu::cli
