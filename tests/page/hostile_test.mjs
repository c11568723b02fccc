// 500 hostile strings in every field that carries text: shown as they are, and nothing else happens. Then a
// few through the real queue, from a guest's name and a note.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { Clinic } from './clinic.mjs';
import { holds, log_in } from './rig.mjs';
import { show_list, stand } from './stand.mjs';

let at, browser;
before(async () => {
  at = await stand();
  browser = await at.driver.open([1280, 800]);
});
after(async () => {
  await at?.close();
});

// Made from parts, the same on each run.
function strings(many) {
  const heads = [
    '',
    '"',
    "'",
    '">',
    "'>",
    '</td>',
    '</script>',
    '-->',
    ']]>',
    '`',
    '${',
    '{{',
    '\\',
    '&quot;',
    '\u202e',
    '\u0000',
    '%22%3e',
    '</svg>',
    '</style>',
    '\u2028',
  ];
  const hearts = [
    '<script>window.hit=1</script>',
    '<img src=x onerror=window.hit=1>',
    '<svg onload=window.hit=1>',
    'javascript:window.hit=1',
    '<iframe srcdoc="<script>parent.hit=1</script>">',
    '<a href="javascript:window.hit=1">x</a>',
    '<style>*{display:none}</style>',
    '<math><mtext><img src onerror=window.hit=1>',
    '<details open ontoggle=window.hit=1>',
    '${window.hit=1}',
    '{{constructor.constructor("window.hit=1")()}}',
    '<base href=//evil.example>',
    '<form action=//evil.example><input>',
    '<meta http-equiv=refresh content="0;url=//evil.example">',
    '<link rel=stylesheet href=//evil.example/x.css>',
    'A'.repeat(120),
    '__proto__',
    'constructor',
    'é\u0301\u0301\u0301\u0301',
    '漢字😀👩‍👩‍👧',
    '<template><script>window.hit=1</script></template>',
    '<object data="javascript:window.hit=1">',
    '<body onload=window.hit=1>',
    '<video><source onerror=window.hit=1>',
    '; DROP TABLE intakes; --',
  ];
  return Array.from(
    { length: many },
    (_, i) =>
      heads[i % heads.length] +
      hearts[Math.floor(i / heads.length) % hearts.length] +
      (i % 3 ? '' : heads[(i * 7) % heads.length]),
  ); // 20 heads by 25 hearts: no two alike
}
const kElements = () =>
  document.querySelectorAll(
    'script:not([src="/web/main.js"]), img, iframe, style, base, form, meta[http-equiv], object, video, math, template, details, a[href^="javascript"]',
  ).length;

// Every field of a client's row and record says `text`.
function fill(row, text, tier) {
  Object.assign(row, {
    member: { kind: 'member', number_tail: text, initials: text, given: text },
    wanted: 'x',
    wanted_display: text,
    note: text,
    flags: [tier, text],
    avoid: [text],
    avoid_count: 1,
    areas: [{ region: text, level: 5 }],
  });
  Object.assign(row.one, {
    given: text,
    initials: text,
    answers: [{ question: text, choice: text }],
    screening: [{ id: text, tier, answer: text, triggered_by: text }],
    previous: { days: 3, areas: [[text, 4]], worked: [text] },
    areas: [{ region: text, level: 5, kinds: [text], since: text, when: [text] }],
    avoid: [{ region: text, why: text }],
  });
}

// In the page: goes to an address and waits until `place` says the words.
const kGo = `const [address, place, text] = arguments;
  location.hash = address;
  return new Promise((done, failed) => {
    const end = Date.now() + 25000;
    (function look() {
      const words = document.querySelector(place)?.textContent ?? '';
      if (words.includes(text)) done(words.length);
      else if (Date.now() > end) failed(new Error('not shown in ' + words.slice(0, 200)));
      else setTimeout(look, 4);
    })();
  });`;

test('500 strings in every field of list and sheet are shown inert', async () => {
  const [waiting, pulled] = [4, 2].map((number) => at.server.rows.find((row) => row.one.id === number));
  const all = strings(500);
  assert.equal(new Set(all).size, 500);
  await show_list(at, browser);
  for (const [i, text] of all.entries()) {
    fill(waiting, text, 'ESLC'[i % 4]);
    fill(pulled, text, 'ESLC'[i % 4]);
    Object.assign(pulled, { state: 'pulled', holder: 'mara', pulled: at.server.now, worked: [text] });
    at.server.changed();
    for (const [address, place] of [
      ['#/', `#row-${waiting.id}`],
      [`#/visit/${pulled.id}`, '.sheet-main'],
    ]) {
      await browser.run(kGo, address, place, text).catch((error) => {
        throw new Error(`${JSON.stringify(text)} at ${address}: ${error.message}`);
      });
      assert.equal(await browser.run(kElements), 0, JSON.stringify(text));
    }
  }
  assert.equal(await browser.run(() => window.hit ?? null), null);
});

test('and nothing was asked of another address', () => holds(browser, at.url));

test('the same from a guest’s name and a note, through the real queue', async () => {
  const clinic = await Clinic.open();
  try {
    const page = await at.driver.open([1280, 800]);
    await log_in(page, clinic.url);
    for (const text of strings(500).filter((one, i) => i % 31 === 0 && !/[\u0000\u2028\u202e]/.test(one))) {
      const name = text.slice(0, 24);
      const id = await clinic.intake({ given: name, areas: [['calf_outer.R', 5]] }).catch(() => null);
      if (!id) continue; // the queue does not take every name
      await page.shows(`#row-${id}`);
      await page.click(`#row-${id} .pull`);
      await page.shows('#start');
      assert((await page.text('h1')).startsWith(name.trim()), `${name} in ${await page.text('h1')}`);
      await page.click('#start');
      await page.shows('#done');
      await page.click('#done');
      await page.shows('#note');
      await page.run(
        (words) => {
          const note = document.querySelector('#note');
          note.value = words;
          note.dispatchEvent(new Event('input'));
        },
        text.slice(0, 200),
      );
      await page.click('dialog .main');
      await page.until('done', (one) => document.querySelector(`table.done [data-id="${one}"]`) !== null, id);
      assert.equal(await page.run(kElements), 0);
    }
    assert.equal(await page.run(() => window.hit ?? null), null);
    await holds(page, clinic.url);
  } finally {
    await clinic.close();
  }
});
