#include "golden.h"

#include <catch2/catch.hpp>

using jianfu::tests::golden_problem;

namespace {

// A folder that goes when the test ends, and the environment as it was.
class Scratch {
 public:
  Scratch()
      : folder_(std::filesystem::temp_directory_path() / ("jianfu-golden-" + std::to_string(::rand()))) {
    unsetenv("UPDATE_GOLDEN");
  }
  ~Scratch() {
    unsetenv("UPDATE_GOLDEN");
    std::error_code error;
    std::filesystem::remove_all(folder_, error);
  }
  std::string path() const { return (folder_ / "a" / "x.txt").string(); }

 private:
  std::filesystem::path folder_;
};

}  // namespace

TEST_CASE("a golden is written when asked, fails once, and then holds") {
  const Scratch scratch;
  CHECK(golden_problem(scratch.path(), "one\ntwo\n").ends_with("is missing; UPDATE_GOLDEN=1 writes it"));
  setenv("UPDATE_GOLDEN", "1", 1);
  CHECK(golden_problem(scratch.path(), "one\ntwo\n").ends_with("was written"));
  CHECK(golden_problem(scratch.path(), "one\ntwo\n").empty());
  CHECK(golden_problem(scratch.path(), "one\n2\n").find("was changed: line 2") != std::string::npos);
  unsetenv("UPDATE_GOLDEN");
  CHECK(golden_problem(scratch.path(), "one\n2\n").empty());
  CHECK(golden_problem(scratch.path(), "one\n2").find("differs: line 2") != std::string::npos);
}
