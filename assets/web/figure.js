// The body with its marks, as SVG in px of its column: the porcelain picture, seams, tints, hatch, numbers.
// The outlines and the level colours come from the queue (/web/figure.json), one source with the kiosk.
import { svg } from './dom.js';
import { region_label } from './words.js';
import { arrange, places, point } from './marks.js';

const kSolesScale = 18; // one mm² of sole covers so many times the canvas of one on the whole body
const kSliver = 0.3; // a view tints a region only where this share of its best view's area shows
let figure = { views: {}, regions: {}, levels: [] };
let made = 0; // patterns need names of their own

export function set_figure(json) {
  figure = json;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(json.levels.map(level_rule).join('\n'));
  document.adoptedStyleSheets = [sheet];
}

function level_rule(colour, i) {
  if (!/^#[0-9a-f]{6}$/i.test(colour)) return '';
  const [r, g, b] = [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  const light = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  // Black or white, whichever stands out more on it.
  return `.lv${i + 1}{--c:${colour};--t:${1.05 / (light + 0.05) > (light + 0.05) / 0.05 ? '#ffffff' : '#0b0d10'}}`;
}

const area_in = (view, code) =>
  (figure.views[view]?.regions[code]?.area ?? 0) / (view === 'soles' ? kSolesScale : 1);
/** front, back or soles: where most of a region shows; undefined for a code the figure does not know. */
export function home(code) {
  const best = ['back', 'front', 'soles'].sort((a, b) => area_in(b, code) - area_in(a, code))[0];
  return area_in(best, code) > 0 ? best : undefined;
}
function shows(view, code) {
  if (home(code) === 'soles') return view === 'soles';
  return (
    view !== 'soles' &&
    area_in(view, code) >= kSliver * Math.max(area_in('front', code), area_in('back', code)) &&
    area_in(view, code) > 0
  );
}

function tint({ region, level }, view, small) {
  const d = figure.views[view].regions[region].path;
  if (small) return svg('path', { class: `tint-small lv${level}`, d });
  // Lifted towards white, multiplied by the level's colour, then some of it flat: as on the kiosk.
  return svg(
    'g',
    { class: `tint lv${level}` },
    svg('path', { class: 'tint-lift', d }),
    svg('path', { class: 'tint-deep', d }),
    svg('path', { class: 'tint-flat', d }),
  );
}

function hatch(codes, view) {
  const here = codes.filter((code) => shows(view, code));
  if (!here.length) return [];
  const id = `hatch-${++made}`;
  return [
    svg(
      'defs',
      {},
      svg(
        'pattern',
        { id, width: 22, height: 22, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
        svg('rect', { class: 'hatch-ground', width: 22, height: 22 }),
        svg('rect', { class: 'hatch-line', width: 8, height: 22 }),
      ),
    ),
    ...here.map((code) =>
      svg('path', { class: 'hatched', fill: `url(#${id})`, d: figure.views[view].regions[code].path }),
    ),
  ];
}

function body(place, marks, small) {
  const view = figure.views[place.name];
  const path = (kind) => (code) => svg('path', { class: kind, d: view.regions[code].path });
  const here = (codes) => (codes ?? []).filter((code) => shows(place.name, code));
  return svg(
    'g',
    {
      class: 'body',
      transform: `translate(${place.x} ${place.y}) scale(${place.scale}) translate(${-place.from_x} ${-place.from_y})`,
    },
    svg('image', { href: view.picture, width: view.w, height: view.h }),
    !small && view.seams ? svg('path', { class: 'seam', d: view.seams }) : null,
    here(marks.worked).map(path('worked-rim')),
    here(marks.worked).map(path('worked')),
    marks.areas
      .filter(({ region }) => shows(place.name, region))
      .map((area) => tint(area, place.name, small)),
    here(marks.gone).map(path('gone')),
    hatch(marks.hatched ?? [], place.name),
  );
}

function badge(mark) {
  const group = (...inside) =>
    svg(
      'g',
      { class: 'badge', transform: `translate(${mark.left.toFixed(1)} ${(mark.y - 11).toFixed(1)})` },
      ...inside,
    );
  if (mark.level === undefined)
    return group(
      svg('circle', { class: 'disc', cx: 11, cy: 11, r: 10 }),
      svg('path', { class: 'stroke', d: 'M5 17 17 5' }),
    );
  const number = (x, kind, text) =>
    svg('text', { class: kind, x, y: 16.2, 'text-anchor': 'middle' }, String(text));
  if (mark.wide === 22)
    return group(svg('circle', { class: 'disc', cx: 11, cy: 11, r: 10.3 }), number(11, 'no', mark.index));
  const pill = { width: 48, height: 22, rx: 11 };
  return group(
    svg('rect', { class: 'pill', ...pill }),
    svg('path', { class: `half lv${mark.level}`, d: 'M24 0h13a11 11 0 0 1 0 22h-13z' }),
    svg('rect', { class: 'edge', ...pill }),
    svg('path', { class: 'edge', d: 'M24 0v22' }),
    number(12.5, 'no', mark.index),
    number(35, `no-level lv${mark.level}`, mark.level),
  );
}

function titles(found, size) {
  const text = (x, kind, words) => svg('text', { class: kind, x, y: 15, 'text-anchor': 'middle' }, words);
  const all = [];
  for (const [name, first, second] of [
    ['front', 'Right', 'Left'],
    ['back', 'Left', 'Right'],
  ]) {
    const { x, scale } = found[name],
      out = Math.min(252 * scale, size.compact ? 62 : 76);
    all.push(
      text(x, 'view', name === 'front' ? 'Front' : 'Back'),
      text(x - out, 'side', first),
      text(x + out, 'side', second),
    );
  }
  if (found.soles) {
    const wide = figure.views.soles.box[2] * found.soles.scale;
    for (const [words, way] of [
      ['Right', -1],
      ['Left', 1],
    ]) {
      all.push(
        svg(
          'text',
          {
            class: 'side',
            x: size.width / 2 + way * Math.max(19, wide * 0.25),
            y: size.height - 4,
            'text-anchor': 'middle',
          },
          words,
        ),
      );
    }
  }
  return all;
}

/** "Body seen from front and back. 1 right outer calf 8. Do not touch left ankle." */
function description(marks) {
  if (marks.areas.length > 8)
    return `Body seen from front and back with ${marks.areas.length} numbered areas; the list beside it says each in words.`;
  return [
    'Body seen from front and back.',
    ...marks.areas.map((area, i) => `${i + 1} ${region_label(area.region)} ${area.level}.`),
    ...(marks.avoid ?? []).map((code) => `Do not touch ${region_label(code)}.`),
  ].join(' ');
}

/**
 * The sheet's figure. `marks`: areas [{region, level}] in row order (level 1..10), avoid, gone, hatched and
 * worked [codes]. `size`: {width, height} px, compact for a narrow column.
 */
export function body_figure(marks, size) {
  const pinned = [
    ...marks.areas.map(({ region, level }, i) => ({
      code: region,
      level,
      index: i + 1,
      wide: size.compact ? 22 : 48,
    })),
    ...(marks.avoid ?? [])
      .filter((code) => !marks.areas.some((area) => area.region === code))
      .map((code) => ({ code, wide: 22 })),
  ]
    .map((mark) => ({ ...mark, view: home(mark.code) }))
    .filter((mark) => mark.view);
  const found = places(
    figure.views,
    size.width,
    size.height,
    pinned.some((mark) => mark.view === 'soles'),
    size.compact,
  );
  const all = arrange(
    pinned.map((mark) => ({
      ...mark,
      at: point(found[mark.view], figure.views[mark.view].regions[mark.code].at),
    })),
    found,
    size,
  );
  const line = ({ at, end }) =>
    `M${at[0].toFixed(1)} ${at[1].toFixed(1)}L${end[0].toFixed(1)} ${end[1].toFixed(1)}`;
  const hatched = { ...marks, hatched: [...(marks.avoid ?? []), ...(marks.hatched ?? [])] };
  return svg(
    'svg',
    {
      class: 'figure',
      viewBox: `0 0 ${size.width} ${size.height}`,
      width: size.width,
      height: size.height,
      role: 'img',
      'aria-label': description(marks),
    },
    Object.values(found).map((place) => body(place, hatched, false)),
    titles(found, size),
    all.map((mark) => svg('path', { class: 'leader-halo', d: line(mark) })),
    all.map((mark) => [
      svg('path', { class: 'leader', d: line(mark) }),
      svg('circle', { class: 'dot', cx: mark.at[0], cy: mark.at[1], r: 2.6 }),
    ]),
    all.map(badge),
  );
}

/** A small body without numbers, `height` px: front and back, or the soles when all areas are there. */
export function small_figure(marks, height, label) {
  const { front, back } = figure.views;
  const top = Math.min(front.box[1], back.box[1]);
  const scale = height / (Math.max(front.box[1] + front.box[3], back.box[1] + back.box[3]) - top);
  const codes = [
    ...marks.areas.map((area) => area.region),
    ...(marks.hatched ?? []),
    ...(marks.worked ?? []),
  ];
  const feet = codes.length > 0 && codes.every((code) => home(code) === 'soles');
  const wide = Math.round(546 * scale);
  const place = (name, x) => ({ name, x, y: 0, scale, from_x: 540, from_y: top });
  const box = figure.views.soles.box;
  const found = feet
    ? [
        {
          name: 'soles',
          x: height / 2,
          y: 0,
          scale: (height * 0.98) / box[3],
          from_x: box[0] + box[2] / 2,
          from_y: box[1],
        },
      ]
    : [place('front', wide / 2), place('back', wide * 1.5)];
  const across = feet ? height : wide * 2;
  return svg(
    'svg',
    {
      class: 'small-figure',
      viewBox: `0 0 ${across} ${height}`,
      width: across,
      height,
      ...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': 'true' }),
    },
    found.map((one) => body(one, marks, true)),
  );
}
