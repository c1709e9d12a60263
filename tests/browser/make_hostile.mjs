// Writes the source folder of a mini-program whose texts try to leave the report that quotes them:
//   node make_hostile.mjs FOLDER ADDRESS
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [folder, address] = process.argv.slice(2);
const attacks = [
  `<script>window.hacked = 1; fetch("${address}/script")</script>`,
  `<img src="${address}/image" onerror="window.hacked = 1">`,
  `"><svg onload="window.hacked = 1"></svg>`,
  `' autofocus onfocus='window.hacked = 1`,
  `</textarea></option></title></style><script>window.hacked = 1</script>`,
  `<meta http-equiv="refresh" content="0;url=${address}/refresh"><base href="${address}/base/">`,
  `<style>@import "${address}/style"; body { background: url(${address}/background) }</style>`,
  `javascript:window.hacked=1`,
  "\u202e\u2066反向\u2069\u200f",
  "\u001b[31m\u001b]0;title\u0007\u009b2J",
];

function write(name, text) {
  const path = join(folder, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, typeof text === "string" ? text : JSON.stringify(text, null, 2));
}

const all = attacks.join(" ");
write("app.json", {
  pages: ["pages/home/home", "pages/sign/sign"],
  window: { navigationBarTitleText: `示例${all}` },
  permission: { "scope.userLocation": { desc: `用于上班打卡${all}` } },
});
write("project.config.json", { appid: "wx0123456789abcdef", projectname: all });
write("app.js", "App({});\n");
write("pages/home/home.json", { navigationBarTitleText: `首页${all}` });
write("pages/home/home.wxml", '<navigator url="/pages/sign/sign">打卡签到</navigator>\n');
write("pages/home/home.js", "Page({});\n");
write("pages/sign/sign.json", { navigationBarTitleText: `打卡签到${all}` });
write("pages/sign/sign.wxml", '<button bindtap="sign">立即打卡</button>\n<text>未打卡人员名单</text>\n');
const toasts = attacks.map((attack) => `    wx.showToast({title: ${JSON.stringify(`请立即打卡签到${attack}`)}});`);
write("pages/sign/sign.js", `Page({
  sign() {
${toasts.join("\n")}
    wx.getLocation({success: (at) => wx.request({url: ${JSON.stringify(`${address}/api/sign?${attacks[2]}`)}, data: at})});
    wx.showModal({title: ${JSON.stringify(`今日未打卡将通报批评${all}`)}});
  },
});
`);
