#include "audit/questions.h"

#include <algorithm>
#include <array>

#include "audit/context.h"

namespace jianfu::audit {
namespace {

constexpr std::array kByVerdict = {Phrase::ask_verdict, Phrase::ask_packages};
constexpr std::array kByProvision = {Phrase::ask_provision, Phrase::ask_title, Phrase::ask_verdict, Phrase::ask_packages};
constexpr std::array kFindings = {Phrase::ask_provision, Phrase::ask_verdict, Phrase::ask_finding, Phrase::ask_package, Phrase::ask_app_id,
                                  Phrase::ask_version,   Phrase::ask_page,    Phrase::ask_evidence, Phrase::ask_path,
                                  Phrase::ask_waiver};
constexpr std::array kNotAssessable = {Phrase::ask_path, Phrase::ask_package, Phrase::ask_verdict, Phrase::ask_why};
constexpr std::array kTampering = {Phrase::ask_path, Phrase::ask_package, Phrase::ask_verdict, Phrase::ask_sign, Phrase::ask_place, Phrase::ask_places};
constexpr std::array kCopies = {Phrase::ask_package, Phrase::ask_app_id, Phrase::ask_places, Phrase::ask_path, Phrase::ask_digest};
constexpr std::array kVersions = {Phrase::ask_app_id, Phrase::ask_package, Phrase::ask_version, Phrase::ask_verdict, Phrase::ask_findings,
                                  Phrase::ask_path};
constexpr std::array kOldest = {Phrase::ask_when, Phrase::ask_package, Phrase::ask_verdict, Phrase::ask_path};
constexpr std::array kMissing = {Phrase::ask_provision, Phrase::ask_verdict, Phrase::ask_finding, Phrase::ask_package, Phrase::ask_app_id,
                                 Phrase::ask_path};

constexpr std::array kUnfiled = {Phrase::ask_package, Phrase::ask_app_id, Phrase::ask_version, Phrase::ask_verdict, Phrase::ask_path,
                                 Phrase::ask_same_name};
constexpr std::array kUnseen = {Phrase::ask_unit, Phrase::ask_app, Phrase::ask_app_id, Phrase::ask_number, Phrase::ask_date,
                                Phrase::ask_same_name};
constexpr std::array kChanged = {Phrase::ask_unit, Phrase::ask_app,     Phrase::ask_app_id,  Phrase::ask_number, Phrase::ask_filed_version,
                                 Phrase::ask_version, Phrase::ask_why, Phrase::ask_verdict, Phrase::ask_path};
constexpr std::array kUnitApps = {Phrase::ask_unit, Phrase::ask_apps, Phrase::ask_app, Phrase::ask_number};
constexpr std::array kExpired = {Phrase::ask_rule, Phrase::ask_expires, Phrase::ask_basis, Phrase::ask_approver, Phrase::ask_findings,
                                Phrase::ask_place};
constexpr std::array kBelowCounty = {Phrase::ask_unit, Phrase::ask_level, Phrase::ask_app, Phrase::ask_app_id, Phrase::ask_number};
constexpr std::array kByUnit = {Phrase::ask_unit, Phrase::ask_apps, Phrase::ask_packages, Phrase::ask_suspected, Phrase::ask_explain,
                                Phrase::ask_undecided, Phrase::ask_findings};

// Findings that somebody has to deal with, a row each.
constexpr std::string_view kFindingRows =
    "SELECT f.provision, worded(f.verdict), said(f.title_zh, f.title_en), package.name, package.app_id, package.version, "
    "CASE f.module_title WHEN '' THEN f.module ELSE f.module_title END, "
    "(SELECT e.text || ' (' || e.entry || CASE e.line WHEN 0 THEN '' ELSE ':' || e.line END || ')' FROM evidence e "
    "WHERE e.finding = f.id ORDER BY e.place LIMIT 1), o.path, "
    "w.basis "
    "FROM now JOIN finding f ON f.scan = now.id JOIN package ON package.id = now.package "
    "JOIN occurrence o ON o.package = now.package AND NOT o.gone "
    "LEFT JOIN (SELECT v.finding AS finding, max(waiver.basis) AS basis FROM waived v JOIN waiver ON waiver.id = v.waiver "
    "WHERE v.in_force GROUP BY v.finding) w ON w.finding = f.id WHERE f.verdict IN ('suspected', 'explain') ";

// Only what is there now counts: a package all of whose places are gone is history.
constexpr std::array kQuestions = {
    Question{"by-verdict", Phrase::ask_by_verdict,
             "SELECT v, count(*) FROM ("
             "SELECT CASE WHEN now.failure_zh <> '' THEN said('未能检查', 'failed') ELSE worded(now.verdict) END AS v, ranked(now.verdict) AS r "
             "FROM now WHERE EXISTS (SELECT 1 FROM occurrence o WHERE o.package = now.package AND NOT o.gone) UNION ALL "
             "SELECT said('未能检查', 'failed'), 1 FROM occurrence WHERE failure_zh <> '' AND NOT gone) GROUP BY v ORDER BY min(r)",
             kByVerdict},
    Question{"by-provision", Phrase::ask_by_provision,
             "SELECT p.provision, said(p.title_zh, p.title_en), worded(p.verdict), count(*) FROM now JOIN provision p ON p.scan = now.id "
             "WHERE EXISTS (SELECT 1 FROM occurrence o WHERE o.package = now.package AND NOT o.gone) "
             "GROUP BY p.provision, p.verdict ORDER BY p.provision, ranked(p.verdict)",
             kByProvision},
    Question{"findings", Phrase::ask_findings_about, kFindingRows, kFindings, false,
             "ORDER BY f.provision, ranked(f.verdict), f.feature, o.path, f.id"},
    Question{"missing", Phrase::ask_missing,
             "SELECT r.provision, worded(r.verdict), said(r.title_zh, r.title_en), package.name, package.app_id, o.path "
             "FROM now JOIN required r ON r.scan = now.id JOIN package ON package.id = now.package "
             "JOIN occurrence o ON o.package = now.package AND NOT o.gone ORDER BY r.provision, ranked(r.verdict), o.path",
             kMissing},
    Question{"not-assessable", Phrase::ask_not_assessable,
             "SELECT path, name, v, why FROM ("
             "SELECT o.path AS path, '' AS name, said('未能检查', 'failed') AS v, said(o.failure_zh, o.failure_en) AS why "
             "FROM occurrence o WHERE o.failure_zh <> '' AND NOT o.gone UNION ALL "
             "SELECT o.path, package.name, CASE WHEN now.failure_zh <> '' THEN said('未能检查', 'failed') ELSE worded(now.verdict) END, "
             "CASE WHEN now.failure_zh <> '' THEN said(now.failure_zh, now.failure_en) ELSE "
             "(SELECT said(g.what_zh, g.what_en) || CASE g.entry WHEN '' THEN '' ELSE ' (' || g.entry || ')' END FROM gap g "
             "WHERE g.scan = now.id ORDER BY g.place LIMIT 1) END "
             "FROM now JOIN package ON package.id = now.package JOIN occurrence o ON o.package = now.package AND NOT o.gone "
             "WHERE now.failure_zh <> '' OR now.nothing_decisive OR now.packed OR now.verdict = 'not-determined') ORDER BY path",
             kNotAssessable},
    Question{"tampering", Phrase::ask_tampering,
             "SELECT o.path, package.name, worded(now.verdict), said(t.says_zh, t.says_en), "
             "CASE t.entry WHEN '' THEN said('整个包', 'the package as a whole') ELSE t.entry END, t.places "
             "FROM now JOIN package ON package.id = now.package JOIN tampering t ON t.scan = now.id "
             "JOIN occurrence o ON o.package = now.package AND NOT o.gone ORDER BY o.path, t.place",
             kTampering},
    Question{"copies", Phrase::ask_copies,
             "SELECT package.name, package.app_id, count(*) OVER (PARTITION BY package.id), o.path, package.content "
             "FROM package JOIN occurrence o ON o.package = package.id AND NOT o.gone "
             "WHERE (SELECT count(*) FROM occurrence x WHERE x.package = package.id AND NOT x.gone) > 1 ORDER BY package.content, o.path",
             kCopies},
    Question{"versions", Phrase::ask_versions,
             "SELECT package.app_id, package.name, package.version, worded(now.verdict), "
             "(SELECT count(*) FROM finding f WHERE f.scan = now.id AND f.verdict IN ('suspected', 'explain')), "
             "(SELECT min(o.path) FROM occurrence o WHERE o.package = package.id AND NOT o.gone) AS path "
             "FROM now JOIN package ON package.id = now.package WHERE package.app_id IN "
             "(SELECT p.app_id FROM package p JOIN now n ON n.package = p.id WHERE p.app_id <> '' AND "
             "EXISTS (SELECT 1 FROM occurrence o WHERE o.package = p.id AND NOT o.gone) GROUP BY p.app_id HAVING count(DISTINCT p.version) > 1) "
             "AND path IS NOT NULL ORDER BY package.app_id, package.version, path",
             kVersions},
    Question{"new-since", Phrase::ask_new, kFindingRows, kFindings, true,
             "AND (SELECT min(s.scanned) FROM scan s WHERE s.package = now.package) >= ?1 ORDER BY o.path, f.provision, ranked(f.verdict), f.id"},
    Question{"oldest", Phrase::ask_oldest,
             "SELECT now.scanned, package.name, CASE WHEN now.failure_zh <> '' THEN said('未能检查', 'failed') ELSE worded(now.verdict) END, "
             "(SELECT min(o.path) FROM occurrence o WHERE o.package = package.id AND NOT o.gone) AS path "
             "FROM now JOIN package ON package.id = now.package WHERE path IS NOT NULL ORDER BY now.scanned, path LIMIT 100",
             kOldest},
    Question{"by-unit", Phrase::ask_by_unit,
             "SELECT unit, count(DISTINCT filing), count(DISTINCT package), count(DISTINCT CASE verdict WHEN 'suspected' THEN package END), "
             "count(DISTINCT CASE verdict WHEN 'explain' THEN package END), "
             "count(DISTINCT CASE WHEN verdict = 'not-determined' OR verdict IS NULL OR verdict = '' THEN package END), "
             "sum(CASE nth WHEN 1 THEN coalesce(findings, 0) ELSE 0 END) FROM ("  // a package of two filings counts once
             "SELECT f.unit AS unit, f.id AS filing, m.package AS package, now.verdict AS verdict, "
             "row_number() OVER (PARTITION BY f.unit, m.package ORDER BY f.id) AS nth, "
             "(SELECT count(*) FROM finding x WHERE x.scan = now.id AND x.verdict IN ('suspected', 'explain')) AS findings "
             "FROM filing f LEFT JOIN (SELECT filing, package, min(rank) AS rank FROM filed WHERE rank < 4 GROUP BY filing, package) m "
             "ON m.filing = f.id AND EXISTS (SELECT 1 FROM occurrence o WHERE o.package = m.package AND NOT o.gone) "
             "LEFT JOIN now ON now.package = m.package) GROUP BY unit ORDER BY 4 DESC, 7 DESC, unit",
             kByUnit},
    Question{"unfiled", Phrase::ask_unfiled,
             "SELECT package.name, package.app_id, package.version, "
             "CASE WHEN now.failure_zh <> '' THEN said('未能检查', 'failed') ELSE worded(now.verdict) END, "
             "(SELECT min(o.path) FROM occurrence o WHERE o.package = package.id AND NOT o.gone) AS path, "
             "(SELECT group_concat(f.unit || ' ' || f.number, '; ') FROM filed m JOIN filing f ON f.id = m.filing WHERE m.package = package.id) "
             "FROM now JOIN package ON package.id = now.package WHERE path IS NOT NULL AND NOT EXISTS "
             "(SELECT 1 FROM filed m WHERE m.package = package.id AND m.rank < 4) ORDER BY ranked(now.verdict), path",
             kUnfiled},
    Question{"unseen", Phrase::ask_unseen,
             "SELECT f.unit, f.name, f.app_id, f.number, f.date, "
             "(SELECT min((SELECT min(o.path) FROM occurrence o WHERE o.package = m.package AND NOT o.gone)) FROM filed m WHERE m.filing = f.id) "
             "FROM filing f WHERE NOT EXISTS (SELECT 1 FROM filed m WHERE m.filing = f.id AND m.rank < 4 "
             "AND EXISTS (SELECT 1 FROM occurrence o WHERE o.package = m.package AND NOT o.gone)) ORDER BY f.unit, f.name, f.id",
             kUnseen},
    Question{"changed", Phrase::ask_changed,
             "SELECT f.unit, f.name, f.app_id, f.number, f.version, package.version, "
             "CASE WHEN f.version <> '' AND f.version <> package.version THEN said('版本不同', 'another version') "
             "ELSE said('文件不同', 'other bytes') END, worded(now.verdict), o.path "
             "FROM filing f JOIN filed m ON m.filing = f.id AND m.rank IN (2, 3) JOIN package ON package.id = m.package "
             "JOIN now ON now.package = package.id JOIN occurrence o ON o.package = package.id AND NOT o.gone "
             "WHERE ((f.sha256 <> '' AND f.sha256 <> package.content) OR (f.version <> '' AND f.version <> package.version)) "
             "AND m.rank = (SELECT min(x.rank) FROM filed x WHERE x.filing = f.id AND x.package = package.id) ORDER BY f.unit, f.name, o.path",
             kChanged},
    Question{"unit-apps", Phrase::ask_unit_apps,
             "SELECT unit, apps, name, number FROM (SELECT f.unit AS unit, count(*) OVER (PARTITION BY f.unit) AS apps, f.name AS name, "
             "f.number AS number, f.id AS id FROM filing f WHERE f.audience = 'grassroots' AND f.unit <> '') WHERE apps > 1 "
             "ORDER BY unit, name, id",
             kUnitApps},
    Question{"expired-waivers", Phrase::ask_expired,
             "SELECT w.rule, w.expires, w.basis, w.approver, (SELECT count(*) FROM waived v WHERE v.waiver = w.id), w.place FROM waiver w "
             "WHERE w.expires < date('now', 'localtime') ORDER BY w.expires, w.id",
             kExpired},
    Question{"below-county", Phrase::ask_below_county,
             "SELECT f.unit, CASE f.level WHEN 'township' THEN said('乡级', 'township') ELSE said('村级', 'village') END, f.name, f.app_id, f.number "
             "FROM filing f WHERE f.level IN ('township', 'village') ORDER BY f.unit, f.name, f.id",
             kBelowCounty},
};

}  // namespace

std::span<const Question> questions() { return kQuestions; }

const Question* find_question(std::string_view name) {
  const auto found = std::find_if(kQuestions.begin(), kQuestions.end(), [name](const Question& one) { return one.name == name; });
  return found == kQuestions.end() ? nullptr : &*found;
}

bool knows_signs(Database& database) {
  Statement table = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'tampering'");
  if (!table.step()) return false;
  Statement row = database.prepare(
      "SELECT key, engine, ruleset_digest, options FROM context WHERE id = (SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'context')");
  if (!row.step()) return true;  // nothing was scanned
  Context context;
  context.key = row.text(0);
  context.engine = row.text(1);
  context.ruleset_digest = row.text(2);
  context.options = row.text(3);
  return !before_signs(context);
}

Result<Rows> ask(Database& database, const Question& question, Lang lang, const std::string& since) {
  if (question.name == "tampering" && !knows_signs(database)) {
    if (const Status status = database.status(); !status) return status.error();
    return problem(ErrorKind::kUnsupported, Phrase::ask_before_signs, {}, database.path());
  }
  database.speak(lang);
  Statement statement = database.prepare(std::string(question.sql) + std::string(question.rest));
  if (question.since) statement.bind(since);
  return rows_of(database, std::move(statement), question.columns, lang);
}

Result<Rows> ask(Database& database, const std::string& sql, Lang lang) {
  database.speak(lang);
  Result<Statement> statement = database.prepare_question(sql);
  if (!statement) return statement.error();
  return rows_of(database, std::move(*statement));
}

}  // namespace jianfu::audit
