// Words for what a record holds: names of regions, kinds, tiers and changes. They come from the queue
// (figure.json and words.json); a code without a word shows as itself rather than as nothing.
import { el, svg, unseen } from './dom.js';

let regions = {};
let lists = {};

export function set_words(figure, words) {
  regions = figure.regions ?? {};
  lists = words ?? {};
}

const spaced = (code) => String(code ?? '').replaceAll('_', ' ');
const lowered = (text) => (/^[A-Z][a-z]/.test(text) ? text[0].toLowerCase() + text.slice(1) : text);

/** One word of a list such as "kinds"; list words stand inside sentences, so in lower case. */
export const word = (list, code) => lowered(lists[list]?.[code] ?? spaced(code));
export const tier = (letter) => lists.tiers?.[letter] ?? { word: letter, asks: '' };
export const question = (id) => lists.questions?.[id] ?? { text: spaced(id), note: '', tier: '' };
/** {label, part, choice} of an answer about running or today. */
export function answer_words({ question: id, choice }) {
  const known = lists.answers?.[id];
  if (typeof known === 'string') return { label: known, part: '', choice: spaced(choice) };
  return {
    label: known?.text ?? known?.label ?? spaced(id),
    part: known?.part ?? '',
    choice: known?.choices?.[choice] ?? spaced(choice),
  };
}

/** "Right outer calf" */
export function region_label(code) {
  const known = regions[code];
  if (known) return known.label;
  return spaced(code);
}
export const anatomical = (code) => regions[code]?.anatomical ?? '';
/** The label with its side as the heaviest word. */
export function region_name(code) {
  const known = regions[code];
  if (!known?.side) return [region_label(code)];
  return [el('b', { class: 'sd' }, known.side), ` ${known.name}`];
}
/** The same, short, for lists: "Right Achilles". */
export function list_name(code) {
  const known = regions[code];
  if (!known?.side || !/^[LR] /.test(known.short ?? '')) return [known?.short || region_label(code)];
  return [el('b', { class: 'sd' }, known.side), known.short.slice(1)];
}
/** As it stands inside a sentence: "right outer calf". */
export const in_sentence = (code) => lowered(region_label(code));

/** "three areas", and digits from ten on. */
export function count_of(n, one, many) {
  const small = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
  return `${small[n] ?? n} ${n === 1 ? one : many}`;
}

const kPaths = {
  up: 'M8 1 15 14H1z',
  down: 'M8 15 1 2h14z',
  same: 'M2 5.5h12M2 10.5h12',
  new: 'M8 2v12M2 8h12',
};

/** Change since the last visit: a shape, both numbers, and words. `before` undefined: not reported then. */
export function change(before, level) {
  const arrow = (kind) =>
    svg('svg', { viewBox: '0 0 16 16', 'aria-hidden': 'true' }, svg('path', { d: kPaths[kind] }));
  if (before === undefined)
    return el('span', { class: 'chg new' }, arrow('new'), el('span', {}, 'first time'));
  const by = level - before;
  const kind = by === 0 ? 'same' : by > 0 ? 'up' : 'down';
  const told = by === 0 ? 'same: from ' : `${kind} ${Math.abs(by)}: from `;
  return el(
    'span',
    { class: `chg ${kind}${Math.abs(by) >= 2 ? ' much' : ''}` },
    arrow(kind),
    el(
      'span',
      {},
      unseen(told),
      String(before),
      el('span', { 'aria-hidden': 'true' }, ' → '),
      unseen(' to '),
      el('b', {}, String(level)),
    ),
  );
}

/** The level on its colour; never the colour alone. */
export function chip(level, size = '') {
  return el('span', { class: `lv lv${level} ${size}`.trim() }, String(level));
}

/** [code, label] of every region, in the catalogue's order. */
export const all_regions = () => Object.entries(regions).map(([code, known]) => [code, known.label]);
