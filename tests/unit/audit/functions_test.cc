#include "audit/functions.h"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace jianfu;
using namespace jianfu::audit;

namespace {

Words words(std::string_view text) {
  Result<Words> read = Words::read(text, "words.txt");
  INFO((read ? std::string() : read.error().render(Lang::kEn)));
  REQUIRE(read);
  return std::move(*read);
}

double weight_of(const std::vector<Term>& terms, const std::string& name) {
  const auto found = std::find_if(terms.begin(), terms.end(), [&](const Term& term) { return term.name == name; });
  return found == terms.end() ? 0 : found->weight;
}

constexpr std::string_view kSmall =
    "# words\n[common]\n登录\n[fields]\n电话 手机号\n[actions]\n上报 反映\n[things]\n事件 事项 问题\n河道\n[layout]\npages/index/index\n"
    "[hosts]\nqq.com\n[code]\ncom.example\n[suffixes]\ncn.gov\n";

}  // namespace

TEST_CASE("Other words for one function are one term, and a thing tells more than what is done with it") {
  const Words small = words(kSmall);
  const std::vector<Term> a = business_terms({{"title", "事项上报"}}, {}, small);
  const std::vector<Term> b = business_terms({{"title", "问题反映"}}, {}, small);
  REQUIRE(a.size() == b.size());
  for (size_t i = 0; i < a.size(); ++i) CHECK(a[i].name == b[i].name);
  CHECK(weight_of(a, "事件") > 5 * weight_of(a, "上报"));
  CHECK(weight_of(a, "事件·上报") > weight_of(a, "上报"));
  CHECK(weight_of(business_terms({{"title", "河道上报"}}, {}, small), "事件·上报") == 0);
}

TEST_CASE("What more texts name weighs more, but less than in proportion, and one text counts once") {
  const Words small = words(kSmall);
  const double one = weight_of(business_terms({{"text", "事项办理"}}, {}, small), "事件");
  const double three = weight_of(business_terms({{"text", "事项办理"}, {"text", "事项列表"}, {"text", "问题描述"}}, {}, small), "事件");
  CHECK(three > one * 1.5);
  CHECK(three < one * 3);
  CHECK(weight_of(business_terms({{"text", "事项和问题"}}, {}, small), "事件") == Approx(one));
  CHECK(weight_of(business_terms({{"text", "事项办理"}, {"title", "事项办理"}}, {}, small), "事件") ==
        Approx(weight_of(business_terms({{"title", "事项办理"}}, {}, small), "事件")));
  CHECK(weight_left(1, 2) > 0.5);
  CHECK(weight_left(0, 2) == 0);
}

TEST_CASE("What every app has tells nothing, fields of every form next to nothing") {
  const Words small = words(kSmall);
  CHECK(business_terms({{"title", "登录"}}, {}, small).empty());
  CHECK(weight_of(business_terms({{"field", "手机号"}}, {}, small), "电话") < 0.1);
}

TEST_CASE("What is in no list is compared by pairs of characters") {
  const std::vector<Term> terms = business_terms({{"title", "蚕茧事项"}}, {}, words(kSmall));
  CHECK(weight_of(terms, "蚕茧") > 0);
  CHECK(weight_of(terms, "茧事") == 0);
  CHECK(weight_of(terms, "事件") > 0);
}

TEST_CASE("Screens of a scaffold, public hosts and names of nobody are no sign") {
  const Words small = words(kSmall);
  const std::vector<Term> terms = template_terms({{"layout", "pages/index/index"}, {"layout", "pages/river/river"}}, small);
  CHECK(weight_of(terms, "pages/index/index") < weight_of(terms, "pages/river/river") / 5);
  CHECK(template_terms({{"layout", "projects/village/pages/news/list"}}, small)[0].name == template_terms({{"layout", "projects/town/pages/news/list"}}, small)[0].name);
  CHECK(vendor_marks({{"host", "api.map.qq.com"}, {"host", "gw.vendor.test"}, {"code", "com.example.app"}, {"code", "cn.gov.river"}, {"code", "com.vendor.app"}},
                     small) == std::vector<std::string>{"cn.gov.river.*", "com.vendor.*", "gw.vendor.test"});
}

TEST_CASE("A list of words that says something wrong names the line") {
  const Result<Words> twice = Words::read("[things]\n事件 事项\n事项\n", "words.txt");
  REQUIRE_FALSE(twice);
  CHECK(twice.error().render(Lang::kEn).find("words.txt:3") != std::string::npos);
  CHECK_FALSE(Words::read("事件\n", "words.txt"));
  CHECK_FALSE(Words::read("[other]\n事件\n", "words.txt"));
}

TEST_CASE("The built-in words are read whole") {
  const Result<Words> read = Words::read(built_in_words(), "words.txt");
  INFO((read ? std::string() : read.error().render(Lang::kEn)));
  CHECK(read);
}
