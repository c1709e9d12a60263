// The script of the page: language, filter and search, opinions and their export. ES5, no text of its own; it reads and
// writes text only, never markup.
#include "report/html_assets.h"

namespace jianfu::report {

std::string_view html_script() {
  return R"js(
(function () {
  'use strict';
  var root = document.documentElement;
  var dirty = false;

  function all(selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  }
  function named(id) { return document.getElementById(id); }
  function show(element, yes) {
    if (yes) element.removeAttribute('hidden');
    else element.setAttribute('hidden', 'hidden');
  }
  function around(element, kind) {
    while (element && !element.classList.contains(kind)) element = element.parentElement;
    return element;
  }

  // ---- language ----
  function chinese() { return root.lang.slice(0, 2) === 'zh'; }
  function switchLanguage() {
    root.lang = chinese() ? 'en' : 'zh-CN';
    var key = chinese() ? 'data-zh' : 'data-en';
    all('[' + key + ']').forEach(function (element) { element.textContent = element.getAttribute(key); });
    all('.opinion').forEach(mirror);
  }

  // ---- filter and search ----
  var places = all('.place');
  var texts = places.map(function (place) {
    var article = around(place, 'rule');
    var common = [];
    all('h2,h3,h4,h5,h6,.about,.block', article).forEach(function (part) {
      if (part.parentElement === article) common.push(part.textContent);
    });
    return (common.join('\n') + '\n' + place.textContent).toLowerCase();
  });
  function filter() {
    var verdict = named('filter').value;
    var words = named('search').value.toLowerCase().split(/\s+/);
    var shown = 0;
    places.forEach(function (place, i) {
      var fits = (!verdict || place.getAttribute('data-verdict') === verdict) &&
        words.every(function (word) { return texts[i].indexOf(word) >= 0; });
      show(place, fits);
      if (fits) shown += 1;
    });
    all('.rule').forEach(function (rule) { show(rule, rule.querySelector('.place:not([hidden])') !== null); });
    named('count').textContent = shown + ' / ' + places.length;
  }

  // ---- opinions ----
  function field(block, name) { return block.querySelector('[data-field="' + name + '"]'); }
  function before(control) {
    if (control.tagName !== 'SELECT') return control.defaultValue;
    var chosen = Array.prototype.filter.call(control.options, function (option) { return option.defaultSelected; });
    return chosen.length ? chosen[0].value : control.options[0].value;
  }
  function touched(block) {
    return all('[data-field]', block).some(function (control) { return control.value !== before(control); });
  }
  // What was filled in stands on paper too.
  function mirror(block) {
    var decided = field(block, 'decision');
    all('[data-shows]', block).forEach(function (line) {
      var control = field(block, line.getAttribute('data-shows'));
      var open = control === decided && control.value === 'open';
      line.textContent = control === decided ? (open ? '' : control.options[control.selectedIndex].textContent) : control.value;
    });
    all('.boxes', block).forEach(function (boxes) { show(boxes, decided.value === 'open'); });
  }
  function edited(event) {
    var block = around(event.target, 'opinion');
    if (!block) return;
    dirty = true;
    mirror(block);
  }
  function opinion(block, reviewer, date) {
    return {
      fingerprint: block.getAttribute('data-fingerprint'),
      rule_id: block.getAttribute('data-rule'),
      module: block.getAttribute('data-module'),
      decision: field(block, 'decision').value,
      exemption: field(block, 'exemption').value,
      remark: field(block, 'remark').value,
      reviewer: reviewer,
      date: date
    };
  }
  function opinions(reviewer, date) {
    var packages = [];
    var known = [];
    all('.opinion').filter(touched).forEach(function (block) {
      var section = around(block, 'package');
      var at = known.indexOf(section);
      if (at < 0) {
        at = known.push(section) - 1;
        packages.push({
          sha256: section.getAttribute('data-sha256'),
          id: section.getAttribute('data-id'),
          path: section.getAttribute('data-path'),
          findings: []
        });
      }
      packages[at].findings.push(opinion(block, reviewer, date));
    });
    return packages;
  }
  function answer(name) {
    all('[data-answer]').forEach(function (line) { show(line, line.getAttribute('data-answer') === name); });
  }
  function save(name, text) {
    var link = document.createElement('a');
    var address = URL.createObjectURL(new Blob([text], {type: 'application/json'}));
    link.href = address;
    link.download = name;
    document.body.appendChild(link);
    link.click();
    document.body.removeChild(link);
    setTimeout(function () { URL.revokeObjectURL(address); }, 60000);
  }
  function exportOpinions() {
    var reviewer = named('reviewer').value.trim();
    var date = named('date').value.trim();
    if (!reviewer || !/^\d{4}-\d{2}-\d{2}$/.test(date)) {
      answer('who');
      named(reviewer ? 'date' : 'reviewer').focus();
      return;
    }
    var packages = opinions(reviewer, date);
    if (packages.length === 0) return answer('empty');
    var digest = packages[0].sha256.replace(/[^0-9a-f]/g, '').slice(0, 12);
    save('jianfu-review-' + (digest || 'report') + '.json',
      JSON.stringify({schema: 'jianfu-review/1', packages: packages}, null, 2) + '\n');
    dirty = false;
    answer('done');
  }
  function today() {
    var now = new Date();
    function two(number) { return (number < 10 ? '0' : '') + number; }
    return now.getFullYear() + '-' + two(now.getMonth() + 1) + '-' + two(now.getDate());
  }

  // ---- start ----
  root.classList.add('scripted');
  show(named('tools'), true);
  named('date').value = today();
  named('language').addEventListener('click', switchLanguage);
  named('print').addEventListener('click', function () { window.print(); });
  named('filter').addEventListener('change', filter);
  named('search').addEventListener('input', filter);
  named('export').addEventListener('click', exportOpinions);
  document.addEventListener('input', edited);
  document.addEventListener('change', edited);
  window.addEventListener('beforeunload', function (event) {
    if (!dirty) return;
    event.preventDefault();
    event.returnValue = '';
  });
  filter();
})();
)js";
}

}  // namespace jianfu::report
