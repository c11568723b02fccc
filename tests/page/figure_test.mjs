// The sheet's figure: every mark has words, a stop for the keyboard and a place where it can be seen; and paper
// shows what the screen shows.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { keys } from './browser.mjs';
import { clients } from './clients.mjs';
import { decode } from './png.mjs';
import { holds, tab_to } from './rig.mjs';
import { show_sheet, stand } from './stand.mjs';

// Marked in the kiosk's close-ups, and best seen from the side and from inside.
const mark = (region, level, view) => ({
  region,
  level,
  kinds: ['tight'],
  since: 'days',
  when: [],
  rank: null,
  scale: 'nrs10',
  view,
  point_mm: [0, 0],
});
const kMarked = [
  mark('it_band.L', 8, 'legs-left'),
  mark('back_upper.L', 7, 'upper-back'),
  mark('ankle_inner.R', 6, 'inside'),
  mark('hip_side.R', 5, 'right'),
  mark('leg_outer.R', 4, 'legs-right'),
  mark('arch.L', 3, 'soles'),
  mark('knee_cap.L', 0, 'legs-front'),
];
const kNumber = 9;
const kFiveRows = 10; // and three closer views

let at, browser;
before(async () => {
  clients.push({
    id: kNumber,
    initials: 'S. D.',
    tail: '6120',
    given: 'Sidra',
    kind: 'member',
    sent: 4,
    wanted: '',
    areas: kMarked,
    avoid: [
      { region: 'knee_inner.L', why: 'skin' },
      { region: 'arch.L', why: 'injury' },
    ],
    screening: [],
    answers: [],
  });
  clients.push({
    ...clients.at(-1),
    id: kFiveRows,
    areas: kMarked.filter(({ level }) => level > 3),
    avoid: [],
  });
  at = await stand();
  browser = await at.driver.open([1280, 800]);
});
after(async () => {
  await at?.close();
});

test('every mark is on the figure in words and in the rows’ order', async () => {
  await show_sheet(at, browser, kNumber);
  const stops = await browser.run(() =>
    [...document.querySelectorAll('.figure-screen [tabindex]')].map((one) => ({
      code: one.dataset.code,
      label: one.getAttribute('aria-label'),
      title: one.querySelector(':scope > title').textContent,
      role: one.getAttribute('role'),
    })),
  );
  const rows = await browser.run(() =>
    [...document.querySelectorAll('.areas tr[data-region]')].map((one) => one.dataset.region),
  );
  assert.deepEqual(
    stops.map((one) => one.code),
    rows.filter((code, i) => rows.indexOf(code) === i),
  );
  assert.deepEqual(
    stops.map((one) => one.label),
    [
      '1: Left outside of thigh, level 8 of 10',
      '2: Left upper back and shoulder blade, level 7 of 10',
      '3: Right inside of ankle, level 6 of 10',
      '4: Right side of hip (bony point), level 5 of 10',
      '5: Right outside of lower leg, level 4 of 10',
      '6: Left arch of the foot, level 3 of 10, do not touch',
      'Left kneecap, gone now',
      'Left inside of knee, do not touch',
    ],
  );
  for (const one of stops) assert.deepEqual([one.title, one.role], [one.label, 'button']);
  const untold = await browser.run(
    () =>
      [...document.querySelectorAll('.both .tint, .both .hatched, .both .ghost')].filter(
        (one) => !one.querySelector(':scope > title')?.textContent,
      ).length,
  );
  assert.equal(untold, 0, 'each painted region has a title');
});

test('what front and back show but an edge of stands in a closer view, with its number', async () => {
  await show_sheet(at, browser, kNumber);
  const closer = await browser.run(() =>
    [...document.querySelectorAll('.closer > div')].map((one) => ({
      words: one.querySelector('p').textContent,
      shown: [...one.querySelectorAll('[data-region]')].map((path) => path.dataset.region),
      numbers: [...one.querySelectorAll('.badge text')].map((number) => number.textContent),
      wide: one.querySelector('svg').getBoundingClientRect().width,
    })),
  );
  const [left, right, inside] = closer;
  assert.equal(closer.length, 3);
  assert(left.shown.includes('it_band.L') && !left.shown.includes('it_band.R'));
  assert(right.shown.includes('hip_side.R') && right.shown.includes('leg_outer.R'));
  assert(inside.shown.includes('ankle_inner.R') && inside.shown.includes('knee_inner.L'));
  assert.deepEqual([left.numbers, right.numbers, inside.numbers], [['1'], ['4', '5'], ['3']]);
  for (const one of closer) assert(one.wide > 80);
  // None where the figure itself will do.
  await show_sheet(at, browser, 4);
  assert.equal(await browser.run(() => document.querySelector('.closer')), null);
});

test('closer views beside a list of five rows push nothing below the fold', async () => {
  await show_sheet(at, browser, kFiveRows);
  const [figure, closer, blocks] = await browser.run(() =>
    ['.both > figure', '.closer', '.three'].map((one) => {
      const { top, bottom } = document.querySelector(one).getBoundingClientRect();
      return { top, bottom };
    }),
  );
  assert(closer.bottom <= figure.bottom, `${closer.bottom} is below the figure's ${figure.bottom}`);
  assert(blocks.top < 720, `the blocks begin at ${blocks.top}`);
});

test('a code the figure does not know is in no view, whatever its name', async () => {
  await show_sheet(at, browser, kNumber);
  const painted = await browser.run(() =>
    import('/web/figure.js').then(({ body_figure, closer_figures }) => {
      const areas = ['it_band.L', '__proto__', 'constructor', 'nose.M'].map((region) => ({ region, level: 4 }));
      const drawn = [
        body_figure({ areas }, { width: 556, height: 520 }),
        ...closer_figures({ areas }).map((one) => one.picture),
      ];
      return drawn.map((one) => [...one.querySelectorAll('.tint')].map((tint) => tint.dataset.region));
    }),
  );
  assert.equal(painted.length, 2);
  assert.deepEqual([...new Set(painted.flat())], ['it_band.L']);
});

test('a mark in focus shows its row; Enter and Space read it out', async () => {
  await show_sheet(at, browser, kNumber);
  const lit = () =>
    browser.run(() => [...document.querySelectorAll('.areas tr.lit')].map((one) => one.dataset.region));
  await tab_to(browser, '.figure-screen [tabindex]', keys.tab);
  assert.deepEqual(await lit(), ['it_band.L']);
  const ring = await browser.run(() => {
    const style = getComputedStyle(document.activeElement.querySelector('.ring'));
    return [style.stroke, parseFloat(style.strokeWidth)];
  });
  assert.deepEqual(ring, ['rgb(11, 87, 208)', 3]);
  await browser.press(keys.tab);
  assert.deepEqual(await lit(), ['back_upper.L']);
  await browser.press(keys.enter);
  await browser.until('read out', () =>
    /Left upper back.*tight/.test(document.getElementById('said').textContent),
  );
  await browser.press(keys.tab);
  await browser.press(keys.space);
  await browser.until('read out', () =>
    /Right inside of ankle/.test(document.getElementById('said').textContent),
  );
  // A drawing for another width keeps the place.
  await browser.resize(810, 1080);
  await browser.until(
    'drawn anew',
    () => document.querySelector('.figure-screen svg').getBoundingClientRect().width < 400,
  );
  await browser.until('the place kept', () => document.activeElement?.dataset?.code === 'ankle_inner.R');
  for (let i = 0; i < 6; i++) await browser.press(keys.tab);
  assert.deepEqual(await lit(), [], 'past the figure nothing is lit');
  await browser.resize(1280, 800);
});

// Paper at twice the screen's dots, and the page as the browser lays it out for the same paper.
const kDots = 2;
const kPaper = { width: 21, height: 29.7 };
const kEdge = { x: 1, y: 0.9 }; // cm, as Browser.pdf
const px = (cm) => (cm / 2.54) * 96;

function pages_of(pdf) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bodymap-paper-'));
  try {
    fs.writeFileSync(path.join(folder, 'sheet.pdf'), pdf);
    const run = (program, ...args) =>
      execFileSync(program, args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
    run('pdftoppm', '-q', '-r', String(96 * kDots), '-png', 'sheet.pdf', 'page');
    const pictures = fs.readdirSync(folder).filter((name) => name.endsWith('.png'));
    return {
      pages: pictures.map((name) => decode(fs.readFileSync(path.join(folder, name)))),
      text: run('pdftotext', '-raw', 'sheet.pdf', '-').toString(),
    };
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

async function on_screen() {
  await browser.resize(Math.round(px(kPaper.width - 2 * kEdge.x)), 1100, kDots);
  await browser.devtools('Emulation.setEmulatedMedia', { media: 'print' });
  await browser.still();
  const found = await browser.run(() => {
    const kinds = ':is(.tint, .hatched)';
    const spots = [...document.querySelectorAll(`.figure-print ${kinds}, .closer ${kinds}`)].flatMap((one) => {
      const region = one.matches('path') ? one : one.querySelector('path');
      const box = region.getBBox();
      const inside = [];
      for (let i = 1; i < 30; i++)
        for (let j = 1; j < 30; j++) {
          const point = new DOMPoint(box.x + (box.width * i) / 30, box.y + (box.height * j) / 30);
          const all = [-9, 0, 9].flatMap((x) => [-9, 0, 9].map((y) => new DOMPoint(point.x + x, point.y + y)));
          if (all.every((near) => region.isPointInFill(near)))
            inside.push(point.matrixTransform(region.getScreenCTM()));
        }
      return [
        {
          code: one.dataset.region,
          kind: one.getAttribute('class'),
          at: inside.map(({ x, y }) => [x, y]),
        },
      ];
    });
    const list = (root) => [
      ...new Set(
        [...document.querySelectorAll(`${root} .tint, ${root} .hatched`)].map(
          (one) => `${one.dataset.region} ${one.getAttribute('class')}`,
        ),
      ),
    ];
    return { spots, screen: list('.figure-screen').sort(), paper: list('.figure-print').sort() };
  });
  const shot = decode(await browser.shot());
  await browser.devtools('Emulation.setEmulatedMedia', { media: '' });
  await browser.resize(1280, 800);
  return { ...found, shot };
}

const dot = ({ width, data }, [x, y]) => [
  ...data.subarray((Math.round(y) * width + Math.round(x)) * 4).slice(0, 3),
];
const far = (one, other) => Math.max(...one.map((value, i) => Math.abs(value - other[i])));
const squeezed = (text) => text.replace(/\s+/g, '');
const middle = (all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)];

test('paper shows the marks the screen shows', async () => {
  for (const number of [kNumber, 1]) {
    await show_sheet(at, browser, number);
    const { pages, text } = pages_of(await browser.pdf(kPaper));
    const { spots, screen, paper, shot } = await on_screen();
    assert.equal(pages.length, 1);
    assert.deepEqual(paper, screen, 'the same regions with the same levels');
    assert(spots.length >= 10);
    const by_kind = new Map();
    // A region's points in all views together.
    const regions = new Map();
    for (const { code, kind, at: points } of spots) {
      const name = `${code} ${kind}`;
      regions.set(name, { code, kind, points: [...(regions.get(name)?.points ?? []), ...points] });
    }
    for (const { code, kind, points } of regions.values()) {
      assert(points.length > 30, `${code} is large enough to be seen`);
      const pairs = points.map(([x, y]) => ({
        screen: dot(shot, [x * kDots, y * kDots]),
        paper: dot(pages[0], [(x + px(kEdge.x)) * kDots, (y + px(kEdge.y)) * kDots]),
      }));
      // The median passes over a number's line and a seam; a hatch has ink and white in like shares.
      for (const channel of [0, 1, 2]) {
        const [one, other] = ['screen', 'paper'].map((which) => {
          const values = pairs.map((pair) => pair[which][channel]);
          return kind === 'hatched' ? values.reduce((a, b) => a + b) / values.length : middle(values);
        });
        const room = kind === 'hatched' ? 20 : 6;
        assert(
          Math.abs(one - other) <= room,
          `client ${number}, ${code} (${kind}): ${one} on screen, ${other} on paper`,
        );
      }
      if (kind !== 'hatched')
        by_kind.set(
          kind,
          [0, 1, 2].map((channel) => middle(pairs.map((pair) => pair.paper[channel]))),
        );
    }
    // Were the marks not printed, all would be the same porcelain.
    const colours = [...by_kind.values()];
    for (const [i, one] of colours.entries())
      for (const other of colours.slice(i + 1)) assert(far(one, other) > 6, 'levels differ on paper');
    for (const row of await browser.run(() =>
      [...document.querySelectorAll('.areas .nm')].map((one) => one.innerText.split(/[,(\n]/)[0].trim()),
    ))
      assert(squeezed(text).includes(squeezed(row)), `“${row}” is on the paper`);
  }
});

// One rule for a mark's colour: the page's tint, on the even porcelain of the kiosk's own drawing, is the colour that
// drawing has.
test('a level has the colour the kiosk’s own drawing gives it', async () => {
  const areas = ['back_upper', 'back_low', 'glute', 'ham_inner', 'calf_inner'].flatMap((base, i) => [
    { region: `${base}.L`, level: i + 1 },
    { region: `${base}.R`, level: i + 6 },
  ]);
  const drawing = execFileSync(process.argv[3], ['marks', '--view', 'back'], {
    input: JSON.stringify(areas),
  }).toString();
  const body = /<g id="body" fill="(#\w+)"/.exec(drawing)[1];
  const channels = (hex) => [1, 3, 5].map((from) => parseInt(hex.slice(from, from + 2), 16));
  await show_sheet(at, browser, kNumber);
  const points = await browser.run(
    (marked, ground) =>
      import('/web/figure.js').then(({ body_figure }) => {
        const drawn = body_figure({ areas: marked }, { width: 556, height: 520 });
        for (const picture of drawn.querySelectorAll('image')) {
          const even = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
          for (const [name, value] of Object.entries({ width: 1080, height: 1920, fill: ground }))
            even.setAttribute(name, value);
          picture.replaceWith(even);
        }
        document.getElementById('page').replaceChildren(drawn);
        return marked.map(({ region, level }) => {
          const path = drawn.querySelector(`[data-region="${region}"] .multiplied`);
          const box = path.getBBox();
          const found = [];
          for (let y = box.y; y < box.y + box.height; y += 4)
            for (let x = box.x; x < box.x + box.width; x += 4)
              if (
                [-8, 8].every((dx) => [-8, 8].every((dy) => path.isPointInFill(new DOMPoint(x + dx, y + dy))))
              ) {
                const on = new DOMPoint(x, y).matrixTransform(path.getScreenCTM());
                found.push([on.x, on.y]);
              }
          return { level, found };
        });
      }),
    areas,
    body,
  );
  await browser.still();
  const shot = decode(await browser.shot());
  for (const { level, found } of points) {
    const mark = drawing.split('\n').find((line) => line.includes(`data-level="${level}"`));
    const part = (kind) =>
      new RegExp(`class="tint-${kind}" fill="(#\\w+)" fill-opacity="([\\d.]+)"`).exec(mark).slice(1);
    const [[white, lift], [deep], [flat, share]] = ['lift', 'deep', 'flat'].map(part);
    const due = channels(body).map((ground, i) => {
      const lifted = ground + (channels(white)[i] - ground) * Number(lift);
      const multiplied = (lifted * channels(deep)[i]) / 255;
      return multiplied + (channels(flat)[i] - multiplied) * Number(share);
    });
    const seen = [0, 1, 2].map((channel) => middle(found.map((place) => dot(shot, place)[channel])));
    assert(far(due, seen) <= 2, `level ${level}: ${seen} on the page, ${due} in the kiosk's drawing`);
  }
});

test('nothing in the console, nothing from elsewhere', () => holds(browser, at.url));
