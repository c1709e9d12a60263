// Files are there whole, or not at all.
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "io/file_write.h"

using namespace jianfu;

namespace {

class Folder {
 public:
  Folder() {
    char name[] = "/tmp/jianfu-write-XXXXXX";
    path_ = ::mkdtemp(name);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  size_t files() const {
    const std::filesystem::directory_iterator all(path_);
    return static_cast<size_t>(std::distance(begin(all), end(all)));
  }

 private:
  std::string path_;
};

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

TEST_CASE("a file is written and replaced, and nothing is left beside it") {
  const Folder folder;
  CHECK(io::write_file(folder / "报告.txt", std::string("a\0b", 3)));
  CHECK(read(folder / "报告.txt") == std::string("a\0b", 3));
  ::chmod((folder / "报告.txt").c_str(), 0640);
  CHECK(io::write_file(folder / "报告.txt", "c"));
  CHECK(read(folder / "报告.txt") == "c");
  CHECK((std::filesystem::status(folder / "报告.txt").permissions() & std::filesystem::perms::mask) ==
        (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write | std::filesystem::perms::group_read));
  CHECK(folder.files() == 1);
}

TEST_CASE("a link stays a link, what it leads to is written") {
  const Folder folder;
  std::ofstream(folder / "real") << "old";
  std::filesystem::create_symlink(folder / "real", folder / "link");
  CHECK(io::write_file(folder / "link", "new"));
  CHECK(std::filesystem::is_symlink(folder / "link"));
  CHECK(read(folder / "real") == "new");
}

TEST_CASE("what cannot be written is refused beforehand, with the path") {
  const Folder folder;
  for (const std::string& path : {folder / "", folder / "none/x", std::string("/dev/null/x")}) {
    INFO(path);
    const Status may = io::can_write_file(path);
    REQUIRE_FALSE(may);
    CHECK(may.error().kind == ErrorKind::kUsage);
    CHECK(may.error().where == path);
    CHECK_FALSE(io::write_file(path, "x"));
  }
  CHECK(io::can_write_file(folder / "x"));
  CHECK(folder.files() == 0);
}

TEST_CASE("a device is written in place, and a full one is told") {
  CHECK(io::write_file("/dev/null", "x"));
  const Status full = io::write_file("/dev/full", "x");
  REQUIRE_FALSE(full);
  CHECK(full.error().kind == ErrorKind::kIo);
  CHECK(std::filesystem::is_character_file("/dev/full"));
}

TEST_CASE("a file that is written piece by piece appears when it is finished, and an older one stays until then") {
  const Folder folder;
  std::ofstream(folder / "old") << "old";
  for (const char* name : {"old", "new"}) {
    const bool there = std::filesystem::exists(folder / name);
    const size_t files = folder.files();
    {
      const auto file = io::NewFile::open(folder / name);
      REQUIRE(file);
      (*file)->write(std::string(1'000'000, 'x'));  // and given up
    }
    CHECK(folder.files() == files);
    CHECK(std::filesystem::exists(folder / name) == there);
    const auto file = io::NewFile::open(folder / name);
    REQUIRE(file);
    for (int i = 0; i < 100'000; ++i) (*file)->write("12345678");
    CHECK(read(folder / name) == (there ? "old" : ""));
    CHECK((*file)->finish());
    CHECK(std::filesystem::file_size(folder / name) == 800'000);
  }
  CHECK(folder.files() == 2);
}

TEST_CASE("a file that cannot grow any more is told, and nothing of it is left") {
  const Folder folder;
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{500'000, before.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &small);
  const auto file = io::NewFile::open(folder / "x");
  REQUIRE(file);
  for (int i = 0; i < 10; ++i) (*file)->write(std::string(100'000, 'x'));
  const bool good = (*file)->good();
  const Status status = (*file)->finish();
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  CHECK_FALSE(good);
  REQUIRE_FALSE(status);
  CHECK(status.error().kind == ErrorKind::kIo);
  CHECK(folder.files() == 0);
}
