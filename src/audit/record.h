// What an audit keeps of one package: the rows that people ask for, and the whole report. It does not say where the
// package lay: the same bytes in many folders have one record. It goes from the process that scanned to the one that
// writes the store, and in audits on many machines through a file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "engine/report.h"

namespace jianfu::audit {

inline constexpr size_t kMostEvidence = 5;  // places kept as rows of a finding; the report has all
inline constexpr size_t kMostGaps = 50;     // gaps kept as rows of a package; the report has all

struct PlaceRow {
  std::string kind, role, text, entry, symbol, because;
  uint32_t line = 0;
  friend bool operator==(const PlaceRow&, const PlaceRow&) = default;
};

struct FindingRow {
  std::string inside;  // package inside of the package; empty: it is the package's own
  std::string rule, feature, provision, verdict, severity, presence, coercion, exemption;
  std::string module, module_title, title_zh, title_en, fingerprint;
  std::vector<PlaceRow> places;
  friend bool operator==(const FindingRow&, const FindingRow&) = default;
};

struct RequiredRow {  // of a required function that is not in order
  std::string rule, feature, provision, verdict, grade, title_zh, title_en;
  friend bool operator==(const RequiredRow&, const RequiredRow&) = default;
};

struct ProvisionRow {  // of those that are not "not found" or "not applicable"
  std::string provision, title_zh, title_en, verdict;
  friend bool operator==(const ProvisionRow&, const ProvisionRow&) = default;
};

struct UndecidedRow {  // a rule that could not be decided
  std::string rule, provision, title_zh, title_en;
  friend bool operator==(const UndecidedRow&, const UndecidedRow&) = default;
};

struct GapRow {
  std::string why, entry, what_zh, what_en, ask_zh, ask_en;
  uint64_t bytes = 0;
  friend bool operator==(const GapRow&, const GapRow&) = default;
};

struct TrickRow {  // a sign of tampering, of the package or one inside
  std::string id, entry, detail, says_zh, says_en;
  uint64_t places = 0;
  friend bool operator==(const TrickRow&, const TrickRow&) = default;
};

// One thing that the package does or shows, or is built from, for telling which packages do the same (features.h).
struct FeatureRow {
  std::string kind, text;
  friend bool operator==(const FeatureRow&, const FeatureRow&) = default;
};

struct Record {
  std::string content;  // Scanner::Ready::content
  std::string failure_zh, failure_en;  // why there is no report; then only `content` and `size` are filled
  std::string kind, app_id, name, version, signer, frameworks;  // signer: SHA-256 of the first certificate
  uint64_t size = 0;
  std::string verdict;
  bool nothing_decisive = false, packed = false;
  uint64_t entries = 0, entries_read = 0, bytes_total = 0, bytes_read = 0;
  std::vector<ProvisionRow> provisions;
  std::vector<FindingRow> findings;
  std::vector<RequiredRow> required;
  std::vector<UndecidedRow> undecided;
  std::vector<GapRow> gaps;
  uint64_t gaps_in_all = 0;
  std::vector<TrickRow> tricks;
  std::vector<FeatureRow> features;
  std::string report;  // JSON, packed (pack.h), with the path left out
  friend bool operator==(const Record&, const Record&) = default;

  bool failed() const { return !failure_zh.empty(); }
};

Record record_of(engine::Report report, std::string content);
Record failure_of(std::string content, uint64_t size, const Error& error);

// From one process of this program to another. kCorrupt for what is torn.
std::string to_letter(const Record& record);
Result<Record> from_letter(std::string_view bytes, const std::string& name);

// With a mark, a version and a digest, so that a torn or foreign file is told from a whole one.
std::string to_bytes(const Record& record);
// kCorrupt for what is torn or none of ours, kUnsupported for another version.
Result<Record> from_bytes(std::string_view bytes, const std::string& name);

}  // namespace jianfu::audit
