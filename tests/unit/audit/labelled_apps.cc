#include "unit/audit/labelled_apps.h"

#include <catch2/catch.hpp>

#include "builders/android_builder.h"
#include "builders/wechat_builder.h"

namespace jianfu::tests {
namespace {

struct Screen {
  std::string slug, title;
  std::vector<std::string> fields, texts;
  std::string endpoint;
};

struct App {
  std::string name, business, made_of, label, id;
  std::vector<Screen> screens;
};

using Files = std::map<std::string, std::string>;

// What a template brings: screens that every app made of it has, whatever it is for.
struct Template {
  std::string name;
  bool android;
  std::string host;
  std::vector<Screen> screens;
};

const std::vector<Template>& templates() {
  static const std::vector<Template> all = {
      {"T1", false, "https://cloud.zhenwang.test",
       {{"pages/index/index", "首页", {}, {"扫一扫", "今日天气", "长辈模式", "更多服务"}, ""},
        {"pages/login/login", "登录", {"手机号", "验证码"}, {"获取验证码", "授权登录", "我已阅读并同意", "用户协议"}, "/auth/login"},
        {"pages/mine/mine", "我的", {}, {"消息中心", "切换身份", "清除缓存", "关于我们", "隐私政策", "退出登录"}, "/user/info"},
        {"pages/feedback/feedback", "投诉建议", {"反馈内容", "联系电话"}, {"提交", "我的反馈", "处理进度"}, "/feedback/add"},
        {"pages/notice/notice", "消息中心", {}, {"暂无消息", "全部已读", "没有更多了"}, "/message/page"},
        {"packageA/qrcode/qrcode", "我的二维码", {}, {"出示二维码", "保存到相册"}, ""},
        {"packageA/agreement/agreement", "用户协议", {}, {}, ""},
        {"packageA/bindphone/bindphone", "绑定手机", {"新手机号", "验证码"}, {"确认绑定"}, "/user/bind"}}},
      {"T2", false, "https://mp.lingxi.test",
       {{"pages/tabbar/home/home", "首页", {}, {"快捷入口", "换一换", "欢迎使用"}, ""},
        {"pages/tabbar/me/me", "个人中心", {}, {"设置", "意见反馈", "隐私协议", "联系客服", "版本号"}, "/member/profile"},
        {"pages/passport/signin", "账号登录", {"账号", "密码"}, {"记住密码", "忘记密码", "立即登录"}, "/passport/token"},
        {"pages/common/web", "网页", {}, {}, ""},
        {"pages/common/suggest", "意见反馈", {"您的意见"}, {"匿名提交", "反馈记录"}, "/suggest/save"},
        {"subpkg/theme/theme", "主题切换", {}, {"深色模式", "跟随系统"}, ""}}},
      {"A1", true, "https://gw.shuhang.test",
       {{"SplashScreen", "欢迎页", {}, {"跳过", "进入"}, ""},
        {"PortalActivity", "工作台", {}, {"常用应用", "待办事项", "全部应用"}, ""},
        {"SignOnActivity", "登录", {"用户名", "密码"}, {"登录", "指纹登录", "忘记密码"}, "/sso/login"},
        {"PersonalActivity", "个人中心", {}, {"修改密码", "检查更新", "关于", "退出登录", "隐私政策"}, "/sso/me"},
        {"SuggestionActivity", "投诉建议", {"请写下您的意见"}, {"提交", "我的反馈", "处理进度"}, "/suggestion/add"},
        {"ContactBookActivity", "通讯录", {}, {"拨打电话", "发送短信", "按部门查看"}, "/contact/tree"},
        {"GestureLockActivity", "手势密码", {}, {"请绘制解锁图案", "两次图案不一致"}, ""}}}};
  return all;
}

const std::vector<App>& apps() {
  static const std::vector<App> all = {
      {"mini-village", "village", "T1", "青石村务通", "wx1000000000000001",
       {{"pages/report/add", "事项上报", {"事项类别", "事项描述", "所在村组", "现场照片", "上报人", "联系电话"}, {"提交上报", "请选择事项类别", "上报成功", "定位失败"}, "/event/report"},
        {"pages/report/mine", "我的上报", {}, {"待受理", "处理中", "已办结", "催一催", "撤回"}, "/event/mine"},
        {"pages/report/info", "上报详情", {}, {"受理单位", "办理结果", "流转记录", "评价一下"}, "/event/detail"},
        {"pages/open/list", "村务公开", {}, {"财务收支", "集体资产", "惠农补贴", "低保名单", "党务公开"}, "/open/page"},
        {"pages/group/leader", "村组干部", {}, {"包片干部", "一键拨打", "值班安排"}, "/cadre/list"},
        {"pages/meet/meet", "村民议事", {"议题", "我的看法"}, {"参与讨论", "议事结果", "赞成", "反对"}, "/discuss/page"}}},
      {"apk-village", "village", "A1", "民情直报", "cn.gov.luoping.minqing",
       {{"ProblemSubmitActivity", "问题反映", {"反映内容", "问题类型", "村民小组", "上传图片", "姓名", "手机号"}, {"确认提交", "随手拍", "请描述您遇到的问题"}, "/problem/save"},
        {"ProblemListActivity", "我反映的问题", {}, {"未处理", "正在办理", "办理完毕", "催办"}, "/problem/list"},
        {"ProblemTrackActivity", "办理情况", {}, {"责任部门", "答复内容", "流程跟踪", "满意", "不满意"}, "/problem/track"},
        {"OpenAffairsActivity", "三务公开", {}, {"财务公开", "党务公开", "补贴发放", "集体资产"}, "/affairs/list"},
        {"CadreActivity", "驻村干部", {}, {"联系村干部", "值班电话"}, "/cadre/list"},
        {"DiscussActivity", "民主议事", {}, {"发表意见", "议事公告", "表决结果"}, "/vote/opinion"}}},
      {"mini-news", "news", "T1", "青石融媒", "wx1000000000000002",
       {{"pages/news/list", "资讯", {}, {"头条", "本地要闻", "图片新闻", "时政"}, "/article/page"},
        {"pages/news/detail", "文章详情", {}, {"阅读原文", "相关推荐", "发表评论", "点赞", "责任编辑"}, "/article/info"},
        {"pages/video/list", "短视频", {}, {"播放量", "全屏播放", "倍速"}, "/video/page"},
        {"pages/live/live", "直播间", {}, {"正在直播", "直播回放", "直播预告"}, "/live/room"},
        {"pages/topic/topic", "专题", {}, {"乡村振兴专题", "往期专题"}, "/topic/list"},
        {"pages/paper/paper", "数字报", {}, {"往期报纸", "版面导航"}, "/paper/issue"}}},
      {"mini-media", "news", "T2", "云上南溪", "wx2000000000000001",
       {{"pages/info/index", "新闻动态", {}, {"要闻", "推荐", "本地新闻", "热点"}, "/cms/list"},
        {"pages/info/read", "新闻正文", {}, {"写评论", "热门评论", "来源", "编辑", "点赞"}, "/cms/read"},
        {"pages/tv/tv", "看电视", {}, {"新闻联播", "节目单", "直播", "回看"}, "/tv/channel"},
        {"pages/clips/clips", "视频", {}, {"精选视频", "播放"}, "/clips/feed"},
        {"pages/epaper/epaper", "电子报", {}, {"上一版", "下一版", "往期报纸"}, "/epaper/day"},
        {"pages/radio/radio", "听广播", {}, {"正在播出", "节目单"}, "/radio/list"}}},
      {"mini-repair", "repair", "T1", "安居报修", "wx1000000000000003",
       {{"pages/order/add", "我要报修", {"报修类型", "故障描述", "楼栋房号", "预约上门时间", "故障照片"}, {"水电维修", "门窗维修", "提交报修单"}, "/repair/create"},
        {"pages/order/list", "报修记录", {}, {"待派单", "待上门", "维修中", "待评价"}, "/repair/page"},
        {"pages/order/info", "报修单详情", {}, {"维修师傅", "上门时间", "维修费用", "更换配件"}, "/repair/info"},
        {"pages/fee/fee", "物业缴费", {"房号"}, {"本期应缴", "缴费记录", "电子发票"}, "/fee/bill"},
        {"pages/visitor/visitor", "访客登记", {"来访事由", "车牌号"}, {"生成通行码", "访客记录"}, "/visitor/add"},
        {"pages/house/house", "我的房屋", {}, {"绑定房屋", "业主认证", "家庭成员"}, "/house/mine"}}},
      {"apk-repair", "repair", "A1", "邻里物业", "com.shuhang.linli",
       {{"RepairApplyActivity", "在线报修", {"维修项目", "房屋地址", "故障说明", "期望上门时间", "添加图片"}, {"公共区域", "室内维修", "提交工单"}, "/workorder/apply"},
        {"RepairProgressActivity", "维修进度", {}, {"已派工", "师傅已接单", "维修完成", "给师傅打分"}, "/workorder/progress"},
        {"RepairHistoryActivity", "我的报修单", {}, {"维修费", "配件", "再次报修"}, "/workorder/history"},
        {"PropertyFeeActivity", "物业费", {}, {"待缴账单", "历史缴费", "开发票"}, "/fee/list"},
        {"GuestPassActivity", "访客通行", {"访客姓名", "车牌"}, {"邀请访客", "通行二维码"}, "/guest/pass"},
        {"OwnerHouseActivity", "房屋管理", {}, {"业主认证", "添加租客", "家庭成员"}, "/owner/house"}}},
      {"mini-party", "party", "T1", "青石先锋", "wx1000000000000004",
       {{"pages/study/list", "党员学习", {}, {"必修课程", "选修课程", "学习进度", "继续学习"}, "/course/page"},
        {"pages/study/play", "课程播放", {}, {"章节目录", "课后测验", "学习笔记"}, "/course/play"},
        {"pages/branch/life", "组织生活", {"会议主题", "参会党员"}, {"三会一课", "主题党日", "上传会议记录"}, "/branch/activity"},
        {"pages/branch/info", "我的支部", {}, {"支部党员", "支部书记", "组织关系转接"}, "/branch/info"},
        {"pages/due/due", "党费缴纳", {}, {"本月应交", "交纳记录"}, "/due/month"},
        {"pages/exam/exam", "知识测试", {}, {"开始答题", "错题本", "交卷"}, "/exam/paper"}}},
      {"apk-party", "party", "A1", "红云课堂", "com.shuhang.hongyun",
       {{"CourseCenterActivity", "学习园地", {}, {"必修课", "视频课程", "已学课程", "继续学习"}, "/edu/course"},
        {"LessonActivity", "课程详情", {}, {"课程目录", "随堂测验", "学习心得"}, "/edu/lesson"},
        {"PartyLifeActivity", "三会一课", {"会议名称", "参会人员"}, {"主题党日", "支部大会", "会议记录"}, "/party/life"},
        {"BranchActivity", "支部风采", {}, {"党支部介绍", "党员名册", "组织关系"}, "/party/branch"},
        {"PartyDuesActivity", "党费", {}, {"应交党费", "缴纳记录"}, "/party/dues"},
        {"QuizActivity", "在线答题", {}, {"题库练习", "错题", "提交试卷"}, "/quiz/start"}}},
      {"mini-river", "river", "T2", "碧水巡查", "wx2000000000000002",
       {{"pages/patrol/start", "开始巡河", {"河段", "巡河人", "水面情况"}, {"开始记录", "结束巡河", "巡河轨迹", "本次里程"}, "/patrol/start"},
        {"pages/patrol/log", "巡河记录", {}, {"巡河次数", "累计里程", "本月任务"}, "/patrol/page"},
        {"pages/river/problem", "河道问题", {"问题类型", "问题河段", "现场照片"}, {"乱占", "乱采", "乱堆", "乱建", "排污口"}, "/river/problem"},
        {"pages/river/board", "河长公示牌", {}, {"河长职责", "监督电话", "河道起止点"}, "/river/board"},
        {"pages/water/quality", "水质监测", {}, {"断面名称", "溶解氧", "氨氮"}, "/water/quality"},
        {"pages/river/map", "一张图", {}, {"水系图", "河湖名录"}, "/river/map"}}},
      {"apk-river", "river", "A1", "河长助手", "cn.gov.luoping.hezhang",
       {{"PatrolActivity", "巡河", {"巡查河道", "水体状况", "备注"}, {"开始巡河", "结束", "轨迹", "巡河时长"}, "/hz/patrol"},
        {"PatrolRecordActivity", "我的巡河", {}, {"巡河台账", "里程", "完成率"}, "/hz/record"},
        {"RiverIssueActivity", "河湖问题上报", {"所在河段", "问题描述", "拍照取证"}, {"四乱问题", "污水直排", "漂浮物"}, "/hz/issue"},
        {"RiverChiefActivity", "河长信息", {}, {"县级河长", "乡级河长", "公示牌"}, "/hz/chief"},
        {"WaterActivity", "水质", {}, {"监测断面", "水质类别"}, "/hz/water"},
        {"RiverListActivity", "河湖名录", {}, {"河流", "水库", "起点", "终点"}, "/hz/rivers"}}},
      {"apk-meeting", "meeting", "A1", "会务通", "com.shuhang.huiwu",
       {{"MeetingListActivity", "会议安排", {}, {"本周会议", "我参加的", "我发起的"}, "/meeting/list"},
        {"MeetingRoomActivity", "会议室预订", {"会议室", "使用时段", "参会人数"}, {"空闲时段", "预订成功"}, "/meeting/room"},
        {"MaterialActivity", "会议材料", {}, {"议程", "讲话稿", "下载材料"}, "/meeting/material"},
        {"SeatActivity", "座次图", {}, {"主席台", "我的座位"}, "/meeting/seat"},
        {"ReceiptActivity", "参会回执", {"是否参会", "代会人"}, {"提交回执", "请说明不能参会的原因"}, "/meeting/receipt"}}},
      {"mini-jobs", "jobs", "T2", "南溪就业", "wx2000000000000003",
       {{"pages/job/list", "找工作", {}, {"急聘", "附近岗位", "薪资范围"}, "/job/search"},
        {"pages/job/detail", "职位详情", {}, {"岗位职责", "任职要求", "投递简历"}, "/job/info"},
        {"pages/resume/resume", "我的简历", {"求职意向", "工作经历", "期望薪资"}, {"预览简历", "刷新简历"}, "/resume/mine"},
        {"pages/fair/fair", "招聘会", {}, {"线下招聘会", "参会企业"}, "/fair/list"},
        {"pages/train/train", "技能培训", {}, {"培训班", "报名", "培训补贴"}, "/train/class"}}},
  };
  return all;
}

const Template& template_of(const App& app) {
  for (const Template& one : templates()) {
    if (one.name == app.made_of) return one;
  }
  FAIL("no template " << app.made_of);
  return templates().front();
}

std::vector<Screen> screens_of(const App& app) {
  std::vector<Screen> out = template_of(app).screens;
  out.insert(out.end(), app.screens.begin(), app.screens.end());
  return out;
}

// ---- mini-programs ----

std::string page_script(const Template& from, const Screen& screen) {
  std::string out = "Page({ data: { list: [], form: {} },\n";
  if (!screen.endpoint.empty())
    out += "  onLoad() { wx.request({ url: '" + from.host + "/api/v1" + screen.endpoint + "', success: r => this.setData({ list: r.data }) }); },\n";
  return out + "  go(e) { wx.navigateTo({ url: e.currentTarget.dataset.url }); }\n});\n";
}

std::string page_markup(const App& app, const Screen& screen, bool first) {
  std::string out = "<view class=\"page\">\n";
  if (first) {
    for (const Screen& other : app.screens) out += "<navigator url=\"/" + other.slug + "\">" + other.title + "</navigator>\n";
  }
  for (const std::string& field : screen.fields) out += "<view class=\"row\"><text>" + field + "</text><input name=\"f\" placeholder=\"请输入\"/></view>\n";
  for (const std::string& text : screen.texts) out += "<view><text>" + text + "</text></view>\n";
  return out + "</view>\n";
}

std::string mini_program(const App& app) {
  const Template& from = template_of(app);
  Files files;
  std::string pages;
  bool first = true;
  for (const Screen& screen : screens_of(app)) {
    pages += (pages.empty() ? "\"" : ", \"") + screen.slug + "\"";
    files[screen.slug + ".json"] = "{\"navigationBarTitleText\": \"" + screen.title + "\"}";
    files[screen.slug + ".wxml"] = page_markup(app, screen, first);
    files[screen.slug + ".js"] = page_script(from, screen);
    first = false;
  }
  files["app.json"] = "{\"pages\": [" + pages + "], \"window\": {\"navigationBarTitleText\": \"" + app.label + "\"}}";
  files["app.js"] = "App({ onLaunch() { wx.login(); } });\n";
  files["project.config.json"] = "{\"appid\": \"" + app.id + "\"}";
  const builders::BuiltProgram built = builders::build_wxapkg(files);
  INFO(app.name << ": " << built.error);
  REQUIRE(built.error.empty());
  return built.bytes;
}

// ---- Android ----

std::string layout_name(const std::string& screen) {
  std::string out = "screen_";
  for (const char c : screen) out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return out;
}

std::string layout_of(const Screen& screen) {
  std::string out = "<LinearLayout xmlns:android=\"http://schemas.android.com/apk/res/android\" android:orientation=\"vertical\">\n";
  for (const std::string& field : screen.fields) out += "<TextView android:text=\"" + field + "\"/><EditText android:hint=\"" + field + "\"/>\n";
  for (size_t i = 0; i < screen.texts.size(); i += 2) out += "<TextView android:text=\"" + screen.texts[i] + "\"/>\n";
  return out + "</LinearLayout>\n";
}

// Half of the texts stand in code, as in real apps.
std::string class_of(const App& app, const Template& from, const Screen& screen) {
  std::string out = "class " + app.id + ".ui." + screen.slug + " extends android.app.Activity\n  method onCreate(android.os.Bundle) void\n    layout @layout/" +
                    layout_name(screen.slug) + "\n";
  for (size_t i = 1; i < screen.texts.size(); i += 2) out += "    call android.widget.TextView.setText(CharSequence) \"" + screen.texts[i] + "\"\n";
  if (!screen.endpoint.empty()) out += "    call static " + app.id + ".net.Http.post(string) \"" + from.host + "/api/v1" + screen.endpoint + "\"\n";
  if (screen.slug == "PortalActivity") {
    for (const Screen& other : app.screens) out += "  method open" + other.slug + "(android.view.View) void\n    start " + app.id + ".ui." + other.slug + "\n";
  }
  return out + "\n";
}

std::string android_package(const App& app) {
  const Template& from = template_of(app);
  Files files;
  std::string code = "class " + app.id + ".net.Http\n  method static post(string) void\n\n", activities;
  bool first = true;
  for (const Screen& screen : screens_of(app)) {
    files["res/layout/" + layout_name(screen.slug) + ".xml"] = layout_of(screen);
    code += class_of(app, from, screen);
    activities += "<activity android:name=\".ui." + screen.slug + "\" android:label=\"" + screen.title + "\" android:exported=\"" +
                  (first ? "true\"><intent-filter><action android:name=\"android.intent.action.MAIN\"/>"
                           "<category android:name=\"android.intent.category.LAUNCHER\"/></intent-filter></activity>\n"
                         : "false\"/>\n");
    first = false;
  }
  files["code.txt"] = code;
  files["values/strings.xml"] = "<resources><string name=\"app_name\">" + app.label + "</string></resources>";
  files["AndroidManifest.xml"] = "<manifest xmlns:android=\"http://schemas.android.com/apk/res/android\" package=\"" + app.id +
                                 "\" android:versionName=\"1.0.0\" android:versionCode=\"1\"><uses-sdk android:minSdkVersion=\"21\" "
                                 "android:targetSdkVersion=\"33\"/><application android:label=\"@string/app_name\">" +
                                 activities + "</application></manifest>";
  const builders::BuiltPackage built = builders::build_apk(files);
  INFO(app.name << ": " << built.error);
  REQUIRE(built.error.empty());
  return built.bytes;
}

}  // namespace

std::vector<LabelledApp> labelled_apps() {
  std::vector<LabelledApp> out;
  for (const App& app : apps()) {
    const bool android = template_of(app).android;
    out.push_back({app.name, app.business, app.made_of, android ? android_package(app) : mini_program(app), android ? ".apk" : ".wxapkg"});
  }
  return out;
}

}  // namespace jianfu::tests
