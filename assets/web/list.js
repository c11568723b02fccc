// The list: who waits, who is pulled, who is in session, what was done today. Rows are kept by intake id and
// changed in place; nothing moves under a finger or under the focus.
import { take_over, not_here, pull, pull_next, undo } from './acts.js';
import { button, call, el, say } from './dom.js';
import { is_lost, list } from './live.js';
import { initials, is_stop, who } from './people.js';
import { done_row, kWaitingHead, pulled_row, session_row, tick, waiting_row } from './rows.js';
import { each_minute, minutes_since, when } from './time.js';
import { tier } from './words.js';

const kSettle = 1000; // ms after the finger or the focus has gone
// What ticks by itself is no change of a row.
const kTicking = new Set(['waiting_s', 'lease_s', 'undo_s', 'token']);

let view = null; // {root, tables, ...} while the list is shown
let open = () => {};
let finger = false;
let settle = 0;
let known = null; // ids seen so far, for what is said aloud

/** `opened(id, record)` shows a sheet; the record is given when the queue just handed it over. */
export function set_opener(opened) {
  open = opened;
}

const acts = {
  open: (row) => open(row.id),
  pull: async (row) => {
    const record = await pull(row);
    if (record) open(row.id, record);
  },
  take_over: async (row) => {
    const record = await take_over(row);
    if (record) open(row.id, record.intake ? record : null);
  },
  not_here,
  undo,
};

export async function next() {
  const record = await pull_next();
  if (!record) return;
  open(record.id, record);
  say(`You have ${who(record)}`);
}

const kTables = [
  {
    name: 'waiting',
    title: 'Waiting',
    row: waiting_row,
    of: (all) => all.rows.filter((row) => row.state === 'waiting'),
  },
  {
    name: 'pulled',
    title: 'Pulled',
    note: 'not started yet',
    row: pulled_row,
    of: (all) => all.rows.filter((row) => row.state === 'pulled'),
  },
  {
    name: 'session',
    title: 'In session',
    row: session_row,
    of: (all) => all.rows.filter((row) => row.state === 'in_session'),
  },
  { name: 'done', title: 'Done today', row: done_row, of: (all) => all.done },
];

function table(kind) {
  const body = el('tbody');
  const head =
    kind.name === 'waiting'
      ? el(
          'thead',
          {},
          el(
            'tr',
            {},
            kWaitingHead.map(([css, words, hidden]) =>
              el('th', { scope: 'col', class: css }, hidden ? el('span', { class: 'sr' }, words) : words),
            ),
          ),
        )
      : null;
  const node = el(
    'table',
    { class: `q ${kind.name}` },
    el(
      'caption',
      { class: head ? 'sr' : null },
      kind.title,
      kind.note ? el('span', {}, ` ${kind.note}`) : null,
    ),
    head,
    body,
  );
  return { kind, node, body, rows: new Map() };
}

/** Builds the list into `place`. */
export function show(place) {
  const tables = kTables.map(table);
  const title = el('h1', { id: 'title', tabindex: -1 });
  const note = el('p', { class: 'note' });
  const fresh = el('p', { class: 'note fresh-count', role: 'status' });
  const pull_button = button('', { class: 'main next', acts: true }, next);
  const empty = el(
    'div',
    { class: 'empty' },
    el('p', { class: 'big' }, 'The next intake appears here by itself.'),
  );
  const root = el(
    'main',
    { class: 'list', id: 'list' },
    el('div', { class: 'list-head' }, title, note, fresh, pull_button),
    tables[0].node,
    empty,
    el('div', { class: 'two' }, tables[1].node, tables[2].node),
    tables[3].node,
  );
  view = { root, tables, title, note, fresh, pull_button, empty };
  root.addEventListener('pointerdown', () => {
    finger = true;
  });
  root.addEventListener('focusout', () => settle_soon());
  place.replaceChildren(root);
  update();
}
export const hide = () => {
  view = null;
};

for (const end of ['pointerup', 'pointercancel'])
  document.addEventListener(end, () => {
    finger = false;
    settle_soon();
  });
function settle_soon() {
  clearTimeout(settle);
  settle = setTimeout(update, kSettle);
}
each_minute(() => {
  if (view) {
    tick(view.root);
    heading();
  }
});

/** Brings the list up to what the queue last said. */
export function update() {
  announce();
  if (!view || !list().ready) return;
  heading();
  const held = view.tables.reduce((n, one) => n + sync(one), 0);
  view.fresh.textContent = held ? `${held} new` : '';
  view.root.classList.toggle('stale', is_lost());
  for (const node of view.root.querySelectorAll('[data-acts]'))
    node.setAttribute('aria-disabled', String(is_lost() || (node === view.pull_button && !list().next)));
}

function heading() {
  const waiting = kTables[0].of(list());
  const stop = waiting.filter(is_stop).length;
  view.title.textContent = waiting.length ? `${waiting.length} waiting` : 'Nobody waiting';
  const longest = waiting.length ? Math.max(...waiting.map((row) => minutes_since(row.sent))) : 0;
  const last = list().done[0];
  view.note.textContent = waiting.length
    ? [`longest ${longest} min`, stop && `${stop} to speak to first`].filter(Boolean).join(' · ')
    : last
      ? `last one done ${when(last.ended ?? last.sent)}`
      : '';
  const next_row = waiting.find((row) => row.id === list().next);
  view.pull_button.replaceChildren('Pull next', ...(next_row ? [' ', el('small', {}, who(next_row))] : []));
  view.empty.hidden = waiting.length > 0;
}

const signature = (row) =>
  JSON.stringify(row, (key, value) => (kTicking.has(key) ? undefined : value)) + (row.undo_s ? 'undo' : '');

// Row elements in the queue's order. Returns how many new rows wait because a finger or the focus is there.
function sync(one) {
  const rows = one.kind.of(list());
  one.node.hidden = rows.length === 0;
  const focused = [...one.rows.values()].find(({ node }) => node.contains(document.activeElement));
  const ids = rows.map((row) => row.id),
    before = [...one.rows.keys()];
  const moves =
    focused &&
    ids.slice(0, ids.indexOf(focused.row.id) + 1).join() !==
      before.slice(0, before.indexOf(focused.row.id) + 1).join() &&
    ids.includes(focused.row.id);
  if ((finger || moves) && before.join() !== ids.join()) {
    for (const row of rows) if (one.rows.has(row.id)) replace(one, row);
    return ids.filter((id) => !one.rows.has(id)).length;
  }
  for (const id of before)
    if (!ids.includes(id)) {
      one.rows.get(id).node.remove();
      one.rows.delete(id);
    }
  rows.forEach((row) => replace(one, row));
  const order = new Map(ids.map((id) => [id, one.rows.get(id)]));
  one.rows = order;
  let at = one.body.firstChild;
  for (const { node } of order.values()) {
    if (node === at) at = at.nextSibling;
    else one.body.insertBefore(node, at);
  }
  return 0;
}

function replace(one, row) {
  const old = one.rows.get(row.id);
  const sign = signature(row);
  if (old?.sign === sign) {
    old.row = row;
    return;
  }
  const node = one.kind.row(row, acts);
  if (old || known?.started) node.classList.add('fresh');
  if (old?.node.isConnected) {
    const at = [...old.node.querySelectorAll('button')].indexOf(document.activeElement);
    const itself = old.node === document.activeElement;
    old.node.replaceWith(node);
    if (itself) node.focus({ preventScroll: true });
    else if (at >= 0) node.querySelectorAll('button')[at]?.focus({ preventScroll: true });
  }
  one.rows.set(row.id, { row, sign, node });
}

// New visits are said aloud once: politely, or at once when somebody must be spoken to first.
function announce() {
  if (!list().ready) {
    known = null;
    return;
  }
  const waiting = kTables[0].of(list());
  const first = known === null;
  known ??= { ids: new Set(), started: false };
  for (const row of waiting) {
    if (known.ids.has(row.id)) continue;
    known.ids.add(row.id);
    if (first) continue;
    const highest = Math.max(0, ...(row.areas ?? []).map((area) => area.level));
    if (is_stop(row)) call(`${tier(row.flags.includes('E') ? 'E' : 'S').word}: ${initials(row)} now waiting`);
    else say(`${initials(row)} now waiting${highest ? `, ${highest}` : ''}`);
  }
  known.started = true;
}

/** Arrow keys: the row before or after the one in focus. */
export function move(by) {
  if (!view) return;
  const rows = [...view.root.querySelectorAll('tbody tr')].filter((row) => row.offsetParent !== null);
  const now_at = rows.findIndex((row) => row.contains(document.activeElement));
  const to =
    rows[now_at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, now_at + by))];
  to?.focus();
}
/** Enter on a row: its first button. */
export function enter() {
  const row = document.activeElement?.closest?.('tbody tr');
  if (row !== document.activeElement) return false;
  row?.querySelector('button')?.click();
  return Boolean(row);
}
