// The register of apps, as a unit exports it by hand: CSV or XLSX with a head line. Columns are told by their names, in any
// order; which names are understood is a table in filing.cc.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "audit/store.h"
#include "core/limits.h"
#include "engine/waivers.h"

namespace jianfu::audit {

struct Filing {
  size_t row = 0;  // in the file, from 1
  std::string unit, level, name, platform, app_id, number, date, sha256, signer, audience, version;
};

struct FilingList {
  std::vector<Filing> filings;
  std::vector<std::string> unknown_columns;  // that are left out
  std::vector<Error> problems;               // of rows that say something wrong; they are kept without it
};

// kUsage when it is no table, has no head line with a column for names or ids, or holds no app.
Result<FilingList> read_filings(std::string_view bytes, const std::string& name, const Limits& limits);

// In the place of all that were imported before.
void replace_filings(Store& store, const FilingList& list, const std::string& file);

// The same of waivers, which show beside the findings that they fit.
void replace_waivers(Store& store, const engine::Waivers& waivers);

}  // namespace jianfu::audit
