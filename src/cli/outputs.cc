#include "cli/outputs.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <ostream>

#include "cli/run.h"
#include "io/file_write.h"
#include "report/phrases.h"

namespace jianfu::cli {
namespace {

using report::Phrase;
using report::phrase;
using report::Writer;

std::string format_list() {
  std::string out;
  for (const Writer& writer : report::writers()) out += (out.empty() ? "" : " | ") + std::string(writer.name);
  return out;
}

// Prints, and is what a function that failed gives back.
std::nullopt_t complain(const Options& options, Streams streams, Phrase what, const std::vector<std::string>& args) {
  streams.err << say(options, Msg::usage_error, {phrase(what, options.lang, args)}) << '\n';
  return std::nullopt;
}

// FORMAT=FILE, else --format, else the ending of the file.
std::optional<Target> target_of(const std::string& output, const Options& options, Streams streams) {
  const size_t equals = output.find('=');
  if (equals != std::string::npos) {
    const Writer* named = report::find_writer(output.substr(0, equals));
    if (named != nullptr) return Target{named, output.substr(equals + 1)};
  }
  const Writer* writer = report::find_writer(output == "-" && options.format.empty() ? "text" : options.format);
  if (writer == nullptr) writer = report::writer_of_ending(output);
  if (writer == nullptr) return complain(options, streams, Phrase::output_format_unknown, {output, format_list()});
  return Target{writer, output};
}

std::string same_file(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::weakly_canonical(std::filesystem::absolute(path, ignored), ignored).string();
}

// Data that no terminal can show.
bool spoils_terminal(const Target& target, const std::ostream& out) {
  return target.path.empty() && target.writer->binary && &out == &std::cout && ::isatty(STDOUT_FILENO) == 1;
}

bool all_can_be_written(const std::vector<Target>& targets, const Options& options, Streams streams) {
  for (const Target& target : targets) {
    if (target.path.empty()) continue;
    const Status may = io::can_write_file(target.path);
    if (may) continue;
    streams.err << may.error().render(options.lang) << '\n';
    return false;
  }
  return true;
}

}  // namespace

std::optional<std::vector<Target>> targets_of(const Options& options, Streams streams) {
  if (options.outputs.size() > 1 && !options.format.empty())
    return complain(options, streams, Phrase::output_format_for_several, {std::to_string(options.outputs.size())});
  std::vector<Target> out;
  std::vector<std::string> files;
  for (const std::string& output : options.outputs) {
    std::optional<Target> target = target_of(output, options, streams);
    if (!target) return std::nullopt;
    if (target->path == "-") target->path.clear();
    const std::string file = target->path.empty() ? "-" : same_file(target->path);
    if (std::find(files.begin(), files.end(), file) != files.end())
      return complain(options, streams, Phrase::output_twice, {target->path.empty() ? "-" : target->path});
    files.push_back(file);
    out.push_back(std::move(*target));
  }
  if (out.empty()) out.push_back({report::find_writer(options.format.empty() ? "text" : options.format), ""});
  for (const Target& target : out) {
    if (spoils_terminal(target, streams.out))
      return complain(options, streams, Phrase::output_binary_to_terminal, {std::string(target.writer->name)});
  }
  if (!all_can_be_written(out, options, streams)) return std::nullopt;
  return out;
}

bool wants_reasons(const std::vector<Target>& targets) {
  return std::any_of(targets.begin(), targets.end(), [](const Target& target) { return target.writer->reasons; });
}

int deliver(const std::vector<engine::Report>& reports, const std::vector<Target>& targets,
            const report::WriteOptions& write, const Options& options, Streams streams) {
  int code = kClean;
  for (const Target& target : targets) {
    const std::string bytes = target.writer->write(reports, write);
    if (target.path.empty()) {
      streams.out << bytes << std::flush;
      if (streams.out.good()) continue;
      streams.err << say(options, Msg::cannot_write, {"stdout"}) << '\n';
      code = std::max<int>(code, kInternal);
      continue;
    }
    const Status written = io::write_file(target.path, bytes);
    if (written) continue;
    streams.err << written.error().render(options.lang) << '\n';
    code = std::max<int>(code, written.error().kind == ErrorKind::kUsage ? kUsage : kInternal);
  }
  return code;
}

}  // namespace jianfu::cli
