// The body with its marks, as SVG in px of its column: the porcelain picture, seams, tints, hatch, numbers.
// The outlines, the layers a tint is drawn in, what a hatch and a ghost are made of and which view shows which
// region come from the queue (/web/figure.json): from the one place that draws marks as SVG, for the kiosk's own
// drawings, too.
import { svg } from './dom.js';
import { arrange, places, point } from './marks.js';
import { description, leaders, pins, spoken } from './pins.js';

const kSheetViews = ['front', 'back', 'soles'];
const kCloserHeight = 180; // px: three of them stand in the narrow column
const kCloserLeast = 120; // in which a region can still be told
let figure = { views: {}, regions: {}, levels: [] };
let made = 0; // patterns need names of their own

export function set_figure(json) {
  figure = json;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync([paint_rule(json.paint), ...json.levels.map(level_rule)].join('\n'));
  document.adoptedStyleSheets = [sheet];
}

const kColour = /^#[0-9a-f]{6}$/i;

// Custom properties of the same names; a dark page has its own for what does not lie on the body.
function paint_rule(paint) {
  const names = { seam: 'seam', hatch: 'surface', 'hatch-line': 'ink' };
  return `:root{${[
    ...Object.entries(names)
      .filter(([, from]) => kColour.test(paint[from]))
      .map(([name, from]) => `--${name}:${paint[from]}`),
    `--seam-opacity:${Number(paint.seam_opacity)}`,
    `--hatch-opacity:${Number(paint.hatch.opacity)}`,
  ].join(';')}}`;
}

function level_rule(colour, i) {
  if (!kColour.test(colour)) return '';
  const [r, g, b] = [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  const light = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  // Black or white, whichever stands out more on it.
  return `.lv${i + 1}{--c:${colour};--t:${1.05 / (light + 0.05) > (light + 0.05) / 0.05 ? '#ffffff' : '#0b0d10'}}`;
}

/** front, back or soles: where a region's number stands; undefined for a code the figure does not know. */
export const home = (code) => figure.regions[code]?.home;
// A closer view tints whatever it has.
const shows = (view, code) =>
  kSheetViews.includes(view)
    ? (figure.regions[code]?.shown ?? []).includes(view)
    : Object.hasOwn(figure.views[view].regions, code);

function tint({ region, level }, view, marks, small) {
  const d = figure.views[view].regions[region].path;
  if (small) return svg('path', { class: `tint-small lv${level}`, d });
  const layers = figure.paint.tints[level - 1];
  return svg(
    'g',
    { class: `tint lv${level}`, 'data-region': region },
    svg('title', {}, spoken(region, marks)),
    layers.map(({ fill, opacity, multiplied }) =>
      svg('path', { class: multiplied ? 'multiplied' : null, fill, 'fill-opacity': opacity, d }),
    ),
    svg('path', { class: 'tint-edge', d }),
  );
}

// What was marked at the last visit and is no more: dots along its edge.
function ghost(code, marks, view) {
  const d = figure.views[view].regions[code].path;
  const { dot, rim, spacing } = figure.paint.ghost;
  const dots = (kind, width) =>
    svg('path', { class: kind, d, 'stroke-width': width, 'stroke-dasharray': `0 ${spacing}` });
  return svg(
    'g',
    { class: 'ghost', 'data-region': code },
    svg('title', {}, spoken(code, marks)),
    dots('ghost-rim', rim),
    dots('ghost-dot', dot),
  );
}

function hatch(marks, view) {
  const here = (marks.hatched ?? []).filter((code) => shows(view, code));
  if (!here.length) return [];
  const id = `hatch-${++made}`;
  const { period, stripe } = figure.paint.hatch;
  return [
    svg(
      'defs',
      {},
      svg(
        'pattern',
        { id, width: period, height: period, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
        svg('rect', { class: 'hatch-ground', width: period, height: period }),
        svg('rect', { class: 'hatch-line', width: stripe, height: period }),
      ),
    ),
    ...here.map((code) =>
      svg(
        'path',
        {
          class: 'hatched',
          fill: `url(#${id})`,
          d: figure.views[view].regions[code].path,
          'data-region': code,
        },
        svg('title', {}, spoken(code, marks)),
      ),
    ),
  ];
}

function body(place, marks, small) {
  const view = figure.views[place.name];
  const path = (kind) => (code) =>
    svg(
      'path',
      { class: kind, d: view.regions[code].path, 'data-region': code },
      small ? null : svg('title', {}, spoken(code, marks)),
    );
  const here = (codes) => (codes ?? []).filter((code) => shows(place.name, code));
  return svg(
    'g',
    {
      class: 'body',
      // The marks say it; without them the figure's own label does.
      'aria-hidden': 'true',
      transform: `translate(${place.x} ${place.y}) scale(${place.scale}) translate(${-place.from_x} ${-place.from_y})`,
    },
    svg('image', { href: view.picture, width: view.w, height: view.h }),
    !small && view.seams ? svg('path', { class: 'seam', d: view.seams }) : null,
    here(marks.worked).map(path('worked-rim')),
    here(marks.worked).map(path('worked')),
    marks.areas
      // The hatch wins over a level, as on the kiosk.
      .filter(({ region }) => shows(place.name, region) && !(marks.hatched ?? []).includes(region))
      .map((area) => tint(area, place.name, marks, small)),
    hatch(marks, place.name),
    here(marks.gone).map((code) => ghost(code, marks, place.name)),
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

// What a number or a sign stands for, in the rows' order; `wide` px for an area's mark.
function pinned(marks, wide) {
  const level_of = new Set(marks.areas.map((area) => area.region));
  return [
    ...marks.areas.map(({ region, level }, i) => ({ code: region, level, index: i + 1, wide })),
    ...(marks.gone ?? []).map((code) => ({ code, gone: true })),
    ...(marks.avoid ?? []).filter((code) => !level_of.has(code)).map((code) => ({ code, wide: 22 })),
  ];
}
const with_hatches = (marks) => ({
  ...marks,
  hatched: [...new Set([...(marks.avoid ?? []), ...(marks.hatched ?? [])])],
});

// Marks {code, view, ..} placed beside their views, in the order they came in.
function placed(all, found, size) {
  const order = new Map(all.map((mark, i) => [mark.code, i]));
  const at = (mark) => point(found[mark.view], figure.views[mark.view].regions[mark.code].at);
  const outlines = all.filter((mark) => mark.gone);
  return [
    ...arrange(
      all.filter((mark) => !mark.gone).map((mark) => ({ ...mark, at: at(mark) })),
      found,
      size,
    ),
    ...outlines.map((mark) => ({
      ...mark,
      path: figure.views[mark.view].regions[mark.code].path,
      place: found[mark.view],
    })),
  ].sort((a, b) => order.get(a.code) - order.get(b.code));
}

/**
 * The sheet's figure. `marks`: areas [{region, level}] in row order (level 1..10), avoid, gone, hatched and
 * worked [codes]. `size`: {width, height} px, compact for a narrow column. With `pick` each mark can be
 * reached and pressed: pick(code, pressed) when it gets the focus, pick(null) when it loses it.
 */
export function body_figure(marks, size, pick) {
  const here = pinned(marks, size.compact ? 22 : 48)
    .map((mark) => ({ ...mark, view: home(mark.code) }))
    .filter((mark) => mark.view);
  const with_soles = here.some((mark) => mark.view === 'soles' && !mark.gone);
  const found = places(figure.views, size.width, size.height, with_soles, size.compact);
  const all = placed(
    here.filter((mark) => found[mark.view]),
    found,
    size,
  );
  const hatched = with_hatches(marks);
  return svg(
    'svg',
    {
      class: 'figure',
      viewBox: `0 0 ${size.width} ${size.height}`,
      width: size.width,
      height: size.height,
      role: pick ? 'group' : 'img',
      'aria-label': description(marks),
    },
    Object.values(found).map((place) => body(place, hatched, false)),
    titles(found, size),
    leaders(all),
    pins(all, hatched, pick),
  );
}

const kCloserNames = {
  'legs-left': ['Left side'],
  'legs-right': ['Right side'],
  inside: ['Right', 'inner sides', 'Left'],
  left: ['Left side'],
  right: ['Right side'],
};

/**
 * Marks of which front, back and soles show but an edge, in the view that shows them best, once more with the
 * sheet's own numbers: one {words, picture} a view, none when none is needed. `marks` as in body_figure;
 * `words` are for below the picture, from its left to its right. As tall as `room` px lets them be.
 */
export function closer_figures(marks, room = kCloserHeight) {
  const height = Math.round(Math.min(kCloserHeight, Math.max(kCloserLeast, room)));
  const all = pinned(marks, 22).filter((mark) => !mark.gone && figure.regions[mark.code]?.closer);
  return Object.keys(kCloserNames).flatMap((view) => {
    const here = all.filter((mark) => figure.regions[mark.code].closer === view);
    return here.length ? [closer_figure(view, here, with_hatches(marks), height)] : [];
  });
}

function closer_figure(view, here, marks, height) {
  const [x, y, wide, high] = figure.views[view].box;
  const scale = (height - 6) / high,
    beside = 27; // a disc and its line
  const size = { width: Math.ceil(wide * scale) + 2 * beside, height };
  const place = { name: view, x: size.width / 2, y: 2, scale, from_x: x + wide / 2, from_y: y };
  const found = { [view]: { ...place, half: (wide * scale) / 2 } };
  const all = placed(
    here.map((mark) => ({ ...mark, view })),
    found,
    { ...size, compact: true },
  );
  const said = here.map((mark) => `${spoken(mark.code, marks)}.`).join(' ');
  return {
    words: kCloserNames[view],
    picture: svg(
      'svg',
      {
        class: 'figure',
        viewBox: `0 0 ${size.width} ${size.height}`,
        width: size.width,
        height: size.height,
        role: 'img',
        'aria-label': `${kCloserNames[view].join(' ')}. ${said}`,
      },
      body(place, marks, false),
      leaders(all),
      pins(all, marks),
    ),
  };
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
