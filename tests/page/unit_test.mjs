// The page's pure parts, without a browser: times, placing of marks, reading a record, the colours' contrast,
// and the reader of PNGs the golden test stands on.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import test from 'node:test';
import * as marks from '../../assets/web/marks.js';
import * as record from '../../assets/web/record.js';
import * as time from '../../assets/web/time.js';
import { decode, encode } from './png.mjs';
import { contrast } from './colour.mjs';

const web = new URL('../../assets/web/', import.meta.url);

test('times are the clinic’s, whatever the machine’s zone', () => {
  time.set_zone('Europe/Berlin');
  time.set_now(Date.UTC(2026, 10, 24, 9, 52));
  assert.equal(time.clock(Date.UTC(2026, 10, 24, 9, 52)), '10:52');
  assert.equal(time.clock(Date.UTC(2026, 10, 23, 23, 5)), '00:05');
  assert.equal(time.date_and_clock(time.now()), 'Tue 24 Nov, 10:52');
  assert.equal(time.age(Date.UTC(2026, 10, 23, 22, 59)), 'yesterday');
  assert.equal(time.age(Date.UTC(2026, 10, 23, 23, 1)), 'today');
  // Across the end of summer time the calendar counts, not 24 h.
  assert.equal(time.age(Date.UTC(2026, 9, 24, 22, 30)), '30 days ago');
  assert.equal(time.date(Date.UTC(2025, 8, 3, 12)), '3 Sep 2025');
  assert.equal(time.minutes_since(time.now() + 60000), 0);
  time.set_zone('Pacific/Kiritimati');
  assert.equal(time.clock(Date.UTC(2026, 10, 24, 9, 52)), '23:52');
  time.set_zone('No/Such_Place');
  assert.equal(time.clock(Date.UTC(2026, 10, 24, 9, 52)), '09:52');
});

test('marks never lie on one another nor outside, however many', () => {
  const views = {
    front: { w: 1080, box: [269, 59, 541, 1802] },
    back: { w: 1080, box: [269, 72, 541, 1766] },
    soles: { w: 1080, box: [42, 535, 995, 1058] },
  };
  for (const size of [
    { width: 556, height: 520 },
    { width: 366, height: 470, compact: true },
    { width: 292, height: 340, compact: true },
  ]) {
    const found = marks.places(views, size.width, size.height, true, size.compact);
    for (const many of [1, 5, 12]) {
      const all = Array.from({ length: many }, (_, i) => ({
        view: 'back',
        wide: size.compact ? 22 : 48,
        at: marks.point(found.back, [600, 1000 + i]),
      }));
      const placed = marks.arrange(all, found, size).sort((a, b) => a.y - b.y);
      for (const [i, mark] of placed.entries()) {
        assert(mark.left >= 0 && mark.left + mark.wide <= size.width, 'inside across');
        assert(mark.y >= 11 && mark.y <= size.height - 11, 'inside up and down');
        assert(mark.left > mark.at[0] || mark.left + mark.wide < mark.at[0], 'beside the body');
        if (i) assert(mark.y - placed[i - 1].y >= 24, `${mark.y - placed[i - 1].y} apart`);
      }
    }
  }
});

test('a record is read in the client’s order, then by level', () => {
  const intake = {
    areas: [
      { region: 'a.L', level: 4 },
      { region: 'b.L', level: 9 },
      { region: 'c.L', level: 2, rank: 1 },
      { region: 'd.L', level: 0 },
    ],
    screening: [
      { id: 'x', tier: 'S', answer: 'no' },
      { id: 'y', tier: 'L', answer: 'yes', triggered_by: 'bone.shin_inner.L' },
      { id: 'tell_therapist', tier: 'C', answer: 'rather_tell' },
    ],
  };
  const { reported, gone } = record.areas_of({ intake });
  assert.deepEqual(
    reported.map((area) => area.region),
    ['c.L', 'b.L', 'a.L'],
  );
  assert.deepEqual(
    gone.map((area) => area.region),
    ['d.L'],
  );
  assert.deepEqual(record.spots({ intake }), ['shin_inner.L']);
  assert.equal(record.needs_check({ intake }), false);
  assert.equal(record.rather_tell({ intake }), true);
  assert.deepEqual([...record.asked_tiers({ intake })], ['S', 'L']);
  intake.screening[0].answer = 'unsure';
  assert.equal(record.needs_check({ intake }), true);
  assert.deepEqual(record.areas_of({}), { reported: [], gone: [] });
  assert.deepEqual(
    record
      .not_today({
        intake,
        previous: {
          areas: [
            { region: 'a.L', level: 3 },
            { region: 'e.R', level: 5 },
          ],
        },
      })
      .map((area) => area.region),
    ['e.R'],
  );
});

test('every pair of colours that carries text is 4.5 or more, body text 7', () => {
  const css = fs.readFileSync(new URL('page.css', web), 'utf8');
  const scheme = (start) =>
    Object.fromEntries(
      [
        ...css
          .slice(css.indexOf(start))
          .split('}')[0]
          .matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g),
      ].map(([, name, colour]) => [name, colour]),
    );
  for (const [name, all] of [
    ['light', scheme(':root {')],
    ['dark', scheme(':root[data-scheme="dark"]')],
    ['by the device', scheme(':root:not([data-scheme])')],
  ]) {
    const pairs = [
      ['ink', 'bg', 7],
      ['ink', 'card', 7],
      ['ink', 'soft', 7],
      ['ink', 'wash', 7],
      ['ink', 'notice', 7],
      ['mute', 'bg', 7],
      ['mute', 'card', 7],
      ['on-main', 'main', 7],
      ['on-night', 'night', 7],
      ['ink', 'S-bg', 7],
      ['ink', 'E-bg', 7],
      ['E', 'E-bg', 7],
      ['S', 'S-bg', 7],
      ['L', 'L-bg', 7],
      ['main', 'bg', 7],
      ['off-text', 'off', 4.5],
      ['mute', 'S-bg', 4.5],
      ['mute', 'E-bg', 4.5],
      ['mute', 'wash', 4.5],
      ['focus', 'bg', 3],
      ['focus', 'card', 3],
      ['edge', 'card', 3],
    ];
    for (const [text, ground, least] of pairs) {
      const got = contrast(all[text], all[ground]);
      assert(got >= least, `${name}: ${text} on ${ground} is ${got.toFixed(2)}`);
    }
  }
});

test('no style or code in the markup, nothing from elsewhere', () => {
  const html = fs.readFileSync(new URL('index.html', web), 'utf8');
  assert.doesNotMatch(html, /style=|<style|\son\w+=|javascript:|https?:\/\//i);
  for (const script of html.match(/<script[^>]*>/g)) assert.match(script, /src="\/web\/[a-z_]+\.js"/);
  for (const name of fs.readdirSync(web).filter((one) => one.endsWith('.js'))) {
    assert.doesNotMatch(
      fs.readFileSync(new URL(name, web), 'utf8'),
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|\.cssText/,
      name,
    );
  }
});

test('a PNG is read as it was written', () => {
  const data = Uint8Array.from({ length: 5 * 3 * 4 }, (_, i) => (i * 37) & 255);
  const again = decode(encode({ width: 5, height: 3, data }));
  assert.deepEqual([again.width, again.height], [5, 3]);
  assert.deepEqual(again.data, data);
  assert.throws(() => decode(Buffer.from('GIF89a..')));
});
