// Where outputs go: standard output or files, each in a format of a table of writers.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands.h"
#include "io/file_write.h"
#include "report/writers.h"

namespace jianfu::cli {

// What there is to know of a writer, of whichever table.
struct OutputFormat {
  std::string_view name, ending;
  bool binary = false;
};
template <typename Writers>
std::vector<OutputFormat> formats_of(const Writers& writers) {
  std::vector<OutputFormat> out;
  for (const auto& writer : writers) {
    out.push_back({writer.name, writer.ending});
    if constexpr (requires { writer.binary; }) out.back().binary = writer.binary;
  }
  return out;
}

struct Output {
  size_t format = 0;  // in the table
  std::string path;   // empty: standard output
};

// What -o and --format ask for. Nothing after a complaint was printed: an unknown format, two outputs to one file, or
// a file that cannot be written. Asked before the work is done.
std::optional<std::vector<Output>> outputs_of(const std::vector<OutputFormat>& formats, const Options& options, Streams streams);

// One output, written piece by piece; a file appears when it is whole (io::NewFile).
class OutputWriter {
 public:
  OutputWriter(const Output& output, const Options& options, Streams streams);
  ~OutputWriter();
  OutputWriter(const OutputWriter&) = delete;
  OutputWriter& operator=(const OutputWriter&) = delete;

  void write(std::string_view bytes);
  bool good() const;  // false: what is written now goes nowhere
  int finish();       // kClean, or the exit code after a complaint was printed

 private:
  const Options& options_;
  Streams streams_;
  Result<std::unique_ptr<io::NewFile>> file_;  // null: standard output
};

// kClean, or the exit code after a complaint was printed. `bytes` are asked for one output at a time.
int deliver(const std::vector<Output>& outputs, const std::function<std::string(const Output&)>& bytes, const Options& options,
            Streams streams);

// ---- reports ----

struct Target {
  const report::Writer* writer = nullptr;
  std::string path;  // empty: standard output
};
std::optional<std::vector<Target>> targets_of(const Options& options, Streams streams);

// Whether one of them says why findings are what they are.
bool wants_reasons(const std::vector<Target>& targets);

int deliver(const std::vector<engine::Report>& reports, const std::vector<Target>& targets,
            const report::WriteOptions& write, const Options& options, Streams streams);

}  // namespace jianfu::cli
