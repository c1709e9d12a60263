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
//   coverage entries=90 read=40 skipped=49 opaque=1 bytes=9000 bytes-read=4000 text=120
//
// A word is written bare when it holds no space, quote, '=' or control character, else quoted with \" \\ \n \uXXXX (characters that cannot be
// seen) and \xNN (bytes that are no UTF-8).
// Text kinds (text, purpose, literal, field) are always quoted. Attributes may come in any order when read; a line
// that begins with '#' and an empty line are skipped. A module named by in= or an edge that no module line has made
// is made as a page (short fixtures). Places are at=entry:line:column or at=classes.dex+0x1234; other attributes are
// symbol= resource= locale= owner= role= tr:zh-TW= and the words required and dormant. Arguments stand as they are on
// calls and are written arg:name= elsewhere, or where the name is that of an attribute. A gap's message is
// what=<id> arg= arg=, besides detail= ask-zh= ask-en=.
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
