#include "report/spoken.h"

#include <catch2/catch.hpp>

using namespace jianfu;
using engine::GroupView;
using engine::Part;
using rules::Condition;

namespace {

GroupView named(const std::string& zh, const std::string& en) {
  GroupView out;
  out.say = {zh, en};
  return out;
}
GroupView buttons() { return named("打卡按钮", "a clock-in button"); }
GroupView rosters() { return named("未打卡名单", "a roster of absentees"); }

Part question(Condition::Op op, std::vector<GroupView> groups, bool negated = false) {
  Part out;
  out.op = op;
  out.groups = std::move(groups);
  out.negated = negated;
  return out;
}
std::string zh(const Part& part) { return report::spoken(part, Lang::kZh); }
std::string en(const Part& part) { return report::spoken(part, Lang::kEn); }

}  // namespace

TEST_CASE("a question is a sentence, also when it is turned around") {
  CHECK(zh(question(Condition::kGroup, {buttons()})) == "有打卡按钮");
  CHECK(en(question(Condition::kGroup, {buttons()})) == "there is a clock-in button");
  CHECK(zh(question(Condition::kGroup, {buttons()}, true)) == "没有打卡按钮");
  CHECK(zh(question(Condition::kLaunch, {}, true)) == "这不是程序启动时就运行的代码");
  CHECK(zh(question(Condition::kEntry, {})) == "程序从这里开始");
  CHECK(zh(question(Condition::kMenu, {}, true)) == "从首页或菜单不能一步进入这里");
  CHECK(zh(question(Condition::kScreen, {})) == "这是界面或界面的一部分");
  CHECK(zh(question(Condition::kBackground, {}, true)) == "这不是后台服务");
  CHECK(zh(question(Condition::kAnywhere, {rosters()})) == "安装包某处有未打卡名单");
  CHECK(zh(question(Condition::kAnywhere, {rosters()}, true)) == "整个安装包里都没有未打卡名单");
  CHECK(zh(question(Condition::kGatesAll, {buttons()})) == "不经过有打卡按钮的界面，就到不了其他界面");
}

TEST_CASE("a group near itself is said once") {
  Part one = question(Condition::kNear, {buttons(), buttons()});
  one.reach = Condition::kFunction;
  CHECK(zh(one) == "代码（函数）里有打卡按钮");
  CHECK(en(one) == "in a function of the code there is a clock-in button");
  one.reach = Condition::kModule;
  CHECK(zh(one) == "有打卡按钮");
  CHECK(zh(question(Condition::kNear, {buttons(), rosters()})).starts_with("打卡按钮与未打卡名单在"));
}

TEST_CASE("numbers, places and other rules are said") {
  Part count = question(Condition::kCount, {buttons()});
  count.number = 3;
  CHECK(zh(count) == "打卡按钮不少于 3 种");
  count.compare = Condition::kEqual;
  count.negated = true;
  CHECK(zh(count) == "打卡按钮不是恰好 3 种");
  Part near = question(Condition::kNear, {buttons(), rosters()});
  near.reach = Condition::kSentence;
  CHECK(zh(near) == "打卡按钮与未打卡名单在同一句话里");
  near.reach = Condition::kFunction;
  near.negated = true;
  CHECK(zh(near) == "没有打卡按钮与未打卡名单在同一段程序（函数）里的情形");
  Part leads = question(Condition::kLeadsTo, {rosters()});
  leads.number = 2;
  CHECK(zh(leads) == "从这里 2 步以内可到有未打卡名单的界面");
  Part rule = question(Condition::kRule, {});
  rule.rule = "clock-in";
  rule.rule_title = {"打卡签到功能", "Clock-in"};
  rule.number = 2;
  CHECK(zh(rule) == "规则“打卡签到功能”（clock-in）在此处的结果至少是“很可能有”");
}

TEST_CASE("a group without words of its own is said by kind, role and first terms") {
  GroupView group;
  group.kinds = {evidence::Kind::kText};
  group.examples = {"打卡签到", "每日打卡"};
  CHECK(report::spoken(group, Lang::kZh) == "含有「打卡签到」、「每日打卡」等的界面文字");
  CHECK(report::spoken(group, Lang::kEn) == "text on screen such as \"打卡签到\", \"每日打卡\"");
  group.roles = 1u << static_cast<unsigned>(evidence::Role::kTitle);
  group.examples.clear();
  CHECK(report::spoken(group, Lang::kZh) == "界面文字（标题）");
  group.pressed = true;
  CHECK(report::spoken(group, Lang::kZh) == "可以点按的界面文字（标题）");
  group = {};
  group.kinds = {evidence::Kind::kField};
  group.required = true;
  CHECK(report::spoken(group, Lang::kZh) == "必填的填写项");
  group.kinds = {evidence::Kind::kEndpoint, evidence::Kind::kRoute};
  group.required = {};
  CHECK(report::spoken(group, Lang::kZh) == "接口地址或页面路径");
  group.say.zh = "打卡接口";
  CHECK(report::spoken(group, Lang::kZh) == "打卡接口");
  CHECK(report::spoken(group, Lang::kEn) == "打卡接口");
}
