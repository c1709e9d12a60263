// What a platform is: it recognises a tree and reads it into a package and raw evidence. One row a platform
// in platforms.cc; recognised kinds without a reader say so.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/limits.h"
#include "core/result.h"
#include "evidence/collector.h"
#include "evidence/evidence.h"
#include "io/tree.h"

namespace jianfu::formats::wxapkg {
struct AppIds;
}

namespace jianfu::platforms {

struct Part {
  std::string path;  // as handed in, or the entry it was found in
  std::string kind;  // "sub-package", "split", "plugin"
  std::string name;  // its root or split name
  uint64_t size = 0;
  std::string sha256;
};

// One certificate that the package is signed with, as it says of itself: nothing of it is verified.
struct Signer {
  std::string scheme;   // "v1", "v2", "v3", "v3.1", "stamp"
  std::string subject;  // RFC 2253
  std::string issuer;
  std::string serial;                   // hex
  std::string sha256, sha1, md5;        // of the certificate, lower-case hex
  std::string valid_from, valid_until;  // 2024-01-31T12:00:00Z
  std::string key;                      // "RSA 2048"
};

// What was done to a package that only misleads those who look into it (engine/tampering.h).
struct Trick {
  std::string id;      // stable: "zip-fake-encryption"
  std::string place;   // the first one; empty: the container as a whole
  std::string detail;  // a value that shows it; may be empty
  uint64_t places = 1;
};

// Identity of what was scanned.
struct Package {
  std::string path;
  std::string kind;  // "apk", "wxapkg", "wechat-source" …: Platform::kind
  std::string id;    // package name, app id
  std::string name;  // label shown to the user
  std::string version;
  uint64_t size = 0;
  std::string sha256;  // of the file; of a folder: of the sorted list of (name, sha256 of contents)
  std::vector<Signer> signer;  // by scheme; several of one scheme when several signed
  std::vector<std::string> frameworks;
  std::vector<Trick> tricks;  // gravest first
  std::vector<Part> parts;
  // Of one inside another: what lies around it only carries packages, so that it counts like one handed in.
  bool handed_in = false;
};

struct Nesting;

struct Context {
  const Limits& limits;
  evidence::Filter filter = {};
  uint32_t depth = 0;                     // containers around this one; bounded by Limits::depth
  Nesting* nesting = nullptr;             // of the package around this one (shared/contents.h); null: there is none
  formats::wxapkg::AppIds* app_ids = nullptr;  // of encrypted packages inside; null: none are known
};

struct Reading {
  Package package;
  evidence::EvidenceSet evidence;
  std::vector<Reading> nested;  // packages found inside this one; Package::path is "assets/x.apk"
};

// One container handed in together: the main one first, then sub-packages.
struct Input {
  std::string path;
  const io::Tree* tree = nullptr;
};

// What a container is to others that are handed in with it. A part joins the container that has the same program and
// is no part itself, or that claims it (Platform::claims).
struct Membership {
  bool part = false;
  std::string program;
  std::string name;  // of the part
  // Of a main one what it names, of a part what it holds: folders of sub-packages with their '/', pages, plugins by
  // their providers.
  std::vector<std::string> folders = {}, pages = {}, plugins = {};
  bool parts_missing = false;  // of a main one: it names folders of which it holds nothing
};

struct Platform {
  std::string_view kind;    // stable id, in reports
  std::string_view zh, en;  // what people call it
  // 0 no, 1 might be, 2 surely. Looks at names and heads only. Null: another row recognises the family of both.
  int (*recognise)(const io::Tree& tree) = nullptr;
  // What a container is to others that are handed in with it. Null: the platform has no parts.
  Membership (*membership)(const io::Tree& tree) = nullptr;
  // Whether a file of that name may be a part, or have some: those of one folder are held together until all
  // of them were seen. Null: any may.
  bool (*may_have_parts)(std::string_view file_name) = nullptr;
  // The first input is the main one. Null for kinds that are recognised and not readable yet.
  Result<Reading> (*read)(std::span<const Input> inputs, const Context& context) = nullptr;
  // Inside of another package it is content of that one, and no package of its own.
  bool content_when_nested = false;
  // Kinds that are recognised together: the row that recognises them …
  std::string_view family = {};
  // … and, in that row, which of the kinds a tree of the family is. Null: that of the row.
  std::string_view (*kind_of)(const io::Tree& tree) = nullptr;
  // How well a part fits a main container; 0: it is a part of something else. Null: equal programs do.
  uint64_t (*claims)(const Membership& main, const Membership& part) = nullptr;
  // What is said when there is no reader.
  Msg unread = Msg::not_yet_readable;
};

std::span<const Platform> all();
// The platform that fits best; null when none does.
const Platform* recognise(const io::Tree& tree);

}  // namespace jianfu::platforms
