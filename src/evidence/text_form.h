// The text form of an evidence set: one line an item, readable, escaped, stable. Written by `jianfu evidence`,
// read back by caches and by the tests in rule files.
//
//   module page pages/sign/index title="签到" owner=app reach=yes entry=no at=pages/sign/index.js
//   edge opens pages/index/index pages/sign/index at=pages/index/index.js:40
//   text label "立即打卡" in=pages/sign/index at=pages/sign/index.wxml:12
//   call wx.chooseMedia "x" sourceType="camera" in=pages/sign/index at=pages/sign/index.js:31
//   field "现场照片" required in=pages/sign/index at=pages/sign/index.wxml:20
//   endpoint /sign/in in=pages/sign/index
//   gap packed at=classes.dex hides=text,literal,call bytes=120344
//
// A word is written bare when it holds no space, quote, '=' or control character, else quoted with \" \\ \n \uXXXX.
// Text kinds (text, purpose, literal, field) are always quoted. Attributes may come in any order when read; a line
// that begins with '#' and an empty line are skipped. A module named by in= or an edge that no module line has made
// is made as a page (short fixtures).
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"
#include "evidence/evidence.h"

namespace jianfu::evidence {

std::string to_text(const EvidenceSet& set);
std::string to_text(const EvidenceSet& set, const Evidence& item);  // one line, without the newline

// Errors name the line ("3: …").
Result<EvidenceSet> from_text(std::string_view text);

}  // namespace jianfu::evidence
