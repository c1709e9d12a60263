#include "platforms/shared/web_shell.h"

#include <algorithm>
#include <array>
#include <utility>

#include "formats/json/json.h"
#include "formats/markup/markup.h"
#include "platforms/shared/facts.h"
#include "platforms/shared/paths.h"
#include "text/utf.h"

namespace jianfu::platforms {
namespace {

using evidence::Evidence;
using evidence::Kind;

struct Mark {
  std::string_view ending;  // of the path
  std::string_view framework;
};
constexpr std::array kMarks = {
    Mark{"/cordova.js", "cordova"},
    Mark{"/cordova_plugins.js", "cordova"},
    Mark{"/capacitor.config.json", "capacitor"},
    Mark{"/capacitor.plugins.json", "capacitor"},
    Mark{"assets/widget/config.xml", "apicloud"},
    Mark{"/h5_json.json", "mpaas"},
    Mark{"/index.android.bundle", "react-native"},
    Mark{"/js-modules/UNBUNDLE", "react-native"},
    Mark{"/weex-main-jsfm.js", "weex"},
    Mark{"/native-bundle-main.js", "weex"},
};

bool is_remote(std::string_view text) {
  return text.starts_with("http://") || text.starts_with("https://");
}

void add_endpoint(evidence::Collector& out, std::string_view address, const std::string& path,
                  uint32_t line) {
  Evidence item;
  item.kind = Kind::kEndpoint;
  item.text = text::to_valid_utf8(address);
  item.at.entry = path;
  item.at.line = line;
  out.add(std::move(item));
}

void add_beginning(evidence::Collector& out, std::string_view address, const std::string& path,
                   uint32_t line) {
  if (is_remote(address)) add_fact(out, "web.remote-entry " + std::string(address), path, line);
}

// <content src="https://…"/>, <allow-navigation href="…"/>, <access origin="…"/>
class ConfigHandler final : public formats::markup::Handler {
 public:
  ConfigHandler(evidence::Collector& out, const std::string& path) : out_(out), path_(path) {}
  void on_open(const formats::markup::Tag& tag) override {
    if (const auto* source = tag.find("src"); source != nullptr && tag.name == "content")
      add_beginning(out_, source->value, path_, tag.line);
    for (const std::string_view name : {"href", "origin"}) {
      const auto* address = tag.find(name);
      if (address != nullptr && is_remote(address->value))
        add_endpoint(out_, address->value, path_, tag.line);
    }
  }
  void on_close(std::string_view, uint32_t) override {}
  void on_text(std::string_view, uint32_t, uint32_t) override {}
  void on_raw(std::string_view, std::string_view, uint32_t) override {}

 private:
  evidence::Collector& out_;
  const std::string& path_;
};

}  // namespace

std::string_view framework_of(std::string_view path) {
  const auto mark =
      std::find_if(kMarks.begin(), kMarks.end(), [&](const Mark& m) { return path.ends_with(m.ending); });
  return mark == kMarks.end() ? std::string_view{} : mark->framework;
}

void read_web_shell(evidence::Collector& out, const std::string& path, std::string_view source,
                    const Context& context) {
  const std::string_view name = base_of(path);
  if (name == "config.xml") {
    ConfigHandler handler(out, path);
    formats::markup::read(source, context.limits, handler);  // its defects are those of the reader of texts
  } else if (name == "capacitor.config.json") {
    const formats::json::Document document = formats::json::parse(source, context.limits);
    const formats::json::Value& url = document.root.at("server", "url");
    add_beginning(out, url.string_or(""), path, url.line);
    for (const formats::json::Value& host : document.root.at("server", "allowNavigation").items)
      add_endpoint(out, host.string_or(""), path, host.line);
  }
}

}  // namespace jianfu::platforms
