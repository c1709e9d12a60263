#include <catch2/catch.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "io/tree.h"

using namespace jianfu;
namespace fs = std::filesystem;

namespace {

// A folder of its own for one test, gone afterwards.
class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "jianfu-io-XXXXXX").string();
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  void write(const std::string& name, const std::string& bytes) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << bytes;
  }
  fs::path operator/(const std::string& name) const { return path_ / name; }
  std::string string() const { return path_.string(); }

 private:
  fs::path path_;
};

}  // namespace

TEST_CASE("a folder gives its files below it, sorted, with names relative to it") {
  const Folder folder;
  folder.write("pages/index.js", "let a");
  folder.write("app.json", "{}");
  folder.write("页面/首页.wxml", "<view/>");
  fs::create_directories(folder / "empty");
  for (const std::string& root : {folder.string(), folder.string() + "/"}) {
    const auto tree = io::open_folder(root, {});
    REQUIRE(tree);
    REQUIRE((*tree)->entries().size() == 3);
    CHECK((*tree)->entries()[0].name == "app.json");
    CHECK((*tree)->entries()[1].name == "pages/index.js");
    CHECK((*tree)->entries()[2].name == "页面/首页.wxml");
    CHECK((*tree)->read(1).bytes.view() == "let a");
    CHECK((*tree)->head(1, 3).bytes.view() == "let");
    CHECK_FALSE((*tree)->head(1, 3).defect);
    const io::Content cut = (*tree)->read(1, 3);
    CHECK(cut.bytes.view() == "let");
    CHECK(cut.defect->why == GapReason::kLimit);
    CHECK_FALSE((*tree)->read(1, 5).defect);
    CHECK((*tree)->defects().empty());
  }
}

TEST_CASE("links are not followed; one that leads outside is said") {
  const Folder outside;
  outside.write("secret", "x");
  const Folder folder;
  folder.write("a/b", "x");
  fs::create_directory_symlink(folder / "a", folder / "loop");
  fs::create_symlink(folder / "nothing", folder / "dangling");
  auto tree = io::open_folder(folder.string(), {});
  REQUIRE(tree);
  CHECK((*tree)->entries().size() == 1);
  CHECK((*tree)->defects().empty());
  fs::create_symlink(outside / "secret", folder / "a/out");
  tree = io::open_folder(folder.string(), {});
  REQUIRE(tree);
  CHECK((*tree)->entries().size() == 1);
  REQUIRE((*tree)->defects().size() == 1);
  CHECK((*tree)->defects()[0].why == GapReason::kMissingPart);
  CHECK((*tree)->defects()[0].what.args.back() == "a/out");
}

TEST_CASE("what is no file is left out; a file that is gone or shut is a defect of that entry") {
  const Folder folder;
  folder.write("gone", "x");
  folder.write("there", "y");
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  const auto tree = io::open_folder(folder.string(), {});
  REQUIRE(tree);
  REQUIRE((*tree)->entries().size() == 2);
  fs::remove(folder / "gone");
  const io::Content gone = (*tree)->read(0);
  REQUIRE(gone.defect);
  CHECK(gone.defect->why == GapReason::kIo);
  CHECK_FALSE((*tree)->read(1).defect);
}

TEST_CASE("files past the limit are left out with a defect, the same ones each time") {
  const Folder folder;
  for (const char c : std::string("dacb")) folder.write(std::string(1, c), "x");
  Limits limits;
  limits.entries = 2;
  const auto tree = io::open_folder(folder.string(), limits);
  REQUIRE(tree);
  REQUIRE((*tree)->entries().size() == 2);
  CHECK((*tree)->entries()[1].name == "b");
  CHECK((*tree)->defects().size() == 1);
  limits.entries = 4;
  CHECK((*io::open_folder(folder.string(), limits))->defects().empty());
}

TEST_CASE("errors of files and folders say what is wrong") {
  const Folder folder;
  folder.write("file", "12345");
  const auto message = [](const auto& result) { return result.error().what.id; };
  Limits limits;
  limits.file_bytes = 5;
  const auto whole = io::read_file((folder / "file").string(), limits);
  REQUIRE(whole);
  CHECK(*whole == "12345");
  limits.file_bytes = 4;
  const auto large = io::read_file((folder / "file").string(), limits);
  REQUIRE_FALSE(large);
  CHECK(large.error().kind == ErrorKind::kLimit);
  CHECK(large.error().what.args[0] == "5");
  CHECK(message(io::read_file((folder / "none").string(), {})) == Msg::io_missing);
  CHECK(message(io::read_file(folder.string(), {})) == Msg::io_is_folder);
  CHECK(message(io::read_file("/dev/null", {})) == Msg::io_not_regular);
  CHECK(message(io::open_folder((folder / "none").string(), {})) == Msg::io_missing);
  CHECK_FALSE(io::open_folder((folder / "file").string(), {}));
}
