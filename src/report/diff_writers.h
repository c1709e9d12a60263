// The outputs of a comparison of two versions. One row each in diff_writers.cc, as in writers.h.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "engine/diff.h"
#include "report/writers.h"

namespace jianfu::report {

struct DiffWriter {
  std::string_view name;    // of --format
  std::string_view zh, en;  // help
  std::string (*write)(const engine::DiffReport& diff, const WriteOptions& options);
  std::string_view ending;
};

std::span<const DiffWriter> diff_writers();

std::string write_diff_text(const engine::DiffReport& diff, const WriteOptions& options);
std::string write_diff_json(const engine::DiffReport& diff, const WriteOptions& options);
std::string write_diff_html(const engine::DiffReport& diff, const WriteOptions& options);

inline constexpr std::string_view kDiffSchema = "jianfu-diff/1";

}  // namespace jianfu::report
