// Parts 4 to 6 of the sheet: running and race, wishes, and what to read before starting. Only what the record
// holds; what was not asked says so quietly.
import { el } from './dom.js';
import { asked_tiers, flags_of, rather_tell } from './record.js';
import { answer_word } from './strip.js';
import { answer_words } from './words.js';

const kRunning = /^(race|run|last|long|load|distance|hard)/;

function section(title, rows) {
  return el(
    'section',
    { class: 'sec' },
    el('h2', {}, title),
    el(
      'dl',
      { class: 'dl' },
      rows.map(([label, ...words]) => el('div', {}, el('dt', {}, label), el('dd', {}, ...words))),
    ),
  );
}
const quiet = (words) => el('span', { class: 'quiet' }, words);
const sentence_case = (text) => text.charAt(0).toUpperCase() + text.slice(1);

function answers(record, running) {
  const part = (one) => answer_words(one).part || (kRunning.test(one.question) ? 'running' : 'wishes');
  return (record.intake?.answers ?? [])
    .filter((one) => (part(one) === 'running') === running)
    .map((one) => ({ id: one.question, ...answer_words(one) }));
}

function running(record) {
  const rows = answers(record, true).map((one) => [sentence_case(one.label), one.choice]);
  return section('Running and race', rows.length ? rows : [['Your running', quiet('not asked')]]);
}

function wishes(record) {
  const given = answers(record, false);
  const rows = given.map((one) => [sentence_case(one.label), one.choice]);
  for (const [id, label] of [
    ['pressure', 'Pressure'],
    ['allergies', 'Allergies'],
    ['ask', 'Ask me about'],
  ]) {
    if (!given.some((one) => one.id.startsWith(id.slice(0, 7)))) rows.push([label, quiet('not asked')]);
  }
  return section('Wishes', rows);
}

function to_read(record) {
  const items = flags_of(record).C;
  const in_person = rather_tell(record) ? [['In person', 'would rather tell you: ask']] : [];
  if (!asked_tiers(record).has('C'))
    return section('To read before starting', [...in_person, ['Read first', quiet('not asked')]]);
  const rows = items.map((one) => [
    sentence_case(one.short),
    `“${one.text}” `,
    el('b', {}, answer_word(one.answer)),
    one.note ? el('span', { class: 'hint' }, ` ${one.note}`) : null,
  ]);
  rows.push([items.length ? 'Other answers' : 'Read first', 'nothing reported']);
  return section('To read before starting', [...in_person, ...rows]);
}

export const parts = (record) =>
  el('div', { class: 'three' }, running(record), wishes(record), to_read(record));
