// The end of a session: which areas were worked, and a short note for the next therapist.
import { finish, undo } from './acts.js';
import { button, el } from './dom.js';
import { open_dialog, toast } from './dialog.js';
import { small_figure } from './figure.js';
import { line_icon } from './icons.js';
import { who } from './people.js';
import { areas_of, avoid_of } from './record.js';
import { clock } from './time.js';
import { all_regions, chip, count_of, in_sentence, region_name } from './words.js';

const kNote = 200; // characters
// What was ticked and typed stays while the page does, should the dialog be closed on the way.
const drafts = new Map();

export function show_done(row, record, finished) {
  const { reported } = areas_of(record);
  const draft = drafts.get(row.id) ?? { worked: new Set(), extra: [], note: '' };
  drafts.set(row.id, draft);
  const shown_figure = el('div', { class: 'done-figure' });
  const list = el('ul', { class: 'toggles', id: 'worked' });
  const main = button('', { class: 'main big', acts: true }, async () => {
    if (!(await finish(row, [...draft.worked], draft.note.trim()))) return;
    drafts.delete(row.id);
    dialog.close();
    finished();
    toast(`${who(row)} is done.`, 'Undo', () => undo(row));
  });
  const parts = { row, record, reported, draft, shown_figure, list, main };
  const note = note_field(draft);
  const dialog = open_dialog(
    'What was worked?',
    [
      el(
        'p',
        { class: 'note' },
        [who(row), `session since ${clock(row.started ?? row.pulled)}`, 'tap each area you worked'].join(
          ' · ',
        ),
      ),
      el('div', { class: 'cols' }, shown_figure, el('div', {}, list, another(parts))),
      note,
      el(
        'div',
        { class: 'foot' },
        button('Back to the session', { class: 'plain' }, () => dialog.close()),
        el('span', { class: 'space' }),
        el('span', { class: 'note' }, 'You can undo for 10 minutes'),
        main,
      ),
    ],
    { kind: 'done' },
  );
  draw(parts);
  list.querySelector('button')?.focus();
}

function note_field(draft) {
  const left = el('span', { class: 'hint', id: 'note-hint' });
  const count = () => {
    left.textContent = draft.note
      ? `${kNote - [...draft.note].length} characters left`
      : 'optional, 200 characters, for the next therapist';
  };
  const field = el('textarea', { id: 'note', rows: 2, maxlength: kNote, 'aria-describedby': 'note-hint' });
  field.value = draft.note;
  field.addEventListener('input', () => {
    draft.note = field.value;
    count();
  });
  count();
  return el('div', { class: 'note-field' }, el('label', { for: 'note' }, 'Short note'), ' ', left, field);
}

function draw(parts) {
  const { draft, reported, list } = parts;
  const rows = [
    ...reported.map(({ region, level }, i) => ({ region, level, index: i + 1 })),
    ...draft.extra.map((region) => ({ region })),
  ];
  list.classList.toggle('many', rows.length > 5);
  list.replaceChildren(...rows.map((one) => el('li', {}, toggle(parts, one))));
  follow(parts);
}

function toggle(parts, { region, level, index }) {
  const state = el('span', { class: 'state', 'aria-hidden': 'true' });
  const node = button(
    [
      el('span', { class: 'box' }, line_icon('tick')),
      index ? el('span', { class: 'idx' }, String(index)) : null,
      level ? chip(level, 'sm') : null,
      el('span', { class: 'words' }, region_name(region)),
      state,
    ],
    { 'data-index': index, class: 'toggle' },
    () => {
      if (!parts.draft.worked.delete(region)) parts.draft.worked.add(region);
      paint();
      follow(parts);
    },
  );
  const paint = () => {
    const on = parts.draft.worked.has(region);
    node.setAttribute('aria-pressed', String(on));
    state.textContent = on ? 'worked' : 'not worked';
  };
  paint();
  return node;
}

// The small figure and the main button say what is ticked.
function follow({ record, reported, draft, shown_figure, main }) {
  const worked = [...draft.worked];
  const height = innerHeight < 700 ? 220 : 300;
  shown_figure.replaceChildren(
    small_figure(
      { areas: reported, worked, hatched: avoid_of(record).map((one) => one.region) },
      height,
      worked.length ? `Worked: ${worked.map(in_sentence).join(', ')}` : 'Nothing ticked as worked yet',
    ),
  );
  main.textContent = worked.length
    ? `Done, ${count_of(worked.length, 'area', 'areas').replace(/^\w+/, String(worked.length))} worked`
    : 'Done, nothing worked';
}

function another(parts) {
  const options = () =>
    all_regions().filter(
      ([code]) => !parts.draft.extra.includes(code) && !parts.reported.some((area) => area.region === code),
    );
  const pick = el('select', { id: 'another' });
  const fill = () =>
    pick.replaceChildren(
      el('option', { value: '' }, 'Another area…'),
      ...options().map(([code, label]) => el('option', { value: code }, label)),
    );
  pick.addEventListener('change', () => {
    if (!pick.value) return;
    parts.draft.extra.push(pick.value);
    parts.draft.worked.add(pick.value);
    fill();
    draw(parts);
  });
  fill();
  return el(
    'div',
    { class: 'another' },
    el('label', { class: 'sr', for: 'another' }, 'Another area that was worked'),
    pick,
  );
}

/** The keys 1 to 9 while the dialog is open. */
export function tick(index) {
  const node = document.querySelector(`dialog.done [data-index="${index}"]`);
  node?.click();
  node?.focus();
  return Boolean(node);
}
