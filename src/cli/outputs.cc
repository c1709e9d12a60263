#include "cli/outputs.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <ostream>

#include "cli/run.h"
#include "cli/terminal.h"
#include "report/phrases.h"

namespace jianfu::cli {
namespace {

using report::Phrase;
using report::phrase;
using Formats = std::vector<OutputFormat>;

std::string format_list(const Formats& formats) {
  std::string out;
  for (const OutputFormat& format : formats) out += (out.empty() ? "" : " | ") + std::string(format.name);
  return out;
}

std::optional<size_t> format_named(const Formats& formats, std::string_view name) {
  for (size_t i = 0; i < formats.size(); ++i) {
    if (formats[i].name == name) return i;
  }
  return std::nullopt;
}

// The longest ending counts, as in report::writer_of_ending.
std::optional<size_t> format_of_ending(const Formats& formats, std::string_view path) {
  std::optional<size_t> out;
  size_t longest = 0;
  for (size_t i = 0; i < formats.size(); ++i) {
    const size_t length = report::longest_ending(formats[i].ending, path);
    if (length <= longest) continue;
    longest = length;
    out = i;
  }
  return out;
}

// Prints, and is what a function that failed gives back.
std::nullopt_t complain(const Options& options, Streams streams, Phrase what, const std::vector<std::string>& args) {
  streams.err << say(options, Msg::usage_error, {phrase(what, options.lang, args)}) << '\n';
  return std::nullopt;
}

// FORMAT=FILE, else --format, else the ending of the file.
std::optional<Output> output_of(const std::string& output, const Formats& formats, const Options& options, Streams streams) {
  const size_t equals = output.find('=');
  if (equals != std::string::npos) {
    if (const auto named = format_named(formats, output.substr(0, equals))) return Output{*named, output.substr(equals + 1)};
  }
  std::optional<size_t> format = format_named(formats, output == "-" && options.format.empty() ? "text" : options.format);
  if (!format) format = format_of_ending(formats, output);
  if (!format) return complain(options, streams, Phrase::output_format_unknown, {output, format_list(formats)});
  return Output{*format, output};
}

std::string same_file(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::weakly_canonical(std::filesystem::absolute(path, ignored), ignored).string();
}

// Data that no terminal can show.
bool spoils_terminal(const Output& output, const Formats& formats, const std::ostream& out) {
  return output.path.empty() && formats[output.format].binary && &out == &std::cout && ::isatty(STDOUT_FILENO) == 1;
}

bool all_can_be_written(const std::vector<Output>& outputs, const Options& options, Streams streams) {
  for (const Output& output : outputs) {
    if (output.path.empty()) continue;
    const Status may = io::can_write_file(output.path);
    if (may) continue;
    streams.err << may.error().render(options.lang) << '\n';
    return false;
  }
  return true;
}

}  // namespace

std::optional<std::vector<Output>> outputs_of(const Formats& formats, const Options& options, Streams streams) {
  if (options.outputs.size() > 1 && !options.format.empty())
    return complain(options, streams, Phrase::output_format_for_several, {std::to_string(options.outputs.size())});
  std::vector<Output> out;
  std::vector<std::string> files;
  for (const std::string& asked : options.outputs) {
    std::optional<Output> output = output_of(asked, formats, options, streams);
    if (!output) return std::nullopt;
    if (output->path == "-") output->path.clear();
    const std::string file = output->path.empty() ? "-" : same_file(output->path);
    if (std::find(files.begin(), files.end(), file) != files.end())
      return complain(options, streams, Phrase::output_twice, {output->path.empty() ? "-" : output->path});
    files.push_back(file);
    out.push_back(std::move(*output));
  }
  if (out.empty()) out.push_back({*format_named(formats, options.format.empty() ? "text" : options.format), ""});
  for (const Output& output : out) {
    if (spoils_terminal(output, formats, streams.out))
      return complain(options, streams, Phrase::output_binary_to_terminal, {std::string(formats[output.format].name)});
  }
  if (!all_can_be_written(out, options, streams)) return std::nullopt;
  return out;
}

OutputWriter::OutputWriter(const Output& output, const Options& options, Streams streams)
    : options_(options), streams_(streams), file_(nullptr) {
  if (!output.path.empty()) file_ = io::NewFile::open(output.path);
}

OutputWriter::~OutputWriter() = default;

void OutputWriter::write(std::string_view bytes) {
  if (!file_) return;
  if (*file_)
    (*file_)->write(bytes);
  else
    streams_.out << bytes;
}

bool OutputWriter::good() const { return file_ && (*file_ ? (*file_)->good() : streams_.out.good()); }

int OutputWriter::finish() {
  if (file_ && !*file_) {
    streams_.out << std::flush;
    if (streams_.out.good()) return kClean;
    streams_.err << say(options_, Msg::cannot_write, {"stdout"}) << '\n';
    return kInternal;
  }
  const Status written = file_ ? (*file_)->finish() : Status(file_.error());
  if (written) return kClean;
  streams_.err << written.error().render(options_.lang) << '\n';
  return written.error().kind == ErrorKind::kUsage ? kUsage : kInternal;
}

int deliver(const std::vector<Output>& outputs, const std::function<std::string(const Output&)>& bytes_of, const Options& options,
            Streams streams) {
  int code = kClean;
  for (const Output& output : outputs) {
    const std::string bytes = bytes_of(output);
    OutputWriter writer(output, options, streams);
    writer.write(bytes);
    code = std::max(code, writer.finish());
  }
  return code;
}

std::optional<std::vector<Target>> targets_of(const Options& options, Streams streams) {
  const std::optional<std::vector<Output>> outputs = outputs_of(formats_of(report::writers()), options, streams);
  if (!outputs) return std::nullopt;
  std::vector<Target> out;
  for (const Output& output : *outputs) out.push_back({&report::writers()[output.format], output.path});
  return out;
}

bool wants_reasons(const std::vector<Target>& targets) {
  return std::any_of(targets.begin(), targets.end(), [](const Target& target) { return target.writer->reasons; });
}

int deliver(const std::vector<engine::Report>& reports, const std::vector<Target>& targets,
            const report::WriteOptions& write, const Options& options, Streams streams) {
  std::vector<Output> outputs;
  for (const Target& target : targets)
    outputs.push_back({static_cast<size_t>(target.writer - report::writers().data()), target.path});
  const auto bytes = [&](const Output& output) {
    report::WriteOptions here = write;
    here.colour = output.path.empty() && wants_colour(options.color, streams.out);
    return report::writers()[output.format].write(reports, here);
  };
  return deliver(outputs, bytes, options, streams);
}

}  // namespace jianfu::cli
