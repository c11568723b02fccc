// The shapes that stand beside words, so that colour is never alone.
import { el, svg } from './dom.js';
import { tier } from './words.js';

const kShapes = {
  E: [
    ['path', 'M7 1h8l6 6v8l-6 6H7l-6-6V7z'],
    ['k', 'M11 5.5v7M11 16v.6'],
  ],
  S: [
    ['path', 'M11 1.5 21.5 20.5H.5z'],
    ['k', 'M11 8v6M11 17v.5'],
  ],
  L: [['disc'], ['k', 'M5 17 17 5']],
  C: [
    ['path', 'M3 1h11l5 5v15H3z'],
    ['k', 'M7 9h8M7 13h8M7 17h5'],
  ],
  no_touch: [['ring'], ['o', 'M5 17 17 5']],
  ask: [['ring'], ['o', 'M8 8.5a3 3 0 1 1 3 3.3V13M11 16v.4']],
  none: [['o', 'M4 11h14']],
};

function part([kind, d]) {
  if (kind === 'disc') return svg('circle', { cx: 11, cy: 11, r: 10 });
  if (kind === 'ring') return svg('circle', { class: 'o', cx: 11, cy: 11, r: 9 });
  return svg('path', { class: kind === 'path' ? null : kind, d });
}

/** One of E S L C no_touch ask none, 22 px; the word beside it carries the meaning. */
export function shape(name) {
  return svg(
    'svg',
    { class: `shape s-${name}`, viewBox: '0 0 22 22', 'aria-hidden': 'true' },
    kShapes[name].map(part),
  );
}

/** Shape and word of a tier, or of another flag with its own word. */
export function flag(name, words) {
  return el('span', { class: `flag f-${name}` }, shape(name), el('span', {}, words ?? tier(name).word));
}

const kLines = {
  lost: 'M2 8.5a15 15 0 0 1 20 0M6 13a9 9 0 0 1 12 0M12 18v.5M4 3l16 18',
  swap: 'M4 8h13M13 4l4 4-4 4M20 16H7M11 12l-4 4 4 4',
  wait: 'M12 3a9 9 0 1 0 .01 0M12 7v5l3.5 2',
  tick: 'M5 12.5l4.6 4.6L19 7',
  back: 'M20 12H5M11 5.5 4.5 12l6.5 6.5',
};
export function line_icon(name) {
  return svg(
    'svg',
    { class: 'line', viewBox: '0 0 24 24', 'aria-hidden': 'true' },
    svg('path', { d: kLines[name] }),
  );
}
