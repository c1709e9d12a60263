#include "unit/platforms/source_tree.h"

using namespace jianfu;
using Catch::Contains;
using platforms::tests::evidence_of_files;
using platforms::tests::Files;

TEST_CASE(
    "Flutter: widgets are modules, their states are part of them, routes and constructors lead to pages") {
  const Files files = {
      {"pubspec.yaml",
       "name: grid\nversion: 1.2.0 # x\ndependencies:\n  flutter:\n    sdk: flutter\n  geolocator: "
       "^9.0.0\ndev_dependencies:\n  lints: 1\n"},
      {"lib/main.dart",
       "import 'sign.dart';\nvoid main() => runApp(MyApp());\nclass MyApp extends StatelessWidget { Widget "
       "build(c) => MaterialApp(home: HomePage(), routes: {'/sign': (c) => SignPage()}); }\n"},
      {"lib/home.dart",
       "class HomePage extends StatelessWidget { Widget build(c) => Scaffold(body: ElevatedButton(onPressed: "
       "() { Navigator.pushNamed(c, '/sign'); print('日志打卡'); }, child: Text('去打卡'))); }\n"
       "// '注释打卡'\n"},
      {"lib/sign.dart",
       "class SignPage extends StatefulWidget { createState() => _SignState(); }\nclass _SignState extends "
       "State<SignPage> {\n Widget build(c) => Scaffold(appBar: AppBar(title: Text('打卡')), "
       "body: TextField(decoration: InputDecoration(labelText: '*姓名', hintText: '请输入')));\n void go() { "
       "Geolocator.getCurrentPosition(); dio.post('/attendance/in'); Toast.show('成功'); }\n}\n"},
      {"test/a_test.dart", "var x = '测试打卡';"},
      {"android/app/src/main/AndroidManifest.xml",
       "<manifest xmlns:android=\"http://schemas.android.com/apk/res/android\" "
       "package=\"cn.gov.f\"><uses-permission android:name=\"android.permission.CAMERA\"/></manifest>"},
  };
  const platforms::Reading reading = platforms::tests::read_files(files);
  CHECK(reading.package.id == "cn.gov.f");
  CHECK(reading.package.frameworks == std::vector<std::string>{"Flutter"});
  const std::string out = platforms::tests::text_of(reading);
  CHECK_THAT(out, Contains("module page lib/sign.dart:SignPage title=打卡 owner=app") &&
                      Contains("module page lib/home.dart:HomePage"));
  CHECK_THAT(out, Contains("edge opens lib/main.dart:MyApp lib/home.dart:HomePage") &&
                      Contains("edge opens lib/home.dart:HomePage lib/sign.dart:SignPage"));
  CHECK_THAT(out, Contains("text label \"去打卡\" in=lib/home.dart:HomePage") &&
                      Contains("text title \"打卡\" in=lib/sign.dart:SignPage"));
  CHECK_THAT(
      out,
      Contains(
          "field \"*姓名\" arg:type=\"TextField\" arg:hint=\"请输入\" required in=lib/sign.dart:SignPage"));
  CHECK_THAT(out, Contains("endpoint /attendance/in in=lib/sign.dart:SignPage") &&
                      Contains("call Geolocator.getCurrentPosition in=lib/sign.dart:SignPage"));
  CHECK_THAT(out, Contains("literal \"日志打卡\"") && Contains("sdk geolocator arg:version=\"^9.0.0\"") &&
                      Contains("permission android.permission.CAMERA"));
  CHECK_THAT(out, !Contains("注释打卡") && !Contains("测试打卡") && !Contains("sdk lints"));
}

TEST_CASE(
    "React Native: screens by name, texts of JSX, ways by route names; tools of other projects are not the "
    "app") {
  const Files files = {
      {"package.json",
       "{\"name\": \"grid\", \"version\": \"1.0\", \"dependencies\": {\"react-native\": \"0.72\", "
       "\"react-native-amap-geolocation\": \"1\"}}"},
      {"index.js", "import App from './App'; AppRegistry.registerComponent('grid', () => App);"},
      {"App.js",
       "import Sign from './src/screens/SignScreen'; export default () => <Stack.Screen name=\"Home\" "
       "component={Home}/>;"},
      {"src/screens/HomeScreen.js",
       "export default ({navigation}) => <Button title=\"去打卡\" onPress={() => "
       "navigation.navigate('Sign')}/>;"},
      {"src/screens/SignScreen.js",
       "import {post} from '../api'; export default () => <View><Text>立即打卡</Text></View>; "
       "Geolocation.getCurrentPosition(() => {});"},
      {"src/api.js", "export const post = (x) => fetch('/attendance/in');"},
      {"__tests__/a.js", "it('测试打卡')"},
      {"node_modules/x/index.js", "var s = '依赖打卡';"},
  };
  const std::string out = evidence_of_files(files);
  CHECK_THAT(out,
             Contains("module page src/screens/SignScreen.js owner=app") && Contains("module app index.js"));
  CHECK_THAT(out, Contains("text label \"立即打卡\" in=src/screens/SignScreen.js") &&
                      Contains("edge opens src/screens/HomeScreen.js src/screens/SignScreen.js"));
  CHECK_THAT(out, Contains("edge uses src/screens/SignScreen.js src/api.js") &&
                      Contains("call Geolocation.getCurrentPosition in=src/screens/SignScreen.js"));
  CHECK_THAT(out, Contains("sdk react-native-amap-geolocation arg:version=\"1\"") && !Contains("测试打卡") &&
                      !Contains("依赖打卡"));
}
