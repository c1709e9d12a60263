#include "audit/schema.h"

#include <array>
#include <string>
#include <tuple>

#include "audit/problem.h"

namespace jianfu::audit {
namespace {

constexpr int64_t kApplication = 0x4A464155;  // "JFAU", PRAGMA application_id: tells our files from other databases

// Times are ISO 8601 in UTC. `content` is a SHA-256. A package's rows hang on the scan, scans on package and context.
constexpr std::string_view kTables = R"sql(
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
-- What a result depends on besides the bytes of the package.
CREATE TABLE context (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, engine TEXT NOT NULL, ruleset TEXT NOT NULL,
  ruleset_version TEXT NOT NULL, ruleset_digest TEXT NOT NULL, options TEXT NOT NULL);
CREATE TABLE run (
  id INTEGER PRIMARY KEY, context INTEGER NOT NULL REFERENCES context, root TEXT NOT NULL, started TEXT NOT NULL,
  ended TEXT, found INTEGER, scanned INTEGER, reused INTEGER, failed INTEGER);
CREATE TABLE package (
  id INTEGER PRIMARY KEY, content TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, app_id TEXT NOT NULL, name TEXT NOT NULL,
  version TEXT NOT NULL, size INTEGER NOT NULL, signer TEXT NOT NULL, frameworks TEXT NOT NULL);
CREATE INDEX package_app ON package (app_id);
-- Where a package was seen. `parts` are the other files of it, one a line. `gone`: not there any more.
CREATE TABLE occurrence (
  id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, root TEXT NOT NULL, parts TEXT NOT NULL, stamp TEXT NOT NULL,
  package INTEGER REFERENCES package, failure_zh TEXT NOT NULL, failure_en TEXT NOT NULL,
  run INTEGER NOT NULL REFERENCES run, gone INTEGER NOT NULL DEFAULT 0);
CREATE INDEX occurrence_package ON occurrence (package);
CREATE TABLE scan (
  id INTEGER PRIMARY KEY, package INTEGER NOT NULL REFERENCES package, context INTEGER NOT NULL REFERENCES context,
  scanned TEXT NOT NULL, verdict TEXT, failure_zh TEXT NOT NULL, failure_en TEXT NOT NULL,
  nothing_decisive INTEGER NOT NULL, packed INTEGER NOT NULL, entries INTEGER NOT NULL, entries_read INTEGER NOT NULL,
  bytes INTEGER NOT NULL, bytes_read INTEGER NOT NULL, gaps INTEGER NOT NULL, report BLOB,
  UNIQUE (package, context));
-- What most questions ask of a scan, so that they need not turn the pages of a table that is mostly packed reports.
CREATE INDEX scan_now ON scan (context, verdict, package, failure_zh, scanned, nothing_decisive, packed);
CREATE INDEX scan_first ON scan (package, scanned);
CREATE TABLE provision (
  scan INTEGER NOT NULL REFERENCES scan, provision TEXT NOT NULL, title_zh TEXT NOT NULL, title_en TEXT NOT NULL,
  verdict TEXT NOT NULL, PRIMARY KEY (scan, provision)) WITHOUT ROWID;
CREATE TABLE finding (
  id INTEGER PRIMARY KEY, scan INTEGER NOT NULL REFERENCES scan, inside TEXT NOT NULL, rule TEXT NOT NULL,
  feature TEXT NOT NULL, provision TEXT NOT NULL, verdict TEXT NOT NULL, severity TEXT NOT NULL, presence TEXT NOT NULL,
  coercion TEXT NOT NULL, exemption TEXT NOT NULL, module TEXT NOT NULL, module_title TEXT NOT NULL,
  title_zh TEXT NOT NULL, title_en TEXT NOT NULL, fingerprint TEXT NOT NULL);
CREATE INDEX finding_scan ON finding (scan, verdict, provision, feature);
CREATE INDEX finding_provision ON finding (provision, verdict, scan);
CREATE TABLE evidence (
  finding INTEGER NOT NULL REFERENCES finding, place INTEGER NOT NULL, kind TEXT NOT NULL, role TEXT NOT NULL,
  text TEXT NOT NULL, entry TEXT NOT NULL, line INTEGER NOT NULL, symbol TEXT NOT NULL, because TEXT NOT NULL,
  PRIMARY KEY (finding, place)) WITHOUT ROWID;
CREATE TABLE required (
  scan INTEGER NOT NULL REFERENCES scan, rule TEXT NOT NULL, feature TEXT NOT NULL, provision TEXT NOT NULL,
  verdict TEXT NOT NULL, grade TEXT NOT NULL, title_zh TEXT NOT NULL, title_en TEXT NOT NULL,
  PRIMARY KEY (scan, rule)) WITHOUT ROWID;
CREATE TABLE undecided (
  scan INTEGER NOT NULL REFERENCES scan, rule TEXT NOT NULL, provision TEXT NOT NULL, title_zh TEXT NOT NULL,
  title_en TEXT NOT NULL, PRIMARY KEY (scan, rule)) WITHOUT ROWID;
CREATE TABLE gap (
  scan INTEGER NOT NULL REFERENCES scan, place INTEGER NOT NULL, why TEXT NOT NULL, entry TEXT NOT NULL,
  what_zh TEXT NOT NULL, what_en TEXT NOT NULL, ask_zh TEXT NOT NULL, ask_en TEXT NOT NULL, bytes INTEGER NOT NULL,
  PRIMARY KEY (scan, place)) WITHOUT ROWID;
-- Registered apps, as imported. See filing.h.
CREATE TABLE filing (
  id INTEGER PRIMARY KEY, place TEXT NOT NULL, unit TEXT NOT NULL, level TEXT NOT NULL, name TEXT NOT NULL,
  platform TEXT NOT NULL, app_id TEXT NOT NULL, number TEXT NOT NULL, date TEXT NOT NULL, sha256 TEXT NOT NULL,
  signer TEXT NOT NULL, audience TEXT NOT NULL, version TEXT NOT NULL);
CREATE INDEX filing_app ON filing (app_id);
CREATE INDEX filing_name ON filing (name);
CREATE INDEX filing_content ON filing (sha256);
CREATE INDEX package_name ON package (name);
-- `packages`, `modules` and `fingerprints` are lists between line breaks; an empty one asks nothing.
CREATE TABLE waiver (
  id INTEGER PRIMARY KEY, place TEXT NOT NULL, rule TEXT NOT NULL, packages TEXT NOT NULL, modules TEXT NOT NULL,
  fingerprints TEXT NOT NULL, basis TEXT NOT NULL, approver TEXT NOT NULL, reason TEXT NOT NULL, expires TEXT NOT NULL);
CREATE INDEX waiver_rule ON waiver (rule);
)sql";

// What packages are compared by (features.h). One row a kind, its texts one a line: a row a text would be thirty million
// of them in a large audit, and all of a package are read together.
constexpr std::string_view kFeatureTable = R"sql(
CREATE TABLE feature (
  package INTEGER NOT NULL REFERENCES package, kind TEXT NOT NULL, texts TEXT NOT NULL,
  PRIMARY KEY (package, kind)) WITHOUT ROWID;
)sql";

// Signs of tampering, gravest first. Since version 2.
constexpr const char* kTamperingTable = R"sql(
CREATE TABLE tampering (
  scan INTEGER NOT NULL REFERENCES scan, place INTEGER NOT NULL, id TEXT NOT NULL, entry TEXT NOT NULL, detail TEXT NOT NULL,
  places INTEGER NOT NULL, says_zh TEXT NOT NULL, says_en TEXT NOT NULL, PRIMARY KEY (scan, place)) WITHOUT ROWID;
)sql";
constexpr const char* kTamperingView = R"sql(
CREATE VIEW 反分析痕迹 AS
  SELECT now.package AS 安装包编号, package.name AS 名称, tampering.id AS 代号, tampering.says_zh AS 痕迹, tampering.entry AS 位置,
         tampering.places AS 处数
  FROM now JOIN package ON package.id = now.package JOIN tampering ON tampering.scan = now.id;
)sql";

// `now` is each package's scan in the context of the newest run. Chinese names are for people who ask by hand.
constexpr std::string_view kViews = R"sql(
CREATE VIEW now AS
  SELECT scan.* FROM scan WHERE context = (SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'context');
-- Which package a filing is about, and how that is known: the surest way first. A name alone is a hint.
CREATE VIEW filed AS
  SELECT f.id AS filing, p.id AS package, 'sha256' AS how, 1 AS rank FROM filing f JOIN package p ON p.content = f.sha256
  UNION ALL SELECT f.id, p.id, 'app-id', 2 FROM filing f JOIN package p ON p.app_id = f.app_id WHERE f.app_id <> ''
  UNION ALL SELECT f.id, p.id, 'signer', 3 FROM filing f JOIN package p ON p.name = f.name AND p.signer = f.signer
    WHERE f.name <> '' AND f.signer <> ''
  UNION ALL SELECT f.id, p.id, 'name', 4 FROM filing f JOIN package p ON p.name = f.name WHERE f.name <> '';
-- Waivers and the findings that they fit, in force or not.
CREATE VIEW waived AS
  SELECT w.id AS waiver, f.id AS finding, now.id AS scan, w.expires >= date('now', 'localtime') AS in_force
  FROM waiver w JOIN finding f ON f.rule = w.rule JOIN now ON now.id = f.scan JOIN package p ON p.id = now.package
  WHERE EXISTS (SELECT 1 FROM waiver)  -- without any, not one finding is looked at
    AND (w.packages = '' OR instr(w.packages, char(10) || p.app_id || char(10)) OR instr(w.packages, char(10) || p.name || char(10)))
    AND (w.modules = '' OR instr(w.modules, char(10) || f.module || char(10)) OR instr(w.modules, char(10) || f.module_title || char(10)))
    AND (w.fingerprints = '' OR instr(w.fingerprints, char(10) || f.fingerprint || char(10)));
CREATE VIEW 判定用语 AS
  SELECT column1 AS verdict, column2 AS 判定, column3 AS 次序 FROM (VALUES
    ('suspected', '疑似违规', 1), ('explain', '需说明', 2), ('not-determined', '无法判断', 3), ('hint', '提示', 4),
    ('not-found', '未见', 5), ('not-applicable', '不适用', 6));
CREATE VIEW 安装包 AS
  SELECT package.id AS 编号, package.name AS 名称, package.app_id AS 应用标识, package.version AS 版本, package.kind AS 类型,
         package.size AS 字节数, package.content AS SHA256, coalesce(w.判定, '未能检查') AS 判定, now.failure_zh AS 未能检查的原因,
         (SELECT min(path) FROM occurrence o WHERE o.package = package.id AND NOT o.gone) AS 位置,
         (SELECT count(*) FROM occurrence o WHERE o.package = package.id AND NOT o.gone) AS 处数, now.scanned AS 检查时间
  FROM now JOIN package ON package.id = now.package LEFT JOIN 判定用语 w ON w.verdict = now.verdict;
CREATE VIEW 发现 AS
  SELECT finding.id AS 编号, now.package AS 安装包编号, package.name AS 名称, package.app_id AS 应用标识, finding.provision AS 条款,
         finding.title_zh AS 功能, w.判定, finding.module AS 页面, finding.module_title AS 页面标题, finding.rule AS 规则,
         finding.fingerprint AS 指纹
  FROM now JOIN package ON package.id = now.package JOIN finding ON finding.scan = now.id
  LEFT JOIN 判定用语 w ON w.verdict = finding.verdict;
CREATE VIEW 证据 AS
  SELECT evidence.finding AS 发现编号, evidence.text AS 内容, evidence.entry AS 文件, evidence.line AS 行, evidence.symbol AS 函数
  FROM evidence;
CREATE VIEW 条款 AS
  SELECT now.package AS 安装包编号, package.name AS 名称, provision.provision AS 条款, provision.title_zh AS 内容, w.判定
  FROM now JOIN package ON package.id = now.package JOIN provision ON provision.scan = now.id
  LEFT JOIN 判定用语 w ON w.verdict = provision.verdict;
CREATE VIEW 应有功能 AS
  SELECT now.package AS 安装包编号, package.name AS 名称, required.provision AS 条款, required.title_zh AS 功能, w.判定
  FROM now JOIN package ON package.id = now.package JOIN required ON required.scan = now.id
  LEFT JOIN 判定用语 w ON w.verdict = required.verdict;
CREATE VIEW 未读内容 AS
  SELECT now.package AS 安装包编号, package.name AS 名称, gap.entry AS 位置, gap.what_zh AS 内容, gap.ask_zh AS 请补充, gap.bytes AS 字节数
  FROM now JOIN package ON package.id = now.package JOIN gap ON gap.scan = now.id;
CREATE VIEW 备案 AS
  SELECT filing.id AS 编号, filing.unit AS 单位, filing.level AS 层级, filing.name AS 名称, filing.app_id AS 应用标识,
         filing.number AS 备案号, filing.date AS 日期, filing.version AS 版本,
         (SELECT m.package FROM filed m WHERE m.filing = filing.id AND m.rank < 4 ORDER BY m.rank, m.package LIMIT 1) AS 安装包编号
  FROM filing;
CREATE VIEW 位置 AS
  SELECT path AS 路径, package AS 安装包编号, failure_zh AS 未能检查的原因 FROM occurrence WHERE NOT gone;
)sql";

// What brings a database of version i + 1 to the next one.
const std::array<std::string, 1> kMigrations = {std::string(kTamperingTable) + kTamperingView};
static_assert(std::tuple_size_v<decltype(kMigrations)> + 1 == kSchemaVersion, "a new version needs the way to it");

int64_t pragma(Database& database, std::string_view name) {
  Statement statement = database.prepare("PRAGMA " + std::string(name));
  return statement.step() ? statement.number(0) : 0;
}

bool is_empty(Database& database) {
  Statement statement = database.prepare("SELECT count(*) FROM sqlite_master");
  return statement.step() && statement.number(0) == 0;
}

Status whole(Database& database) {
  Statement statement = database.prepare("PRAGMA quick_check(1)");
  const bool answered = statement.step();
  if (Status status = database.status(); !status) return status;
  const std::string answer = answered ? statement.text(0) : std::string();
  if (answer == "ok") return Done{};
  return problem(ErrorKind::kCorrupt, Phrase::audit_database_damaged, {answer}, database.path());
}

void set_version(Database& database) {
  database.run("PRAGMA application_id = " + std::to_string(kApplication));
  database.run("PRAGMA user_version = " + std::to_string(kSchemaVersion));
}

}  // namespace

Status prepare_schema(Database& database) {
  const bool fresh = is_empty(database);
  if (Status status = database.status(); !status) return status;
  if (!fresh) {
    if (Status status = check_schema(database); !status) return status;
    if (Status status = whole(database); !status) return status;
  }
  // Every package is a commit: pages of indices that all of them touch are gathered in the log for longer, and the disk
  // is waited for less often. In pages: 200 MB.
  database.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = 50000");
  const int64_t version = pragma(database, "user_version");
  if (version == kSchemaVersion) return database.status();
  Transaction transaction(database);
  if (fresh) database.run(kTables);
  if (fresh) database.run(kFeatureTable);
  if (fresh) database.run(kTamperingTable);
  for (size_t i = static_cast<size_t>(version); !fresh && i > 0 && i <= kMigrations.size(); ++i) database.run(kMigrations[i - 1]);
  if (fresh) database.run(kViews);
  if (fresh) database.run(kTamperingView);
  set_version(database);
  if (Status status = database.status(); !status) return status;
  transaction.commit();
  return database.status();
}

Status check_schema(Database& database) {
  const int64_t application = pragma(database, "application_id");
  const int64_t version = pragma(database, "user_version");
  if (Status status = database.status(); !status) return status;
  if (application != kApplication) return problem(ErrorKind::kUsage, Phrase::audit_no_database, {}, database.path());
  if (version > kSchemaVersion)
    return problem(ErrorKind::kUnsupported, Phrase::audit_database_newer, {std::to_string(version), std::to_string(kSchemaVersion)},
                   database.path());
  return Done{};
}

}  // namespace jianfu::audit
