// Outputs that break off: a full disk, a file that may not grow, a reader that went away. None passes for whole.
#include <catch2/catch.hpp>
#include <filesystem>

#include "builders/sample_builder.h"
#include "e2e/faults.h"
#include "report/writers.h"

using namespace jianfu;
using Catch::Contains;
using e2e::ended;
using e2e::Ended;

namespace {

struct Example {
  Example() {
    for (const builders::Sample& sample : builders::build_samples(std::string(JIANFU_SOURCE_DIR) + "/samples")) {
      if (sample.name == "apk-signin-ranking") package = workspace.write(sample.file, sample.bytes);
    }
  }
  std::vector<std::string> scan(std::vector<std::string> more) const {
    std::vector<std::string> out = {"scan", "--lang", "en", "--fail-on", "never", package};
    out.insert(out.end(), more.begin(), more.end());
    return out;
  }
  e2e::Workspace workspace;
  std::string package;
};

size_t files_in(const std::string& folder) {
  const std::filesystem::directory_iterator all(folder);
  return static_cast<size_t>(std::distance(begin(all), end(all)));
}

void to_full_disk() { ::dup2(::open("/dev/full", O_WRONLY), STDOUT_FILENO); }
void to_nobody() {
  int ends[2];
  if (::pipe(ends) != 0) ::_exit(99);
  ::dup2(ends[1], STDOUT_FILENO);
  ::close(ends[0]);
}

}  // namespace

TEST_CASE("a full disk is told for every format, on standard output and as a file") {
  const Example example;
  for (const report::Writer& writer : report::writers()) {
    const std::string format(writer.name);
    INFO(format);
    const Ended out = ended(example.scan({"--format", format}), to_full_disk);
    CHECK(out.code == 4);
    CHECK_THAT(out.err, Contains("stdout"));
    const Ended file = ended(example.scan({"-o", format + "=/dev/full"}));
    CHECK(file.code == 4);
    CHECK_THAT(file.err, Contains("/dev/full"));
    const Ended fine = ended(example.scan({"-o", format + "=/dev/null"}));
    CHECK(fine.code == 0);
  }
}

TEST_CASE("a reader that went away ends the program, or is told where signals are ignored") {
  const Example example;
  for (const report::Writer& writer : report::writers()) {
    INFO(writer.name);
    const std::vector<std::string> args = example.scan({"--format", std::string(writer.name)});
    CHECK(ended(args, to_nobody).signal == SIGPIPE);
    const Ended told = ended(args, [] {
      std::signal(SIGPIPE, SIG_IGN);
      to_nobody();
    });
    CHECK(told.code == 4);
    CHECK_THAT(told.err, Contains("stdout"));
  }
}

TEST_CASE("where files may not grow, an older report stays and nothing is left beside it") {
  const Example example;
  const e2e::Workspace folder;
  const auto small = [] {
    const rlimit most{500, 500};
    ::setrlimit(RLIMIT_FSIZE, &most);
  };
  for (const report::Writer& writer : report::writers()) {
    INFO(writer.name);
    const std::string report = folder.write("report", "older");
    const std::vector<std::string> args = example.scan({"-o", std::string(writer.name) + "=" + report});
    const Ended out = ended(args, small);
    if (out.code == 0) {  // a format that fits
      CHECK(e2e::file_bytes(report).size() <= 500);
      continue;
    }
    CHECK((out.code == 4 || out.signal == SIGXFSZ));
    CHECK(e2e::file_bytes(report) == "older");
    CHECK(files_in(folder.root()) == 1);
  }
}

TEST_CASE("of several outputs those that can be written are, and the exit code tells of the other") {
  const Example example;
  const e2e::Workspace folder;
  const Ended out = ended(example.scan({"-o", "json=/dev/full", "-o", folder.path("r.txt")}));
  CHECK(out.code == 4);
  CHECK(e2e::file_bytes(folder.path("r.txt")) == ended(example.scan({})).out);
}
