// Java and Kotlin of a project: what annotations and constants are of, where names stand, what is only
// logged.
#include "unit/platforms/source_tree.h"

using namespace jianfu;
using namespace jianfu::platforms;
using Catch::Contains;
using tests::evidence_of_files;
using tests::Files;

namespace {

// .M is where the app begins.
std::string evidence_of(Files files) {
  files["AndroidManifest.xml"] =
      "<manifest xmlns:android=\"http://schemas.android.com/apk/res/android\" package=\"a.b\"><application>"
      "<activity android:name=\".M\"><intent-filter><action android:name=\"android.intent.action.MAIN\"/>"
      "<category android:name=\"android.intent.category.LAUNCHER\"/></intent-filter></activity>"
      "<activity android:name=\".N\"/><activity android:name=\".O\"/></application></manifest>";
  return evidence_of_files(files);
}

const std::string kRoute = "import com.alibaba.android.arouter.facade.annotation.Route;\n";

}  // namespace

TEST_CASE("an annotation belongs to the class that follows it; nothing of Java belongs to a file") {
  const std::string out = evidence_of({
      {"src/a/b/M.java",
       "package a.b;\npublic class M extends android.app.Activity { void f() { "
       "ARouter.getInstance().build(\"/x/n\"); "
       "ARouter.getInstance().build(\"/x/k\"); } }\n"},
      {"src/a/b/N.java", "package a.b;\n" + kRoute +
                             "@Component(modules = Part.class)\n@Route(path = \"/x/n\")\npublic class N "
                             "extends android.app.Activity {\n"
                             "  @GET(\"sign/list\") Call<X> list(@Query(\"id\") int id);\n  "
                             "@SerializedName(\"signTime\") int time; }\n"
                             "@Entity(tableName = \"rows\") class Second {}\n"},
      {"src/a/b/Part.java", "package a.b; class Part {}"},
      {"src/a/b/package-info.java", "@Default(\"punch\")\npackage a.b;\n"},
      {"src/a/b/K.kt",
       "package a.b\n" + kRoute +
           "@Route(path = \"/x/k\")\n@Permissions(arrayOf(\"sign\"))\nclass O : android.app.Activity()\n"
           "@Deprecated(\"old sign\")\nfun loose() {}\n"},
  });
  CHECK_THAT(out, Contains("route /x/n in=a.b.N at=src/a/b/N.java:4:15") && Contains("route /x/k in=a.b.O"));
  CHECK_THAT(out, Contains("edge opens a.b.M a.b.N") && Contains("edge opens a.b.M a.b.O") &&
                      Contains("edge uses a.b.N a.b.Part"));
  CHECK_THAT(out, !Contains("a.b.NKt") && !Contains("package-infoKt"));
  // What has no class behind it stays with the file.
  CHECK_THAT(out, Contains("\"old sign\" in=a.b.KKt") && Contains("literal \"sign\" in=a.b.O"));
}

TEST_CASE("a route is followed through constants of other files, whoever names them and how") {
  const Files files = {
      {"src/a/b/Hub.java",
       "package a.b;\npublic interface Hub {\n String APP = \"/x\";\n String APP_N = APP + \"/n\";\n}\n"},
      {"src/a/c/Base.java",
       "package a.c;\npublic class Base { public static final String LAST = \"/o\"; "
       "public static String moved = \"/x/moved\"; }\n"},
      {"src/a/c/Paths.java",
       "package a.c;\npublic class Paths extends Base { public static final String APP_O = a.b.Hub.APP + "
       "LAST; "
       "public static final String LOOP = Paths.ROUND + \"a\", ROUND = Paths.LOOP + \"b\"; }\n"},
      {"src/a/b/N.java", "package a.b;\n" + kRoute +
                             "@Route(path = Hub.APP_N)\npublic class N extends android.app.Activity {}\n"},
      {"src/a/b/O.java",
       "package a.b;\n" + kRoute +
           "@Route(path = Hub.APP + \"/o\")\npublic class O extends android.app.Activity {}\n"},
  };
  const auto with = [&](const std::string& name, const std::string& text) {
    Files all = files;
    all["src/a/b/" + name] = text;
    return evidence_of(all);
  };
  const std::string start = "package a.b;\n",
                    body = "public class M extends android.app.Activity { void f() { ";
  const std::string direct =
      with("M.java", start + body + "ARouter.getInstance().build(Hub.APP_N).navigation(); } }");
  CHECK_THAT(direct, Contains("route /x/n in=a.b.N") && Contains("route /x/o in=a.b.O"));
  CHECK_THAT(direct, Contains("edge opens a.b.M a.b.N") && !Contains("edge opens a.b.M a.b.O"));
  CHECK_THAT(with("M.java", start + "import a.c.*;\n" + body + "RouterUtils.go(this, Paths.APP_O); } }"),
             Contains("edge opens a.b.M a.b.O"));
  CHECK_THAT(with("M.java", start + "import static a.c.Paths.APP_O;\n" + body + "go(APP_O); } }"),
             Contains("edge opens a.b.M a.b.O"));
  CHECK_THAT(with("M.java", start + "import static a.c.Paths.*;\n" + body + "go(APP_O); } }"),
             Contains("edge opens a.b.M a.b.O"));
  CHECK_THAT(with("M.java", start + "public class M extends android.app.Activity implements Hub { void f() { "
                                    "go(APP_N); go(APP_X); } }"),
             Contains("edge opens a.b.M a.b.N") && !Contains("edge opens a.b.M a.b.O"));
  CHECK_THAT(with("M.java", start + body + "go(Hub.APP + a.c.Base.LAST); } }"),
             Contains("edge opens a.b.M a.b.O"));
  // Another class's constant of the same name, and one that only turns in a circle.
  const std::string other =
      with("M.java",
           start + body + "go(Other.APP_N); go(a.c.Paths.LOOP); } static final String APP_N = \"/x/o\"; }");
  CHECK_THAT(other, !Contains("edge opens a.b.M a.b.N"));
  CHECK_THAT(
      with(
          "M.kt",
          "package a.b\nconst val GROUP = \"/x\"\nconst val HERE = \"$GROUP/n\"\nobject Keys { const val "
          "FAR = \"${'$'}\"; const val NEAR = GROUP + \"/o\" }\nclass M : android.app.Activity() { fun f() { "
          "go(HERE) } }\n"),
      Contains("edge opens a.b.M a.b.N") && !Contains("edge opens a.b.M a.b.O"));
}

TEST_CASE("constants of constants of other classes end, whether they double, go deep or turn") {
  std::string doubles = "package a.b; class D0 { static final String XX = \"sixteen bytes ..\"; }\n";
  std::string deep = "package a.c; class D0 { static final String XX = \"/deep\"; }\n";
  for (int i = 1; i < 400; ++i) {
    const std::string now = std::to_string(i), before = "D" + std::to_string(i - 1) + ".XX";
    doubles.append("class D").append(now).append(" { static final String XX = ");
    doubles.append(before).append(" + ").append(before).append("; }\n");
    deep.append("class D").append(now).append(" { static final String XX = ").append(before).append("; }\n");
  }
  const std::string out =
      evidence_of({{"src/a/b/D.java", doubles},
                   {"src/a/c/D.java", deep},
                   {"src/a/b/M.java",
                    "package a.b; class M extends android.app.Activity { void f() { go(D399.XX); "
                    "go(a.c.D9.XX); go(D1.XX + \"-end\"); } }"}});
  CHECK(out.size() < 1'500'000);
  CHECK_THAT(out, Contains("endpoint /deep in=a.b.M") &&
                      Contains("\"sixteen bytes ..sixteen bytes ..-end\" in=a.b.M"));
}

TEST_CASE("addresses given by constants are told where they are used") {
  const std::string out = evidence_of({
      {"src/a/b/Urls.java",
       "package a.b; class Urls { static final String BASE = \"http://h/\"; static final String list = BASE "
       "+ \"sign/list\"; }"},
      {"src/a/b/Api.java",
       "package a.b; import retrofit2.http.GET; interface Api { @GET(Urls.list) Call<X> list(); }"},
      {"src/a/b/M.java",
       "package a.b; class M extends android.app.Activity { void f(String id) { get(Urls.BASE + "
       "\"rank?id=\" + id); get(host() + \"sign/in\"); } }"},
  });
  CHECK_THAT(out, Contains("endpoint http://h/sign/list in=a.b.Api") &&
                      Contains("endpoint \"http://h/rank?id=…\" in=a.b.M") &&
                      Contains("endpoint …sign/in in=a.b.M"));
  CHECK_THAT(out, !Contains("endpoint http://h/ in=a.b.M") && !Contains("endpoint sign/in"));
}

TEST_CASE("names are cited where they are declared") {
  const std::string out =
      evidence_of({{"src/a/b/M.java",
                    "package a.b;\npublic class M\n    extends android.app.Activity {\n"
                    "  private int field = make(\"x\");\n  public void one() {\n    int local = 1;\n"
                    "    go(local, \"y\");\n  }\n\n  public\n  void two() {}\n"
                    "  class Inner { void three() {} }\n}\n"},
                   {"src/a/b/K.kt",
                    "package a.b\nclass K {\n  val held = 1\n  fun four() = \"z\"\n"
                    "  fun five() {}\n}\n"}});
  CHECK_THAT(out, Contains("identifier a.b.M in=a.b.M at=src/a/b/M.java:2:14") &&
                      Contains("identifier field in=a.b.M at=src/a/b/M.java:4:15") &&
                      Contains("identifier one in=a.b.M at=src/a/b/M.java:5:15") &&
                      Contains("identifier two in=a.b.M at=src/a/b/M.java:11:8") &&
                      Contains("identifier a.b.M$Inner in=a.b.M at=src/a/b/M.java:12:9") &&
                      Contains("identifier three in=a.b.M at=src/a/b/M.java:12:22"));
  CHECK_THAT(out, Contains("identifier held in=a.b.K at=src/a/b/K.kt:3:7") &&
                      Contains("identifier four in=a.b.K at=src/a/b/K.kt:4:7") &&
                      Contains("identifier five in=a.b.K at=src/a/b/K.kt:5:7"));
}

TEST_CASE("what is printed to a log is not shown; what is put together is told once") {
  const std::string out = evidence_of(
      {{"src/a/b/M.java",
        "package a.b;\nclass M extends android.app.Activity { void f() {\n "
        "System.out.println(\"打卡记录3\");\n"
        " System.err.print(\"错误签到\");\n System.out.println(\"打卡==\" + n + \"==\");\n"
        " say(\"签到次数==\" + n + \"==次\");\n printer.println(\"打印小票\");\n "
        "a.c.LogUtil.println(\"包装签退\" + n); LogActivity.open(\"签退日志\");\n } }\n"},
       {"src/a/b/K.kt", "package a.b\nfun f() { println(\"调试排名\")\n paper.println(\"排名小票\") }\n"}});
  CHECK_THAT(out, Contains("literal \"打卡记录3\"") && Contains("literal \"错误签到\"") &&
                      Contains("literal \"打卡==…==\"") && Contains("literal \"调试排名\"") &&
                      Contains("literal \"包装签退…\"") && Contains("text unknown \"签退日志\""));
  CHECK_THAT(out, Contains("text unknown \"签到次数==…==次\"") && !Contains("\"签到次数==\"") &&
                      !Contains("\"==次\"") && !Contains("\"打卡==\""));
  CHECK_THAT(out, Contains("text unknown \"打印小票\"") && Contains("text unknown \"排名小票\""));
}

TEST_CASE("a class uses what its superclass is made for") {
  const std::string out = evidence_of(
      {{"src/a/b/M.java", "package a.b; class M extends Base<Presenter> { void f() { mPresenter.load(); } }"},
       {"src/a/b/Base.java", "package a.b; class Base<P> extends android.app.Activity { P mPresenter; }"},
       {"src/a/b/Presenter.java",
        "package a.b; class Presenter { void load() { start(new Intent(this, N.class)); } }"},
       {"src/a/b/N.java", "package a.b; class N extends android.app.Activity {}"},
       {"src/a/b/O.java", "package a.b; class O extends android.app.Activity {}"}});
  CHECK_THAT(out, Contains("edge uses a.b.M a.b.Presenter") && Contains("edge opens a.b.Presenter a.b.N") &&
                      !Contains("edge uses a.b.M a.b.N"));
}
