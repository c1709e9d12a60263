#include "platforms/open.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

#include "core/sha256.h"
#include "formats/identify.h"
#include "formats/wxapkg/wxapkg.h"
#include "platforms/container.h"

namespace jianfu::platforms {
namespace {

using formats::FileKind;

// Packages that only their name tells, because their content is encrypted or of a kind that nobody described
// (formats.md §5.2, §8.3, §8.5, §8.6).
struct NamedKind {
  std::string_view ending;
  std::string_view zh, en;
};
constexpr std::array kNamedKinds = {
    NamedKind{".wxapkg", "微信小程序包（.wxapkg）", "a WeChat mini-program package (.wxapkg)"},
    NamedKind{".qapkg", "QQ 小程序包（.qapkg）", "a QQ mini-program package (.qapkg)"},
    NamedKind{".swan", "百度智能小程序包（.swan）", "a Baidu smart program (.swan)"},
    NamedKind{".smt", "百度智能小程序包（.smt）", "a Baidu smart program (.smt)"},
    NamedKind{".amr", "支付宝/mPaaS 离线包（.amr）", "an offline package of Alipay or mPaaS (.amr)"},
    NamedKind{".kspkg", "快手小程序包（.kspkg）", "a Kuaishou mini-program package (.kspkg)"},
    NamedKind{".jdapkg", "京东小程序包（.jdapkg）", "a JD mini-program package (.jdapkg)"},
    NamedKind{".ttpkg", "字节系小程序包（.ttpkg）", "a ByteDance mini-program package (.ttpkg)"},
};

constexpr size_t kHeadBytes = 512;

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  return out;
}

// What no container is recognised in: a package whose beginning is lost, or one known by its name.
Result<std::unique_ptr<io::Tree>> open_unknown(const std::string& path, std::string_view bytes,
                                               const Limits& limits, Error error, const io::Tree* parent) {
  const FileKind kind = formats::identify(bytes.substr(0, kHeadBytes));
  const std::string name = lower_case(path);
  if (name.ends_with(".apkm"))
    return io::open_buffer(std::filesystem::path(path).filename().string(), bytes, limits, parent);
  // A beginning that was overwritten may look like text.
  const bool overwritten = kind == FileKind::kText && name.ends_with(".wxapkg");
  if (kind != FileKind::kUnknown && !overwritten) return error;
  Result<std::unique_ptr<io::Tree>> carved = formats::wxapkg::open_scrambled(bytes, limits, parent);
  if (carved) return carved;
  for (const NamedKind& named : kNamedKinds) {
    if (name.ends_with(named.ending))
      return Error{
          ErrorKind::kUnsupported, {Msg::not_what_its_name_says, {core::bilingual(named.zh, named.en)}}, {}};
  }
  return error;
}

Result<std::unique_ptr<io::Tree>> open_bytes(const std::string& path, std::string_view bytes,
                                             const Limits& limits, const io::Tree* parent,
                                             formats::wxapkg::AppIds* app_ids) {
  if (bytes.empty()) return Error{ErrorKind::kNotThisKind, {Msg::io_empty, {}}, path};
  Result<std::unique_ptr<io::Tree>> tree = open_container(bytes, limits, parent, app_ids);
  if (tree || looks_like_container(bytes)) return tree;
  return open_unknown(path, bytes, limits, tree.error(), parent);
}

// Folders of the client are named by the app id.
void learn_from(const std::string& path, formats::wxapkg::AppIds* app_ids) {
  if (app_ids == nullptr) return;
  std::error_code ignored;
  for (const auto& step : std::filesystem::absolute(path, ignored)) {
    const std::string name = step.string().substr(0, formats::wxapkg::kAppIdBytes);
    if (formats::wxapkg::is_app_id(name)) app_ids->learn(name);
  }
}

// "x.zip!/y.wxapkg" in its steps; the first is that of the file system.
std::vector<std::string> steps_of(const std::string& path) {
  std::error_code ignored;
  std::vector<std::string> out;
  size_t begin = 0;
  for (size_t at = path.find(kInside); at != std::string::npos; at = path.find(kInside, at + 1)) {
    // A file of the system may be named like that too.
    if (out.empty() && !std::filesystem::is_regular_file(path.substr(0, at), ignored)) continue;
    out.push_back(path.substr(begin, at - begin));
    begin = at + kInside.size();
  }
  out.push_back(path.substr(begin));
  return out;
}

Error at(const std::string& path, Error error) {
  error.where = path + (error.where.empty() || error.where == path ? "" : ": " + error.where);
  return error;
}

// One step down: the entry of that name becomes the container that is read.
std::optional<Error> step_into(Opened& opened, const std::string& name, const Limits& limits,
                               formats::wxapkg::AppIds* app_ids) {
  const std::optional<size_t> index = opened.tree->find(name);
  if (!index) return Error{ErrorKind::kIo, {Msg::io_missing, {}}, name};
  opened.around.push_back(std::move(opened.tree));
  const io::Tree& parent = *opened.around.back();
  opened.inner.push_back(parent.read(*index).bytes);
  Result<std::unique_ptr<io::Tree>> tree =
      open_bytes(name, opened.inner.back().view(), limits, &parent, app_ids);
  if (!tree) return tree.error();
  opened.tree = std::move(*tree);
  return std::nullopt;
}

}  // namespace

Result<std::unique_ptr<Opened>> open(const std::string& path, const Limits& limits,
                                     formats::wxapkg::AppIds* app_ids) {
  auto out = std::make_unique<Opened>();
  out->path = path;
  std::error_code ignored;
  out->folder = std::filesystem::is_directory(path, ignored);
  if (out->folder) {
    Result<std::unique_ptr<io::Tree>> tree = io::open_folder(path, limits);
    if (!tree) return at(path, tree.error());
    out->tree = std::move(*tree);
    return out;
  }
  const std::vector<std::string> steps = steps_of(path);
  Result<std::string> bytes = io::read_file(steps.front(), limits);
  if (!bytes) return Error(bytes.error());
  out->bytes = std::move(*bytes);
  learn_from(path, app_ids);
  Result<std::unique_ptr<io::Tree>> tree = open_bytes(steps.front(), out->bytes, limits, nullptr, app_ids);
  if (!tree) return at(path, tree.error());
  out->tree = std::move(*tree);
  for (size_t i = 1; i < steps.size(); ++i) {
    if (std::optional<Error> error = step_into(*out, steps[i], limits, app_ids)) return at(path, *error);
  }
  return out;
}

std::string digest(const Opened& opened) {
  if (!opened.folder) return core::sha256_hex(opened.content());
  std::string list;
  const auto& entries = opened.tree->entries();
  for (size_t i = 0; i < entries.size(); ++i) {
    if (!entries[i].directory)
      list += entries[i].name + '\0' + core::sha256_hex(opened.tree->read(i).bytes.view()) + '\n';
  }
  return core::sha256_hex(list);
}

}  // namespace jianfu::platforms
