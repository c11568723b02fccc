// Part 1 of the sheet: what safety asked for, and the one sentence. Reported, not found.
import { el } from './dom.js';
import { shape } from './icons.js';
import { areas_of, asked_tiers, before, flags_of, rather_tell } from './record.js';
import { date } from './time.js';
import { answer_words, count_of, in_sentence, region_label, tier } from './words.js';

export function answer_word(code) {
  if (code === 'yes') return 'Yes';
  if (/tell/.test(code)) return 'Rather tell you';
  const text = String(code).replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function flagged(letter, one) {
  const text = one.spot ? [el('b', {}, `${region_label(one.spot)}: `), one.text] : [`“${one.text}”`];
  return el(
    'li',
    { class: `x-${letter}` },
    shape(letter),
    el('span', { class: 'tier' }, tier(letter).word),
    el('span', { class: 'asked' }, text, ' ', el('b', {}, answer_word(one.answer))),
    el('span', { class: 'rule' }, tier(letter).asks),
  );
}

function quiet_row(record, flags) {
  const asked = asked_tiers(record);
  const words = ['E', 'S', 'L'].filter((letter) => asked.has(letter)).map((letter) => tier(letter).word);
  const text = words.length ? `${words.join(', ')}: nothing reported` : 'Safety questions: not asked';
  const read = flags.C.length
    ? el(
        'span',
        { class: 'read' },
        shape('C'),
        el('span', {}, el('b', {}, `${tier('C').word}: `), flags.C.map((one) => one.short).join(', ')),
      )
    : null;
  const tell =
    !read && rather_tell(record)
      ? el('span', { class: 'read' }, shape('ask'), el('b', {}, 'Rather tell you'))
      : null;
  return el('li', { class: 'x-0' }, shape('none'), el('span', { class: 'tier' }, text), read ?? tell);
}

export function strip(record) {
  // Silence about safety would read as an answer.
  if (record.unreadable)
    return el(
      'ul',
      { class: 'strip', 'aria-label': 'Safety answers' },
      el(
        'li',
        { class: 'x-0 lost' },
        shape('ask'),
        el('span', { class: 'tier' }, 'This visit cannot be read. Ask the client everything.'),
      ),
    );
  const flags = flags_of(record);
  const rows = ['E', 'S', 'L'].flatMap((letter) => flags[letter].map((one) => flagged(letter, one)));
  const late =
    record.intake?.status === 'incomplete'
      ? el(
          'li',
          { class: 'x-0 unfinished' },
          shape('ask'),
          el('span', { class: 'tier' }, 'Not finished: the client left before sending. Ask for the rest.'),
        )
      : null;
  return el(
    'ul',
    { class: 'strip', 'aria-label': 'Safety answers' },
    rows.length ? rows : quiet_row(record, flags),
    late,
  );
}

/** The record in one sentence; left out when something stands above that comes first. */
export function sentence(record) {
  if (record.unreadable) return null;
  const flags = flags_of(record);
  if (flags.E.length + flags.S.length + flags.L.length) return null;
  const { reported } = areas_of(record);
  const pressure = (record.intake?.answers ?? []).find((one) => one.question === 'pressure');
  const rest = pressure ? ` ${sentence_case(answer_words(pressure).choice)} pressure.` : '';
  const main = reported.length
    ? first_words(record, reported)
    : record.intake?.nothing_hurts
      ? 'Nothing hurts today.'
      : 'No areas marked.';
  return el('p', { class: 'say' }, main, rest ? el('span', {}, rest) : null);
}
const sentence_case = (text) => text.charAt(0).toUpperCase() + text.slice(1);

function first_words(record, [first, ...more]) {
  const last = before(record)?.get(first.region);
  const by = last === undefined ? 0 : first.level - last;
  const changed =
    last === undefined
      ? ''
      : by === 0
        ? `, the same as on ${date(record.previous.sent)}`
        : `, ${by > 0 ? 'up' : 'down'} ${Math.abs(by)} since ${date(record.previous.sent)}`;
  const rest =
    more.length === 1
      ? ` and ${in_sentence(more[0].region)} ${more[0].level}`
      : more.length
        ? ` and ${count_of(more.length, 'more', 'more')}`
        : '';
  return `${region_label(first.region)} ${first.level}${changed}${changed && rest ? ',' : ''}${rest}.`;
}
