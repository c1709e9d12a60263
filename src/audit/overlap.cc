#include "audit/overlap.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>

#include "audit/features.h"
#include "audit/candidates.h"

namespace jianfu::audit {
namespace {

// What every app weighs when all are evened out; about what a small one weighs as it is.
constexpr double kEven = 20;

double total(const Terms& set) {
  return std::accumulate(set.begin(), set.end(), 0.0, [](double sum, const Weighted& item) { return sum + static_cast<double>(item.weight); });
}

// Places in both of what both have.
template <class Visit>
void for_common(const Terms& a, const Terms& b, const Visit& visit) {
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const uint32_t x = a[i].term, y = b[j].term;
    if (x == y) visit(i, j);
    i += x <= y ? 1 : 0;
    j += y <= x ? 1 : 0;
  }
}

// Terms of one kind of question over all apps, by number.
class Space {
 public:
  explicit Space(double steepness) : steepness_(steepness) {}

  void add(const std::vector<Term>& terms) {
    Terms& set = sets_.emplace_back();
    std::vector<uint32_t>& texts = texts_.emplace_back();
    for (const Term& term : terms) {
      const auto number = static_cast<uint32_t>(numbers_.size());
      const uint32_t known = numbers_.emplace(term.name, number).first->second;
      if (known == uses_.size()) uses_.push_back(0);
      ++uses_[known];
      set.push_back({known, static_cast<float>(term.weight), static_cast<uint32_t>(texts.size()), static_cast<uint32_t>(term.texts.size())});
      texts.insert(texts.end(), term.texts.begin(), term.texts.end());
    }
    sort(set);
  }

  // What many have tells little. In a small audit nobody knows what is common: there the lists of words say it, and
  // counts begin to count with hundreds of apps.
  void weigh() {
    number_by_uses();
    for (Terms& set : sets_) {
      for (Weighted& item : set) item.weight *= static_cast<float>(rarity(uses_[item.term]));
      totals_.push_back(total(set));
    }
  }

  // All sets weigh the same: what matters is how much of an app is for something, not how many screens it has.
  void even_out() {
    for (size_t i = 0; i < sets_.size(); ++i) {
      if (totals_[i] <= 0) continue;
      for (Weighted& item : sets_[i]) item.weight *= static_cast<float>(kEven / totals_[i]);
    }
  }

  double rarity(const std::string& term) const {
    const auto known = numbers_.find(term);
    return known == numbers_.end() ? 1 : rarity(uses_[known->second]);
  }
  const std::vector<Terms>& sets() const { return sets_; }
  // Of a set, before it was evened out.
  double total_of(size_t set) const { return totals_[set]; }

  // Of two that have one template: both without the texts that are the same word for word, as the template brought them,
  // evened out again.
  struct Rest {
    double similarity = 0;
    double shared = 0;  // as they are
  };
  Rest in_other_words(uint32_t a, uint32_t b) const {
    const std::vector<double> x = rest_of(a, b), y = rest_of(b, a);
    const double all_x = std::accumulate(x.begin(), x.end(), 0.0), all_y = std::accumulate(y.begin(), y.end(), 0.0);
    if (all_x <= 0 || all_y <= 0) return {};
    Rest out;
    double even = 0;
    for_common(sets_[a], sets_[b], [&](size_t i, size_t j) {
      even += std::min(x[i] / all_x, y[j] / all_y);
      out.shared += std::min(x[i] * totals_[a], y[j] * totals_[b]) / kEven;
    });
    out.similarity = even / (2 - even);
    return out;
  }

  // Before they were evened out.
  double shared_as_they_are(uint32_t a, uint32_t b) const {
    double out = 0;
    for_common(sets_[a], sets_[b], [&](size_t i, size_t j) {
      out += std::min(static_cast<double>(sets_[a][i].weight) * totals_[a], static_cast<double>(sets_[b][j].weight) * totals_[b]) / kEven;
    });
    return out;
  }

 private:
  static void sort(Terms& set) {
    std::sort(set.begin(), set.end(), [](const Weighted& a, const Weighted& b) { return a.term < b.term; });
  }

  // Rare ones first, as those who look for candidates want them.
  void number_by_uses() {
    std::vector<uint32_t> order(uses_.size()), number(uses_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return uses_[a] < uses_[b]; });
    for (uint32_t i = 0; i < order.size(); ++i) number[order[i]] = i;
    std::sort(uses_.begin(), uses_.end());
    for (auto& [name, known] : numbers_) known = number[known];
    for (Terms& set : sets_) {
      for (Weighted& item : set) item.term = number[item.term];
      sort(set);
    }
  }

  double rarity(uint32_t uses) const {
    constexpr double kPrior = 1000;  // apps with other things in mind
    const double apps = static_cast<double>(sets_.size()) + kPrior;
    return std::pow(std::log1p(apps / uses) / std::log1p(apps), steepness_);
  }

  // Weights of `set` without texts that `other` has for the same term.
  std::vector<double> rest_of(uint32_t set, uint32_t other) const {
    std::vector<double> out;
    for (const Weighted& item : sets_[set]) out.push_back(static_cast<double>(item.weight));
    for_common(sets_[set], sets_[other], [&](size_t i, size_t j) {
      const Weighted &mine = sets_[set][i], &theirs = sets_[other][j];
      const auto mine_at = texts_[set].begin() + mine.text, theirs_at = texts_[other].begin() + theirs.text;
      // Beyond the last number of a full list it is not known what there is.
      const uint32_t known = theirs.texts < kMostTexts ? std::numeric_limits<uint32_t>::max() : *(theirs_at + (theirs.texts - 1));
      size_t left = 0, of = 0;
      for (auto at = mine_at; at != mine_at + mine.texts && *at <= known; ++at, ++of) {
        if (!std::binary_search(theirs_at, theirs_at + theirs.texts, *at)) ++left;
      }
      if (of > 0) out[i] *= weight_left(left, of);
    });
    return out;
  }

  double steepness_;
  std::unordered_map<std::string, uint32_t> numbers_;
  std::vector<uint32_t> uses_;
  std::vector<Terms> sets_;
  std::vector<double> totals_;
  std::vector<std::vector<uint32_t>> texts_;  // of each set, by Weighted::text
};

struct Common {
  double shared = 0, a = 0, b = 0;
  double similarity() const { return a + b > shared ? shared / (a + b - shared) : 0; }
};

Common common_of(const Terms& a, const Terms& b) {
  Common out;
  out.a = total(a);
  out.b = total(b);
  for_common(a, b, [&](size_t i, size_t j) { out.shared += static_cast<double>(std::min(a[i].weight, b[j].weight)); });
  return out;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

// Who is joined to whom by pairs.
class Groups {
 public:
  explicit Groups(size_t apps) : parent_(apps) { std::iota(parent_.begin(), parent_.end(), 0U); }

  void join(uint32_t a, uint32_t b) {
    a = root(a);
    b = root(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }
  bool are_one(uint32_t a, uint32_t b) { return root(a) == root(b); }

  // Of more than one, the largest first.
  std::vector<std::vector<uint32_t>> all() {
    std::map<uint32_t, std::vector<uint32_t>> groups;
    for (uint32_t app = 0; app < parent_.size(); ++app) groups[root(app)].push_back(app);
    std::vector<std::vector<uint32_t>> out;
    for (auto& [first, group] : groups) {
      if (group.size() > 1) out.push_back(std::move(group));
    }
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
    return out;
  }

 private:
  uint32_t root(uint32_t app) {
    while (parent_[app] != app) app = parent_[app] = parent_[parent_[app]];
    return app;
  }

  std::vector<uint32_t> parent_;
};

class Comparison {
 public:
  Comparison(Database& database, const OverlapOptions& options, const Words& words)
      : database_(database), options_(options), words_(words), features_(database.prepare("SELECT kind, texts FROM feature WHERE package = ? ORDER BY kind")),
        found_(database.prepare("SELECT DISTINCT f.feature, said(f.title_zh, f.title_en) FROM now JOIN finding f ON f.scan = now.id "
                                "WHERE now.package = ? AND f.verdict IN ('suspected', 'explain') AND f.inside = '' ORDER BY 1")) {}

  Result<Overlap> run() {
    read();
    if (Status status = database_.status(); !status) return status.error();
    business_.weigh();
    business_.even_out();
    templates_.weigh();
    compare();
    if (options_.templates) compare_templates();
    tell_all();
    if (Status status = database_.status(); !status) return status.error();
    return std::move(out_);
  }

 private:
  // Of every app one package, the one that was scanned last.
  void read() {
    Statement apps = database_.prepare(
        "SELECT p.id, p.name, p.app_id, p.version, p.signer, min(o.path), "
        "coalesce((SELECT group_concat(DISTINCT f.unit) FROM filed m JOIN filing f ON f.id = m.filing WHERE m.package = p.id AND m.rank < 4), '') "
        "FROM now JOIN package p ON p.id = now.package JOIN occurrence o ON o.package = p.id AND NOT o.gone "
        "WHERE now.failure_zh = '' GROUP BY p.id ORDER BY p.id DESC");
    while (apps.step()) {
      OverlapApp app{apps.number(0), apps.text(1), apps.text(2), apps.text(3), apps.text(6), apps.text(5)};
      take(std::move(app), apps.text(4));
    }
  }

  void take(OverlapApp app, const std::string& signer) {
    const std::vector<FeatureRow> features = features_of_package(app.package);
    const std::vector<Term> terms = business_terms(features, names_of(found_in(app.package)), words_);
    const double weight = std::accumulate(terms.begin(), terms.end(), 0.0, [](double sum, const Term& term) { return sum + term.weight; });
    if (weight < kLeastFunctions) {
      ++out_.thin;
      return;
    }
    if (is_version(app, terms)) {
      ++out_.versions;
      return;
    }
    business_.add(terms);
    templates_.add(template_terms(features, words_));
    std::vector<std::string> marks = vendor_marks(features, words_);
    if (!signer.empty()) marks.push_back("SHA-256 " + signer);
    for (const std::string& mark : marks) ++mark_uses_[mark];
    marks_.push_back(std::move(marks));
    out_.apps.push_back(std::move(app));
  }

  // Of one that was taken. An identifier alone does not tell: who starts from a template often keeps its identifier.
  bool is_version(const OverlapApp& app, const std::vector<Term>& terms) {
    if (app.app_id.empty()) return false;
    std::vector<int64_t>& others = by_id_[app.app_id];
    for (const int64_t other : others) {
      Space two(1);
      two.add(terms);
      two.add(business_terms(features_of_package(other), {}, words_));
      if (common_of(two.sets()[0], two.sets()[1]).similarity() >= kOneApp) return true;
    }
    others.push_back(app.package);
    return false;
  }

  std::vector<FeatureRow> features_of_package(int64_t package) {
    std::vector<FeatureRow> out;
    features_.bind(package);
    while (features_.step()) {
      for (std::string& text : lines_of(features_.text(1))) out.push_back({features_.text(0), std::move(text)});
    }
    features_.reset();
    return out;
  }

  // Feature and title.
  std::map<std::string, std::string> found_in(int64_t package) {
    std::map<std::string, std::string> out;
    found_.bind(package);
    while (found_.step()) out.emplace(found_.text(0), found_.text(1));
    found_.reset();
    return out;
  }

  static std::vector<std::string> names_of(const std::map<std::string, std::string>& found) {
    std::vector<std::string> out;
    for (const auto& [name, title] : found) out.push_back(name);
    return out;
  }

  OverlapPair pair_of(uint32_t a, uint32_t b) const {
    const Common common = common_of(business_.sets()[a], business_.sets()[b]);
    OverlapPair out;
    out.a = a;
    out.b = b;
    const double shared = business_.shared_as_they_are(a, b);
    out.a_in_b = shared / business_.total_of(a);
    out.b_in_a = shared / business_.total_of(b);
    const Common built = common_of(templates_.sets()[a], templates_.sets()[b]);
    out.layout = built.similarity();
    out.same_template = is_one_template(built);
    const bool less = out.same_template && common.similarity() < kOneProduct;
    const Space::Rest counts = less ? business_.in_other_words(a, b) : Space::Rest{common.similarity(), shared};
    out.similarity = counts.shared < kLeastShared ? 0 : counts.similarity;
    return out;
  }

  static bool is_one_template(const Common& built) { return built.shared >= kLeastLayout && built.similarity() >= kTemplateThreshold; }
  bool is_overlap(const OverlapPair& pair) const { return pair.similarity > 0 && pair.similarity >= options_.threshold; }
  bool is_similar(uint32_t a, uint32_t b) const {
    return common_of(business_.sets()[a], business_.sets()[b]).similarity() >= options_.threshold;
  }

  void compare() {
    Groups groups(out_.apps.size());
    for_alike(business_.sets(), {options_.threshold, 0}, [&](uint32_t b, std::vector<Candidate>& before) {
      list(b, before, groups, out_.pairs, [&](uint32_t a) -> std::optional<OverlapPair> {
        if (!is_similar(a, b)) return std::nullopt;
        OverlapPair pair = pair_of(a, b);
        return is_overlap(pair) ? std::optional(std::move(pair)) : std::nullopt;
      });
    });
    std::stable_sort(out_.pairs.begin(), out_.pairs.end(), [](const OverlapPair& x, const OverlapPair& y) { return x.similarity > y.similarity; });
    out_.clusters = groups.all();
    std::unordered_map<uint32_t, uint32_t> cluster;
    for (uint32_t i = 0; i < out_.clusters.size(); ++i) {
      for (const uint32_t app : out_.clusters[i]) cluster[app] = i;
    }
    for (OverlapPair& pair : out_.pairs) pair.cluster = cluster[pair.a];
  }

  // The most similar first, and of the others what joins groups: a product in a thousand places would be half a million
  // pairs.
  template <class Pair>
  void list(uint32_t app, std::vector<Candidate>& before, Groups& groups, std::vector<OverlapPair>& pairs, const Pair& pair_with) {
    std::sort(before.begin(), before.end(), [](const Candidate& x, const Candidate& y) { return std::pair(-x.similarity, x.set) < std::pair(-y.similarity, y.set); });
    size_t listed = 0;
    for (const Candidate& other : before) {
      if (listed >= kMostListed && groups.are_one(other.set, app)) {
        out_.cut = true;
        continue;
      }
      std::optional<OverlapPair> pair = pair_with(other.set);
      if (!pair) continue;
      pairs.push_back(std::move(*pair));
      groups.join(other.set, app);
      ++listed;
    }
  }

  void compare_templates() {
    Groups groups(out_.apps.size());
    for_alike(templates_.sets(), {kTemplateThreshold, kLeastLayout}, [&](uint32_t b, std::vector<Candidate>& before) {
      list(b, before, groups, out_.by_template, [&](uint32_t a) -> std::optional<OverlapPair> {
        if (!is_one_template(common_of(templates_.sets()[a], templates_.sets()[b]))) return std::nullopt;
        OverlapPair pair = pair_of(a, b);
        return is_overlap(pair) ? std::nullopt : std::optional(std::move(pair));
      });
    });
    std::stable_sort(out_.by_template.begin(), out_.by_template.end(),
                     [](const OverlapPair& x, const OverlapPair& y) { return x.layout > y.layout; });
  }

  // ---- why ----

  struct Told {
    std::vector<Term> terms;
    std::map<std::string, std::string> found;
  };

  // Texts are not kept while all are compared: they are read again for those that are reported.
  const Told& told(uint32_t app) {
    const auto [known, fresh] = told_.try_emplace(app);
    if (fresh) {
      const int64_t package = out_.apps[app].package;
      known->second.found = found_in(package);
      known->second.terms = business_terms(features_of_package(package), names_of(known->second.found), words_);
    }
    return known->second;
  }

  // Cluster by cluster, so that what was read of an app serves all its pairs, however many there are in all.
  void tell_all() {
    constexpr size_t kMostHeld = 5000;  // apps
    for (auto* const pairs : {&out_.pairs, &out_.by_template}) {
      std::vector<OverlapPair*> order;
      for (OverlapPair& pair : *pairs) order.push_back(&pair);
      std::sort(order.begin(), order.end(), [](const OverlapPair* x, const OverlapPair* y) {
        return std::tie(x->cluster, x->a, x->b) < std::tie(y->cluster, y->a, y->b);
      });
      for (OverlapPair* const pair : order) {
        if (told_.size() > kMostHeld) told_.clear();
        tell(*pair);
      }
    }
  }

  void tell(OverlapPair& pair) {
    std::set_intersection(marks_[pair.a].begin(), marks_[pair.a].end(), marks_[pair.b].begin(), marks_[pair.b].end(), std::back_inserter(pair.vendor));
    std::erase_if(pair.vendor, [&](const std::string& mark) { return is_everybodys(mark); });
    const Told& a = told(pair.a);
    const Told& b = told(pair.b);
    std::set<std::pair<std::string, std::string>> once;
    for (size_t i = 0, j = 0; i < a.terms.size() && j < b.terms.size();) {
      const int order = a.terms[i].name.compare(b.terms[j].name);
      if (order == 0) pair.shared.push_back(shared_of(a.terms[i], b.terms[j], a.found));
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    std::stable_sort(pair.shared.begin(), pair.shared.end(), [](const Shared& x, const Shared& y) { return x.weight > y.weight; });
    std::erase_if(pair.shared, [&](const Shared& one) { return one.weight < kWorthNaming || !once.emplace(one.a, one.b).second; });
    pair.shared.resize(std::min(pair.shared.size(), kMostShared));
  }

  Shared shared_of(const Term& a, const Term& b, const std::map<std::string, std::string>& found) const {
    const double weight = std::min(a.weight, b.weight) * business_.rarity(a.name);
    const auto title = a.name.front() == '!' ? found.find(a.text) : found.end();
    return title == found.end() ? Shared{a.text, b.text, weight} : Shared{title->second, title->second, weight};
  }

  // A cloud of the province, a key that everybody signs with.
  bool is_everybodys(const std::string& mark) const {
    constexpr size_t kFew = 50, kShare = 20;  // of apps: more than 50 and more than a twentieth
    const auto uses = mark_uses_.find(mark);
    return uses != mark_uses_.end() && uses->second > kFew && uses->second * kShare > out_.apps.size();
  }

  static constexpr double kWorthNaming = 0.05;
  static constexpr double kOneApp = 0.5;  // of its functions, in two versions

  Database& database_;
  const OverlapOptions& options_;
  const Words& words_;
  Statement features_, found_;
  Overlap out_;
  // Orders and payments, in a fifth of all apps, would else outweigh what the two are for.
  Space business_ = Space(2), templates_ = Space(1);
  std::vector<std::vector<std::string>> marks_;  // by app, sorted
  std::unordered_map<std::string, size_t> mark_uses_;
  std::unordered_map<std::string, std::vector<int64_t>> by_id_;  // packages
  std::unordered_map<uint32_t, Told> told_;
};

}  // namespace

Result<Overlap> overlap_of(Database& database, const OverlapOptions& options, const Words& words, Lang lang) {
  database.speak(lang);  // before statements are prepared
  return Comparison(database, options, words).run();
}

}  // namespace jianfu::audit
