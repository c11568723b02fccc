// One visit on one page: may I work at all, where and how strong, what changed, what not to touch.
import * as acts from './acts.js';
import { get } from './api.js';
import { areas, rows_height } from './areas.js';
import { set_banner } from './banner.js';
import { button, el, say } from './dom.js';
import { show_done } from './done.js';
import { body_figure, closer_figures } from './figure.js';
import { line_icon } from './icons.js';
import { is_lost, last_heard, row_of } from './live.js';
import { parts } from './parts.js';
import { card, holder, wanted } from './people.js';
import { areas_of, avoid_of, needs_check, spots } from './record.js';
import { user } from './session.js';
import { sentence, strip } from './strip.js';
import { clock, date_and_clock, each_minute, minutes_since, now, when } from './time.js';
import { chip } from './words.js';
import { undo_words } from './rows.js';

const kBesideFigure = 474; // px beside the wide figure that the list's rows and the closer views share

let view = null; // {id, record, row, was_mine, ...} while a sheet is shown
let go = { list: () => {}, sheet: () => {} };

/** Where the sheet leads: `list()` and `sheet(id, record)`. */
export function set_ways(ways) {
  go = ways;
}

const title_of = (record) =>
  record.client?.title ||
  record.client?.given ||
  record.client?.initials ||
  record.member?.initials ||
  'Guest';

/** Shows a visit in `place`. Fetches the record, which the queue logs as an opening, unless it is given. */
export async function show(place, id, given) {
  const mine = { id };
  view = mine;
  if (!given)
    place.replaceChildren(
      el('main', { class: 'wait' }, el('p', { class: 'note', role: 'status' }, 'Opening…')),
    );
  let record = given;
  try {
    record ??= await get(`intakes/${id}`, { used: true });
  } catch (error) {
    if (view !== mine) return;
    place.replaceChildren(
      el(
        'main',
        { class: 'wait' },
        el('h1', { id: 'title', tabindex: -1 }, 'This visit cannot be opened'),
        el('p', {}, error.status === 404 ? 'The queue does not have it any more.' : error.message),
        el('p', {}, button('Back to the queue', { class: 'main' }, go.list)),
      ),
    );
    return;
  }
  if (view === mine) build(place, record);
}

export function hide() {
  view?.watcher?.disconnect();
  view = null;
  set_banner('taken', null);
}
export const shown = () => view?.id ?? null;

function build(place, record) {
  view = { id: record.id, record, row: row_of(record.id) ?? record, was_mine: false };
  view.meta = el('div', { class: 'meta' });
  view.buttons = el('div', { class: 'acts' });
  view.title = el('h1', { id: 'title', tabindex: -1 }, title_of(record));
  const head = el(
    'header',
    { class: 'top' },
    el('a', { class: 'btn back', href: '#/', 'aria-label': 'Back to the queue' }, line_icon('back')),
    view.title,
    view.meta,
    view.buttons,
  );
  const skip = el('a', { class: 'skip', href: '#areas' }, 'Skip to the areas');
  skip.addEventListener('click', (event) => {
    event.preventDefault();
    document.getElementById('areas').focus();
  });
  const main = el(
    'main',
    { class: 'sheet-main' },
    strip(record),
    sentence(record),
    record.unreadable ? unreadable() : [figure_and_areas(record), parts(record)],
    past_work(record),
    el('p', { class: 'print-foot' }),
    el(
      'div',
      { class: 'sheet-foot' },
      button('Print this sheet', {}, () => print()),
    ),
  );
  place.replaceChildren(skip, head, main);
  if (view.figure) {
    view.watcher = new ResizeObserver(draw_figure);
    view.watcher.observe(view.figure);
  }
  update();
}

function figure_and_areas(record) {
  const marks = marks_of(record);
  view.figure = el('div', { class: 'figure-screen' });
  return el(
    'div',
    { class: 'both' },
    el(
      'figure',
      {},
      view.figure,
      el('div', { class: 'figure-print' }, body_figure(marks, { width: 366, height: 470, compact: true })),
      legend(marks),
    ),
    areas(record),
    closer(marks, kBesideFigure - rows_height(record)),
  );
}

function closer(marks, room) {
  const found = closer_figures(marks, room);
  if (!found.length) return null;
  return el(
    'div',
    { class: 'closer', role: 'group', 'aria-label': 'Closer views' },
    found.map(({ words, picture }) =>
      el(
        'div',
        {},
        picture,
        el(
          'p',
          { 'aria-hidden': 'true' },
          words.map((word) => el('span', {}, word)),
        ),
      ),
    ),
  );
}

// A mark that has the focus shows its row and its region; pressed, its row is brought into sight and read out.
function pick(code, pressed) {
  for (const node of document.querySelectorAll('.both [data-region]'))
    node.classList.toggle('lit', node.getAttribute('data-region') === code);
  if (!pressed) return;
  const row = document.querySelector('.areas tr.lit');
  row?.scrollIntoView({ block: 'nearest' });
  if (row) say(row.innerText.replace(/\s+/g, ' ').trim());
}

// A bare figure and rows of "not asked" would read as answers.
function unreadable() {
  return el(
    'section',
    { class: 'sec kept', id: 'areas', tabindex: -1 },
    el('h2', {}, 'What the client said'),
    el(
      'p',
      { class: 'lost-words' },
      'It is damaged on the queue’s disk. Ask as if nothing had been sent, and tell whoever runs the queue.',
    ),
  );
}

function marks_of(record) {
  const { reported, gone } = areas_of(record);
  return {
    areas: reported,
    gone: gone.map((area) => area.region),
    avoid: avoid_of(record).map((one) => one.region),
    hatched: spots(record),
  };
}

// Drawn for the column's width, never scaled, so that its text keeps its size.
function draw_figure() {
  if (!view?.figure) return;
  const width = Math.floor(view.figure.clientWidth);
  if (!width || width === view.width) return;
  view.width = width;
  const wide = width >= 500,
    phone = innerWidth <= 600;
  const dense = document.querySelector('.areas.dense') !== null;
  const size = { width, height: wide ? (dense ? 560 : 520) : phone ? 340 : 470, compact: !wide };
  const had = view.figure.contains(document.activeElement) && document.activeElement.dataset.code;
  view.figure.replaceChildren(body_figure(marks_of(view.record), size, pick));
  if (had) view.figure.querySelector(`[data-code="${CSS.escape(had)}"]`)?.focus();
}

function legend(marks) {
  const scale = el(
    'span',
    { class: 'key' },
    'Level ',
    el(
      'span',
      { class: 'scale', role: 'img', 'aria-label': '1 to 10' },
      Array.from({ length: 10 }, (_, i) => chip(i + 1)),
    ),
  );
  const swatch = (kind, words) =>
    el('span', { class: 'key' }, el('span', { class: `swatch ${kind}` }), words);
  return el(
    'div',
    { class: 'legend' },
    scale,
    marks.avoid.length || marks.hatched.length
      ? swatch('hatch', marks.avoid.length ? 'don’t touch' : 'not on that spot')
      : null,
    marks.gone.length ? swatch('gone', 'gone now') : null,
  );
}

// A visit that is done says what was worked.
function past_work(record) {
  const note = record.note ? el('p', { class: 'kept-note' }, record.note) : null;
  return note ? el('section', { class: 'sec kept' }, el('h2', {}, 'Note of this visit'), note) : null;
}

function meta(row, record) {
  const waiting =
    row.state === 'waiting' || row.state === 'pulled' ? ` · waiting ${minutes_since(row.sent)} min` : '';
  const number = row.member?.number_tail ? `member ${card(row)}` : card(row);
  const told = {
    pulled: ['Pulled by', row.pulled, 'at'],
    in_session: ['In session with', row.started, 'since'],
    done: ['Done by', row.ended, 'at'],
    left: ['Marked as not here', row.ended, 'at'],
    waiting: ['Waiting, nobody has it', null, ''],
  }[row.state] ?? [row.state, null, ''];
  const name = row.state === 'waiting' || row.state === 'left' ? '' : ` ${row.mine ? 'you' : holder(row)}`;
  return [
    el('p', {}, [number, 'sent '].filter(Boolean).join(' · '), el('b', {}, when(row.sent)), waiting),
    el(
      'p',
      {},
      el('b', {}, `${told[0]}${name}`),
      told[1] ? ` ${told[2]} ${when(told[1])}` : '',
      added(row, record) ??
        el(
          'span',
          { class: 'opt' },
          ` · asked for ${wanted(row).replace(/^You$|^Anyone$/, (one) => one.toLowerCase())}`,
        ),
    ),
  ];
}

function added(row, record) {
  const newer = record.replaced_by ?? row.replaced_by;
  if (!row.added_after_pull && !newer) return null;
  const link = newer
    ? button('Show', { class: 'inline' }, () => go.sheet(newer))
    : button('Show', { class: 'inline' }, () => go.list());
  return el(
    'span',
    { class: 'added' },
    ` · client added${row.added_after_pull ? ` at ${clock(row.added_after_pull)}` : ' more'} `,
    link,
  );
}

function action_buttons(row, record) {
  const { state, mine } = row;
  const release = () => button('Release', { acts: true, id: 'release' }, run.release);
  if (state === 'waiting') return [button('Pull', { acts: true, class: 'main', id: 'pull' }, run.pull)];
  if (state === 'done' || state === 'left')
    return row.undo_s ? [button(undo_words(Date.now() + row.undo_s * 1000), { acts: true }, run.undo)] : [];
  if (!mine) return [button('Take over', { acts: true, class: 'main' }, run.take_over)];
  if (state === 'in_session')
    return [button('Done…', { acts: true, class: 'main', id: 'done' }, run.done), release()];
  return needs_check(record)
    ? [button('Start after check…', { acts: true, id: 'start' }, run.start), release()]
    : [button('Start session', { acts: true, class: 'main', id: 'start' }, run.start), release()];
}

/** The sheet's acts, for buttons and keys alike. */
export const run = {
  start: () =>
    view?.row.mine &&
    view.row.state === 'pulled' &&
    acts.start(view.row, needs_check(view.record), () => document.getElementById('title')?.focus()),
  done: () => view?.row.mine && view.row.state === 'in_session' && show_done(view.row, view.record, finished),
  release: async () => {
    if (view?.row.mine && (await acts.release(view.row))) go.list();
  },
  take_over: async () => {
    const { row } = view ?? {};
    if (row && (await acts.take_over(row))) set_banner('taken', null);
  },
  pull: async () => {
    const opened = view && (await acts.pull(view.row));
    if (opened) go.sheet(opened.id, opened);
  },
  undo: () => view && acts.undo(view.row),
  back: () => go.list(),
};
function finished() {
  go.list();
}

let drawn = '';
/** Brings head, buttons and banner up to what the queue last said; the sheet itself stays as it is. */
export function update() {
  if (!view?.record) return;
  const row =
    row_of(view.id) ??
    (last_heard()
      ? { ...view.row, mine: false, state: view.row.state === 'done' ? 'done' : view.row.state }
      : view.row);
  const taken = view.was_mine && !row.mine && row.state !== 'done';
  view.row = row;
  if (row.mine) view.was_mine = true;
  const sign = JSON.stringify([
    row.state,
    row.mine,
    row.holder,
    row.added_after_pull,
    Math.ceil((row.undo_s ?? 0) / 60),
    is_lost(),
    view.id,
  ]);
  if (sign !== drawn || !view.buttons.firstChild) {
    const had = view.buttons.contains(document.activeElement);
    view.buttons.replaceChildren(...action_buttons(row, view.record));
    if (had) (view.buttons.querySelector('button') ?? view.title).focus();
    drawn = sign;
  }
  view.meta.replaceChildren(...meta(row, view.record));
  for (const node of view.buttons.querySelectorAll('[data-acts]'))
    node.setAttribute('aria-disabled', String(is_lost()));
  document.title = `${title_of(view.record)} · Bodymap`;
  taken_banner(taken, row);
}

function taken_banner(taken, row) {
  if (row.mine) view.lost_to = null;
  if (taken && !view.lost_to) {
    view.lost_to = clock(now());
    view.was_mine = true;
  }
  if (!view.lost_to) return set_banner('taken', null);
  const name = title_of(view.record),
    person = row.holder_display || row.holder;
  const [strong, text] =
    row.state === 'waiting'
      ? [
          `${name} went back to the queue at ${view.lost_to}.`,
          'This page was out of reach for too long, or it was released elsewhere.',
        ]
      : [
          `${person || 'Somebody else'} took over ${name} at ${view.lost_to}.`,
          'You can read this sheet; nothing you tap here changes it.',
        ];
  return set_banner('taken', {
    icon: 'swap',
    strong,
    text,
    buttons: [
      row.state === 'waiting'
        ? button('Pull again', { acts: true }, run.pull)
        : button('Take over again', { acts: true }, run.take_over),
      button('Back to the queue', {}, go.list),
    ],
  });
}

each_minute(() => {
  if (view?.record) view.meta.replaceChildren(...meta(view.row, view.record));
});
addEventListener('beforeprint', () => {
  const foot = document.querySelector('.print-foot');
  if (foot)
    foot.textContent = `Printed ${date_and_clock(now())} by ${user()?.display ?? ''} – health data, shred after use`;
});
