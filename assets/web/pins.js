// The marks of a figure: numbers and signs at the end of their lines, what they say in words, and, where asked
// for, stops for the keyboard.
import { svg } from './dom.js';
import { region_label } from './words.js';

/** "3: Right outer calf, level 8 of 10, do not touch": a region's mark in words. */
export function spoken(code, marks) {
  const at = marks.areas.findIndex((area) => area.region === code);
  const has = (list) => (list ?? []).includes(code);
  return [
    at < 0 ? region_label(code) : `${at + 1}: ${region_label(code)}, level ${marks.areas[at].level} of 10`,
    has(marks.gone) && 'gone now',
    has(marks.avoid) ? 'do not touch' : has(marks.hatched) && 'not on that spot',
    has(marks.worked) && 'worked',
  ]
    .filter(Boolean)
    .join(', ');
}

/** "Body seen from front and back. 1 right outer calf 8. Do not touch left ankle." */
export function description(marks) {
  if (marks.areas.length > 8)
    return `Body seen from front and back with ${marks.areas.length} numbered areas; the list beside it says each in words.`;
  return [
    'Body seen from front and back.',
    ...marks.areas.map((area, i) => `${i + 1} ${region_label(area.region)} ${area.level}.`),
    ...(marks.avoid ?? []).map((code) => `Do not touch ${region_label(code)}.`),
  ].join(' ');
}

function number_of(mark) {
  const number = (x, kind, text) =>
    svg('text', { class: kind, x, y: 16.2, 'text-anchor': 'middle' }, String(text));
  if (mark.level === undefined)
    return [
      svg('circle', { class: 'disc', cx: 11, cy: 11, r: 10 }),
      svg('path', { class: 'stroke', d: 'M5 17 17 5' }),
    ];
  if (mark.wide === 22)
    return [svg('circle', { class: 'disc', cx: 11, cy: 11, r: 10.3 }), number(11, 'no', mark.index)];
  const pill = { width: 48, height: 22, rx: 11 };
  return [
    svg('rect', { class: 'pill', ...pill }),
    svg('path', { class: `half lv${mark.level}`, d: 'M24 0h13a11 11 0 0 1 0 22h-13z' }),
    svg('rect', { class: 'edge', ...pill }),
    svg('path', { class: 'edge', d: 'M24 0v22' }),
    number(12.5, 'no', mark.index),
    number(35, `no-level lv${mark.level}`, mark.level),
  ];
}

// The ring is there for the focus alone; between neighbours, 26 px apart, it is as wide as it can be.
function badge(mark, attributes, title) {
  return svg(
    'g',
    {
      class: 'badge',
      transform: `translate(${mark.left.toFixed(1)} ${(mark.y - 11).toFixed(1)})`,
      ...attributes,
    },
    title,
    number_of(mark),
    svg('rect', { class: 'ring', x: -3.5, y: -3.5, width: mark.wide + 7, height: 29, rx: 14.5 }),
  );
}

// What is gone has its dashed outline and no number.
function outline({ place, path }, attributes, title) {
  return svg(
    'g',
    {
      class: 'past',
      transform: `translate(${place.x} ${place.y}) scale(${place.scale}) translate(${-place.from_x} ${-place.from_y})`,
      ...attributes,
    },
    title,
    svg('path', { class: 'ring', d: path }),
  );
}

function listen(node, code, pick) {
  node.addEventListener('focus', () => pick(code, false));
  node.addEventListener('blur', () => pick(null, false));
  node.addEventListener('click', () => {
    node.focus();
    pick(code, true);
  });
  node.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    event.stopPropagation();
    pick(code, true);
  });
}

/** The numbers and signs of placed marks, in their order. `pick` as in body_figure. */
export function pins(all, marks, pick) {
  return all.map((mark) => {
    const words = spoken(mark.code, marks);
    const stop = pick
      ? { tabindex: 0, role: 'button', 'aria-label': words, 'data-code': mark.code }
      : { 'aria-hidden': 'true' };
    const node = (mark.gone ? outline : badge)(mark, stop, svg('title', {}, words));
    if (pick) listen(node, mark.code, pick);
    return node;
  });
}

/** The lines from the numbers to their regions, under them all. */
export function leaders(all) {
  const line = ({ at, end }) =>
    `M${at[0].toFixed(1)} ${at[1].toFixed(1)}L${end[0].toFixed(1)} ${end[1].toFixed(1)}`;
  const led = all.filter((mark) => !mark.gone);
  return [
    ...led.map((mark) => svg('path', { class: 'leader-halo', d: line(mark) })),
    ...led.flatMap((mark) => [
      svg('path', { class: 'leader', d: line(mark) }),
      svg('circle', { class: 'dot', cx: mark.at[0], cy: mark.at[1], r: 2.6 }),
    ]),
  ];
}
