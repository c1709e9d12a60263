#include "cli/config.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <ostream>

#include "cli/run.h"
#include "io/data_file.h"
#include "io/file.h"
#include "io/file_write.h"
#include "report/phrases.h"

namespace jianfu::cli {
namespace {

constexpr uint64_t kMostBytes = 1u << 20;
// Keys that name files.
constexpr std::array<std::string_view, 4> kFiles = {"declaration", "waivers", "baseline", "rules"};

bool is_scalar(const io::DataNode& node) {
  return node.type == io::DataNode::kBool || node.type == io::DataNode::kNumber || node.type == io::DataNode::kText ||
         node.type == io::DataNode::kDate;
}

std::string value_of(const std::string& key, const io::DataNode& node, const std::filesystem::path& folder) {
  const bool file = std::find(kFiles.begin(), kFiles.end(), key) != kFiles.end();
  const bool relative = file && !node.text.empty() && std::filesystem::path(node.text).is_relative();
  return relative ? (folder / node.text).lexically_normal().string() : node.text;
}

Error wrong_value(const std::string& file, const io::DataMember& member) {
  return {ErrorKind::kUsage,
          {Msg::data_wrong_type, {member.key, io::type_word(io::DataNode::kText), io::type_word(member.value.type)}},
          io::place_of(file, member.value.at)};
}

}  // namespace

std::optional<std::string> find_config(const std::string& start) {
  std::error_code ignored;
  std::filesystem::path folder = std::filesystem::absolute(start, ignored).lexically_normal();
  while (!folder.empty()) {
    const std::filesystem::path file = folder / kConfigName;
    if (std::filesystem::is_regular_file(file, ignored)) return file.string();
    if (std::filesystem::exists(folder / ".git", ignored) || folder == folder.root_path()) return std::nullopt;
    folder = folder.parent_path();
  }
  return std::nullopt;
}

Result<std::vector<Setting>> read_config(const std::string& path) {
  const Result<io::FileHead> file = io::read_head_of_file(path, kMostBytes);
  if (!file) return file.error();
  if (file->bytes.empty()) return std::vector<Setting>{};
  const Result<io::DataNode> root = io::read_data(file->bytes, io::DataFormat::kToml, path);
  if (!root) return root.error();
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  std::vector<Setting> out;
  for (const io::DataMember& member : root->members) {
    Setting setting{member.key, io::place_of(path, member.at), {}, member.value.type == io::DataNode::kBool};
    const std::vector<io::DataNode> alone = {member.value};
    const bool list = member.value.type == io::DataNode::kList;
    for (const io::DataNode& value : list ? member.value.items : alone) {
      if (!is_scalar(value) || (list && value.type == io::DataNode::kBool)) return wrong_value(path, member);
      setting.values.push_back(value_of(member.key, value, folder));
    }
    out.push_back(std::move(setting));
  }
  return out;
}

std::string config_template(Lang lang) { return report::phrase(report::Phrase::config_template, lang); }

// Written into the working directory, never over one that is there.
int config_init(const Options& options, Streams streams) {
  std::error_code ignored;
  if (std::filesystem::exists(kConfigName, ignored)) {
    streams.err << report::phrase(report::Phrase::config_there, options.lang, {kConfigName}) << '\n';
    return kUsage;
  }
  const Status written = io::write_file(kConfigName, config_template(options.lang));
  if (!written) {
    streams.err << written.error().render(options.lang) << '\n';
    return kUsage;
  }
  streams.err << report::phrase(report::Phrase::config_written, options.lang, {kConfigName}) << '\n';
  return kClean;
}

}  // namespace jianfu::cli
