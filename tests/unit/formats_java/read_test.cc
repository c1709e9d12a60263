#include <catch2/catch.hpp>

#include "unit/formats_java/recorder.h"

using namespace jianfu;
using namespace jianfu::formats::java;
using Catch::Contains;
using formats::java::tests::told;

TEST_CASE("package, imports, classes with what they extend, members with their types") {
  const std::string out = told(R"(package cn.gov.x;
import android.app.Activity; import static a.B.C; import java.util.*;
public class Sign extends Base<ActivityBinding, X> implements View.OnClickListener, Runnable {
  private LocationManager lm; final List<Map<String, Object>> rows = new ArrayList<>(); String[] names;
  Sign(Context c) { super(c); }
  protected void onCreate(Bundle state) throws IOException { int i = 0; }
  abstract String abs();
  class Row {}
  interface Api { void go(int id); }
})",
                               Dialect::kJava);
  CHECK_THAT(
      out,
      Contains(
          "package cn.gov.x\nimport android.app.Activity\nimport a.B.C static\nimport java.util.*\nclass "
          "Sign\n  < Base\n  << ActivityBinding\n  < View.OnClickListener\n  < Runnable\n"));
  CHECK_THAT(out, Contains("field lm: LocationManager") && Contains("field rows: List") &&
                      Contains("field names: String"));
  CHECK_THAT(out,
             Contains("method <init>\n    variable c: Context") &&
                 Contains("method onCreate\n    variable state: Bundle\n    variable i: int\n  end method"));
  CHECK_THAT(out,
             Contains("method abs\n  end method\n  class Row\n  end class\n  class Api\n    method go\n"));
}

TEST_CASE("literals know the call, the argument and the name they are given to") {
  const std::string out = told(R"(class A { void f() {
  setTitle("标题"); String t = "局部"; post("/a?id=" + id, "b" + "c");
  new AlertDialog.Builder(this).setTitle("提示").setMessage(getString(R.string.msg)).show();
  Toast.makeText(this, ok ? "是" : "否", Toast.LENGTH_SHORT).show();
} })",
                               Dialect::kJava);
  CHECK_THAT(out, Contains("literal '标题' in setTitle#0") && Contains("literal '局部' =t"));
  CHECK_THAT(out, Contains("literal '提示' in [AlertDialog.Builder].setTitle#0"));
  CHECK_THAT(out, Contains("reference R.string.msg in [AlertDialog.Builder].setMessage#0"));
  CHECK_THAT(out, Contains("literal 'bc' in post#1 folded") &&
                      Contains("literal '/a?id=\uFFFC' in post#0 folded template"));
  CHECK_THAT(out, Contains("call post(/a?id=\uFFFC, bc)"));
  CHECK_THAT(out,
             Contains("literal '是' in Toast.makeText#1") && Contains("literal '否' in Toast.makeText#1"));
}

TEST_CASE("annotations are calls with @, constants of the class are folded in where they are used") {
  const std::string out = told(R"(@Route(path = "/sign/main") class A {
  static final String BASE = "http://x", URL = BASE + "/sign"; String other = "no constant";
  @GET("list") Call<X> list(@Query("id") int id);
  @Permissions({"a", "b"}) @Override void f() { post(URL, other); } })",
                               Dialect::kJava);
  CHECK_THAT(out, Contains("literal '/sign/main' in @Route#0 =path") &&
                      Contains("literal 'list' in @GET#0") && Contains("literal 'id' in @Query#0"));
  CHECK_THAT(out, Contains("literal 'b' in @Permissions#0") && Contains("call @Override()"));
  CHECK_THAT(out, Contains("constant URL=http://x/sign") &&
                      Contains("literal 'http://x/sign' in post#0 constant") &&
                      Contains("call post(http://x/sign)"));
}

TEST_CASE("a sum is told once as a whole, its operands are parts of it; what is no operand is its own") {
  const std::string out = told(R"(class A { void f() {
  log("甲==" + a + "==" + b.c() + d.e + "乙" + 1); log("丙" + "丁"); log("戊"); log(n + "己".length()); log("庚" + g("辛") + "壬");
  log(x ? "癸" : "子" + n); log("丑" + ("寅")); log("卯" + y - 1); } })",
                               Dialect::kJava);
  CHECK_THAT(out, Contains("literal '甲==' in log#0 part\n") && Contains("literal '==' in log#0 part\n") &&
                      Contains("literal '乙' in log#0 part\n") &&
                      Contains("literal '甲==\uFFFC==\uFFFC乙1' in log#0 folded template\n"));
  CHECK_THAT(out, Contains("literal '丙' in log#0 part\n") && Contains("literal '丙丁' in log#0 folded\n"));
  CHECK_THAT(out, Contains("literal '戊' in log#0\n") && Contains("literal '己' in log#0\n") &&
                      Contains("literal '辛' in g#0\n") && Contains("literal '癸' in log#0\n") &&
                      Contains("literal '寅' in log#0\n"));
  CHECK_THAT(out, Contains("'庚\uFFFC壬' in log#0 folded") && Contains("'子\uFFFC' in log#0 folded") &&
                      Contains("'丑\uFFFC' in log#0 folded") && Contains("'卯\uFFFC' in log#0 folded"));
  const std::string broken = told("fun f() { a(\"甲\" + if (b) \"乙\" else \"丙\") }", Dialect::kKotlin);
  CHECK_THAT(broken, Contains("literal '甲' in a#0 part\n") && Contains("literal '甲' in a#0 folded\n") &&
                         Contains("literal '乙' in a#0\n"));
}

TEST_CASE(
    "constants of other classes in sums and constants are told as holes; fields of an interface are "
    "constants") {
  const std::string out =
      told(R"(interface H { String APP = "/x"; String N = APP + "/n"; String O = Other.O; }
class A { static final String B = Hub.P + Hub.Q + "/b" + i + s.M; String no = Hub.P; static final int I = 1 + 2;
  void f() { go(Hub.P + "/c"); go(Hub.P + Hub.Q); go(APP_MAIN); go(n + m); go(H.APP); go(f().APP); } })",
           Dialect::kJava);
  CHECK_THAT(out, Contains("constant APP=/x\n") && Contains("constant N=/x/n\n") &&
                      Contains("composed O=\uFFFC of Other.O\n"));
  CHECK_THAT(out, Contains("composed B=\uFFFC/b\uFFFC of Hub.P+Hub.Q,?+?\n") && !Contains("composed no") &&
                      !Contains(" I="));
  CHECK_THAT(out, Contains("reference Hub.P in go#0 part\n") &&
                      Contains("literal '\uFFFC/c' in go#0 folded template holes=Hub.P\n") &&
                      Contains("literal '\uFFFC' in go#0 folded template holes=Hub.P+Hub.Q\n") &&
                      Contains("reference APP_MAIN in go#0\n") && Contains("reference H.APP in go#0\n"));
  CHECK_THAT(out, !Contains("f().APP") && !Contains("holes=n"));
  const std::string kotlin = told("const val A = \"$GROUP/a\"\nconst val B = \"$low/b\"\n", Dialect::kKotlin);
  CHECK_THAT(kotlin, Contains("composed A=\uFFFC/a of GROUP\n") && Contains("constant B=\uFFFC/b\n"));
}

TEST_CASE("casts and constructions give types; a comparison is no type argument") {
  const std::string out = told(R"(class A { void f() {
  ((LocationManager) getSystemService("location")).removeUpdates(this);
  var lm = (LocationManager) getSystemService("x"); List<String> rows = new ArrayList<String>(3);
  if (a < b && c > d) foo("x"); startActivity(new Intent(this, RankActivity.class));
} })",
                               Dialect::kJava);
  CHECK_THAT(out, Contains("call [LocationManager].removeUpdates()") &&
                      Contains("variable lm: LocationManager") && Contains("variable rows: List"));
  CHECK_THAT(out, Contains("call foo(x)") && Contains("type RankActivity in new Intent#1"));
}

TEST_CASE("anonymous classes, enum constants and array initialisers keep their context") {
  const std::string out =
      told(R"(class A { enum K { SIGN("打卡", 1), RANK("排行") { int f() { return 1; } }; K(String s) {} }
  String[] titles = {"首页", "我的"};
  void f() { b.setOnClickListener(new View.OnClickListener() { public void onClick(View v) { setText("点"); } }); after("后"); } })",
           Dialect::kJava);
  CHECK_THAT(out, Contains("field SIGN: \n    literal '打卡' in K#0") &&
                      Contains("method f\n      end method\n    end class"));
  CHECK_THAT(out, Contains("literal '首页' =titles\n  literal '我的' =titles"));
  CHECK_THAT(out, Contains("class \n      < View.OnClickListener\n      method onClick\n        variable v: "
                           "View\n        literal '点' in setText#0"));
  CHECK_THAT(out, Contains("literal '后' in after#0"));
}

TEST_CASE("Kotlin: headers, properties, companions, lambdas, line ends") {
  const std::string out = told(R"(package cn.x
import a.b.R as Res
class Sign(val id: Int, name: String = "默认") : Base<ActivitySignBinding>("标"), Runnable {
  private val lm by lazy { getSystemService(X) as LocationManager }
  val alarms = getSystemService(AlarmManager::class.java)
  companion object { const val URL = "/sign" }
  override fun run() = go(URL)
  fun go(url: String): Unit {
    title = "打卡"
    supportActionBar?.title = "栏"
    val local = "局部"
    tv.text = "共${rows.size}个$name"
    button.setOnClickListener { toast("点了") }
    when (x) { "甲" -> a("乙") }
  }
  inner class Row(v: View) : Holder(v)
  object Single : Other()
}
class Last
fun top() { Text(text = "今日") }
)",
                               Dialect::kKotlin);
  CHECK_THAT(out, Contains("import a.b.R as Res\nclass Sign\n  field id: Int\n  literal '默认' =name\n  "
                           "field name: String\n  < Base\n  << ActivitySignBinding\n  literal '标' in new "
                           "Base#0\n  call new Base(标)\n  < Runnable\n"));
  CHECK_THAT(out, Contains("field lm: LocationManager") && Contains("field alarms: AlarmManager"));
  CHECK_THAT(out, Contains("constant URL=/sign") && Contains("literal '/sign' in go#0 constant"));
  CHECK_THAT(out, Contains("literal '打卡' =title") && Contains("literal '局部' =local") &&
                      Contains("literal '共\uFFFC个\uFFFC' =text template"));
  CHECK_THAT(out, Contains("literal '点了' in toast#0") && Contains("literal '乙' in a#0"));
  CHECK_THAT(out, Contains("class Row\n    field v: View\n    < Holder\n    call new Holder()\n  end class\n "
                           " class Single\n    < Other\n"));
  CHECK_THAT(
      out, Contains("end class\nclass Last\nend class\nmethod top\n  literal '今日' in new Text#0 =text\n"));
}

TEST_CASE("Kotlin: an annotation behind a class without a body is of what comes next") {
  const std::string out = told(
      "class A : B()\n@Route(path = \"/c\")\nclass C(val n: Int)\n@Entity(\"rows\")\ndata class D(val m: "
      "Int)\n"
      "class E\n@Inject constructor(val l: Int) : F()\n",
      Dialect::kKotlin);
  CHECK_THAT(out, Contains("end class\nliteral '/c' in @Route#0 =path\ncall @Route(path=/c)\nclass C\n") &&
                      Contains("end class\nliteral 'rows' in @Entity#0\ncall @Entity(rows)\nclass D\n") &&
                      Contains("class E\n  field l: Int\n  < F\n"));
}

TEST_CASE("Dart: named arguments, joined neighbours, states of widgets, routes by member") {
  const std::string out = told(R"(import 'package:a/b.dart' as c;
class SignPage extends StatefulWidget { static const routeName = '/sign'; const SignPage({Key? key, this.n = '默认'}) : super(key: key); }
class _S extends State<SignPage> {
  Widget build(BuildContext context) {
    return Scaffold(appBar: AppBar(title: const Text('打' '卡')), body: TextField(decoration: InputDecoration(hintText: '请输入$n')),
      onTap: () async { await dio.post('/in', data: {'type': 1}); Navigator.pushNamed(context, SignPage.routeName); });
  }
})",
                               Dialect::kDart);
  CHECK_THAT(out, Contains("import package:a/b.dart as c\nclass SignPage\n  < StatefulWidget") &&
                      Contains("class _S\n  < State\n  << SignPage\n"));
  CHECK_THAT(out, Contains("literal '打卡' in new Text#0 folded") &&
                      Contains("literal '请输入\uFFFC' in new InputDecoration#0 =hintText template"));
  CHECK_THAT(out, Contains("call dio.post(/in, type=1)") &&
                      Contains("reference SignPage.routeName in Navigator.pushNamed#1"));
}

TEST_CASE("Gradle: what stands behind a name is given to it") {
  const std::string out = told(
      "android { namespace 'cn.x'\n defaultConfig { applicationId \"cn.y\"\n versionName = '1' } "
      "}\ndependencies {\n implementation 'a:b:1'\n compile group: 'g', name: 'n'\n}\n",
      Dialect::kGroovy);
  CHECK_THAT(out, Contains("literal 'cn.x' in namespace#0") &&
                      Contains("literal 'cn.y' in applicationId#0") && Contains("literal '1' =versionName"));
  CHECK_THAT(out, Contains("literal 'a:b:1' in implementation#0") && Contains("literal 'g' =group") &&
                      Contains("literal 'n' =name"));
}
