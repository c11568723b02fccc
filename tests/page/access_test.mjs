// Sizes, zoom, paper, targets, names, contrast and focus, on every view with its hardest content.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { keys } from './browser.mjs';
import { contrast } from './colour.mjs';
import { decode } from './png.mjs';
import { holds } from './rig.mjs';
import { show_done, show_list, show_login, show_sheet, stand } from './stand.mjs';

let at, browser;
before(async () => {
  at = await stand();
  browser = await at.driver.open([1280, 800]);
});
after(async () => {
  await at?.close();
});

const kViews = {
  list: () => show_list(at, browser),
  sheet: () => show_sheet(at, browser, 2),
  hard: () => show_sheet(at, browser, 1),
  done: () => show_done(at, browser, 1),
};
// 200 % zoom of a 1280 px window is a 640 px one with twice the dots.
const kSizes = [
  [1280, 800],
  [810, 1080],
  [640, 400],
  [390, 844],
  [320, 640],
];

test('no sideways scrolling, at any size', async () => {
  for (const [name, show] of Object.entries(kViews)) {
    for (const [width, height] of kSizes) {
      await browser.resize(width, height);
      await show();
      const out = await browser.run(() => {
        const shown = [
          ...document.querySelectorAll('dialog, main, .top, .bar, .strip, .q, .areas, .three'),
        ].filter((one) => one.offsetParent !== null);
        const cut = [...document.querySelectorAll('button, a, h1, h2, th, td, p, dd, dt, label, li')].filter(
          (one) =>
            one.offsetParent !== null &&
            !one.closest('.sr') &&
            !one.matches('.skip') &&
            (one.getBoundingClientRect().right > innerWidth + 1 || one.getBoundingClientRect().left < -1),
        );
        return {
          page: document.documentElement.scrollWidth - innerWidth,
          inside: shown.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.className),
          cut: cut.map((one) => one.outerHTML.slice(0, 90)),
        };
      });
      assert.deepEqual(out, { page: 0, inside: [], cut: [] }, `${name} at ${width}`);
    }
  }
});

test('parts 1 and 2 stand on one screen of 1280 x 800', async () => {
  await browser.resize(1280, 800);
  for (const number of [1, 2]) {
    await show_sheet(at, browser, number);
    const below = await browser.run(() =>
      Math.max(
        ...['.strip', '.figure-screen', 'table.areas'].map(
          (one) => document.querySelector(one).getBoundingClientRect().bottom,
        ),
      ),
    );
    assert(below <= 800, `client ${number}: down to ${below}`);
  }
});

test('every target is 44 px, in tables at least 24, and has a name', async () => {
  for (const [name, show] of Object.entries(kViews)) {
    for (const [width, height] of [
      [1280, 800],
      [390, 844],
    ]) {
      await browser.resize(width, height);
      await show();
      const bad = await browser.run(() =>
        [...document.querySelectorAll('button, a[href], input, select, textarea')]
          .filter((one) => one.offsetParent !== null && !one.matches('.skip'))
          .flatMap((one) => {
            const box = (one.closest('label') ?? one).getBoundingClientRect();
            const least = one.closest('td') || one.matches('.inline') ? 24 : 44;
            const words = (
              one.getAttribute('aria-label') ||
              one.textContent ||
              (one.labels?.[0]?.textContent ?? '')
            ).trim();
            return box.height < least || box.width < least || !words
              ? [`${words || one.outerHTML.slice(0, 60)}: ${box.width} x ${box.height}`]
              : [];
          }),
      );
      assert.deepEqual(bad, [], `${name} at ${width}`);
      assert.equal(
        await browser.run(
          () => document.querySelectorAll('h1').length - document.querySelectorAll('dialog h1').length,
        ),
        1,
        'one heading a view',
      );
    }
  }
});

// Text against what is painted behind it: words are made unseen, then the ground's own pixels are read.
async function low_contrast() {
  const texts = await browser.run(() => {
    const found = [];
    const top = document.querySelector('dialog[open]') ?? document.body;
    const walk = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const node = walk.currentNode,
        parent = node.parentElement;
      if (
        !node.data.trim() ||
        parent.closest('.sr, noscript, option, title, .skip') ||
        !parent.getClientRects().length
      )
        continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      const style = getComputedStyle(parent);
      if (
        box.width < 2 ||
        box.top < 0 ||
        box.bottom > innerHeight ||
        box.right > innerWidth ||
        parent.closest('.leader')
      )
        continue;
      const colour = parent instanceof SVGElement ? style.fill : style.color;
      found.push({
        text: node.data.trim().slice(0, 30),
        colour: colour
          .match(/[\d.]+/g)
          .slice(0, 3)
          .map(Number),
        box: [box.left, box.top, box.width, box.height],
      });
    }
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '*, *::before { color: transparent !important; caret-color: transparent !important } text { fill: transparent !important }',
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return found;
  });
  await browser.still();
  const picture = decode(await browser.shot());
  const bad = [];
  for (const {
    text,
    colour,
    box: [left, top, width, height],
  } of texts) {
    let least = 21;
    for (const dx of [0.1, 0.5, 0.9]) {
      for (const dy of [0.3, 0.7]) {
        const i = (Math.floor(top + height * dy) * picture.width + Math.floor(left + width * dx)) * 4;
        least = Math.min(least, contrast(colour, [...picture.data.slice(i, i + 3)]));
      }
    }
    if (least < 4.5) bad.push(`“${text}” ${least.toFixed(2)}`);
  }
  assert(texts.length > 5);
  return bad;
}

test('text stands out 4.5 to 1 or more, in both schemes', async () => {
  await browser.resize(1280, 800);
  for (const scheme of ['light', 'dark']) {
    await browser.media({ 'prefers-color-scheme': scheme, 'prefers-reduced-motion': 'reduce' });
    for (const [name, show] of Object.entries(kViews)) {
      await show();
      assert.deepEqual(await low_contrast(), [], `${name}, ${scheme}`);
    }
  }
  await browser.media({ 'prefers-color-scheme': 'light', 'prefers-reduced-motion': 'reduce' });
});

test('Tab goes through a view in reading order, always seen, and comes round', async () => {
  await browser.resize(1280, 800);
  for (const show of [kViews.list, kViews.sheet]) {
    await show();
    await browser.run(() => document.activeElement?.blur());
    const seen = [];
    for (let i = 0; i < 24; i++) {
      await browser.press(keys.tab);
      const here = await browser.run(() => {
        const node = document.activeElement;
        if (node === document.body) return null;
        const box = node.getBoundingClientRect();
        // A mark of the figure has a ring of its own shape.
        const ring = node.querySelector('.ring');
        const style = getComputedStyle(ring ?? node);
        return {
          words: (node.getAttribute('aria-label') || node.textContent).trim(),
          outline: ring ? (style.stroke === 'none' ? 'none' : 'solid') : style.outlineStyle,
          width: parseFloat(ring ? style.strokeWidth : style.outlineWidth),
          inside: box.bottom > 0 && box.top < innerHeight,
        };
      });
      if (!here) break;
      assert(here.outline === 'solid' && here.width >= 3, `${here.words} shows its focus`);
      assert(here.inside, `${here.words} is in sight`);
      seen.push(here.words);
    }
    assert(seen.length > 2, seen.join(' | '));
    assert.equal(new Set(seen).size, seen.length, `nothing twice: ${seen.join(' | ')}`);
  }
  assert.equal(await browser.run(() => document.querySelector('.skip').textContent), 'Skip to the areas');
});

test('a dialog takes the focus, keeps it, and gives it back', async () => {
  await kViews.sheet();
  await browser.run(() => document.querySelector('#start').focus());
  await browser.press(keys.enter);
  await browser.shows('#done');
  await browser.until('the title is told', () => document.activeElement?.id === 'title');
  await browser.run(() => document.querySelector('#done').focus());
  await browser.press(keys.enter);
  await browser.shows('dialog.done');
  for (let i = 0; i < 14; i++) {
    await browser.press(keys.tab);
    assert(
      await browser.run(
        () =>
          document.activeElement === document.body ||
          document.querySelector('dialog').contains(document.activeElement),
      ),
      'inside',
    );
  }
  await browser.press(keys.escape);
  await browser.until('given back', () => document.activeElement?.id === 'done');
});

test('start after a check asks once, and Not yet changes nothing', async () => {
  await kViews.hard();
  assert.equal(await browser.text('#start'), 'Start after check…');
  await browser.click('#start');
  await browser.says('Has someone qualified checked?');
  assert.match(await browser.run(() => document.activeElement.textContent), /Not yet/);
  await browser.press(keys.enter);
  await browser.until('closed', () => !document.querySelector('dialog'));
  assert.equal(await browser.text('#start'), 'Start after check…');
  await browser.click('#start');
  await browser.click('dialog .main');
  await browser.shows('#done');
});

test('one page of A4 and of Letter, with the foot', async () => {
  await browser.resize(1280, 800);
  for (const number of [1, 2]) {
    await show_sheet(at, browser, number);
    for (const paper of [
      { width: 21, height: 29.7 },
      { width: 21.59, height: 27.94 },
    ]) {
      const pdf = (await browser.pdf(paper)).toString('latin1');
      assert.equal(
        (pdf.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length,
        1,
        `client ${number} on ${paper.width} cm`,
      );
    }
    assert.match(
      await browser.text('.print-foot'),
      /Printed Tue 24 Nov, 10:52 by Mara L\. – health data, shred after use/,
    );
  }
});

test('the colours can be chosen, and stay chosen', async () => {
  await kViews.list();
  await browser.click('.who');
  await browser.click('dialog label:nth-of-type(3) input');
  await browser.press(keys.escape);
  await kViews.list();
  assert.equal(await browser.run(() => getComputedStyle(document.body).backgroundColor), 'rgb(26, 23, 20)');
  await browser.run(() => localStorage.clear());
});

test('log-in: labels, targets, no sideways scrolling', async () => {
  for (const [width, height] of kSizes) {
    await browser.resize(width, height);
    await show_login(at, browser);
    const out = await browser.run(() => ({
      page: document.documentElement.scrollWidth - innerWidth,
      unnamed: [...document.querySelectorAll('input')].filter((one) => !one.labels.length).length,
      low: [...document.querySelectorAll('input, button')].filter(
        (one) => one.getBoundingClientRect().height < 44,
      ).length,
    }));
    assert.deepEqual(out, { page: 0, unnamed: 0, low: 0 }, `at ${width}`);
    await browser.run(() => fetch('/api/v1/login', { method: 'POST', body: '{"password":"fixture"}' }));
  }
});

test('nothing in the console, nothing from elsewhere', () => holds(browser, at.url));
