// The rows of the list's four tables, built from what the queue says of each visit.
import { button, el, unseen } from './dom.js';
import { small_figure } from './figure.js';
import { flag } from './icons.js';
import { card, holder, initials, is_stop, wanted, who } from './people.js';
import { clock, minutes_since, when } from './time.js';
import { chip, in_sentence, list_name } from './words.js';

export const kWaitingHead = [
  ['pos', '#'],
  ['ini', 'Client'],
  ['wt', 'Waiting'],
  ['for', 'Asked for'],
  ['mf', 'Figure', true],
  ['ar', 'First three areas'],
  ['fl', 'Flags'],
  ['act', 'Action', true],
];

const td = (kind, ...inside) => el('td', { class: kind }, ...inside);
const small = (...inside) => el('small', {}, ...inside);

function minutes(since) {
  const n = minutes_since(since);
  return [el('b', { 'data-since': since }, String(n)), ' min'];
}

/** Called each minute: numbers only, nothing moves. */
export function tick(root) {
  for (const node of root.querySelectorAll('[data-since]'))
    node.textContent = String(minutes_since(Number(node.dataset.since)));
  for (const node of root.querySelectorAll('[data-undo-until]'))
    node.textContent = undo_words(Number(node.dataset.undoUntil));
}

function first_areas(row) {
  if (row.unreadable) return el('p', { class: 'quiet' }, 'Cannot be read: ask the client');
  if (row.nothing_hurts) return el('p', { class: 'quiet' }, 'Nothing hurts today');
  const areas = (row.areas ?? []).filter((area) => area.level > 0).slice(0, 3);
  if (!areas.length) return el('p', { class: 'quiet' }, 'No areas marked');
  return el(
    'ul',
    { class: 'a3' },
    areas.map((area) => el('li', {}, chip(area.level), el('span', {}, list_name(area.region)))),
  );
}

function flags(row) {
  const all = (row.flags ?? [])
    .filter((letter) => 'ESLC'.includes(letter) && letter)
    .map((letter) => flag(letter));
  if (row.avoid_count) all.push(flag('no_touch', `No touch: ${row.avoid_count}`));
  if (row.rather_tell) all.push(flag('ask', 'Rather tell you'));
  return all.length
    ? el(
        'ul',
        { class: 'flags' },
        all.map((one) => el('li', {}, one)),
      )
    : null;
}

function under_initials(row) {
  const marked = (row.areas ?? []).filter((area) => area.level > 0).length;
  const words = [card(row), marked > 3 ? `${marked} areas` : ''];
  if (row.same_initials?.length) words.push(`same initials as ${row.same_initials.join(', ')}`);
  if (row.status === 'incomplete') words.push('not finished');
  return words.filter(Boolean).join(' · ');
}

function figure_cell(row) {
  const areas = (row.areas ?? []).filter((area) => area.level > 0);
  if (!areas.length && !row.avoid?.length) return td('mf');
  return td('mf', small_figure({ areas, hatched: row.avoid }, 76));
}

export function waiting_row(row, acts) {
  const mine = row.wants_me;
  return el(
    'tr',
    {
      id: `row-${row.id}`,
      'data-id': row.id,
      tabindex: -1,
      class:
        [is_stop(row) && 'stop', (row.flags ?? []).includes('E') && 'help', mine && 'mine']
          .filter(Boolean)
          .join(' ') || null,
    },
    td('pos', String(row.position ?? '')),
    td('ini', el('b', { class: 'name' }, initials(row)), small(under_initials(row))),
    td('wt', el('span', {}, minutes(row.sent)), small(clock(row.sent))),
    td('for', wanted(row), row.wanted && !mine ? small('asked for by name') : null),
    figure_cell(row),
    td('ar', first_areas(row)),
    td('fl', flags(row)),
    td(
      'act',
      el(
        'div',
        { class: 'stack' },
        button('Pull', { acts: true, class: 'pull', 'aria-label': `Pull ${who(row)}` }, () => acts.pull(row)),
        button('Not here', { acts: true, class: 'slight', 'aria-label': `${who(row)} is not here` }, () =>
          acts.not_here(row),
        ),
      ),
    ),
  );
}

export function pulled_row(row, acts) {
  return el(
    'tr',
    { 'data-id': row.id, tabindex: -1 },
    td('ini', el('b', { class: 'name' }, initials(row)), small(card(row))),
    td('wt', el('span', {}, minutes(row.sent)), small(clock(row.sent))),
    td(
      'for',
      el('span', { class: row.mine ? 'you' : null }, holder(row)),
      row.pulled ? small('since ', clock(row.pulled)) : null,
    ),
    td('ar', first_one(row)),
    td(
      'act',
      row.mine
        ? button('Open', { acts: true, class: 'main', 'aria-label': `Open ${who(row)}` }, () =>
            acts.open(row),
          )
        : button('Take over', { acts: true, 'aria-label': `Take over ${who(row)}` }, () =>
            acts.take_over(row),
          ),
    ),
  );
}

function first_one(row) {
  const area = (row.areas ?? []).find((one) => one.level > 0);
  if (!area)
    return el('p', { class: 'quiet' }, row.nothing_hurts ? 'Nothing hurts today' : 'No areas marked');
  return el('ul', { class: 'a3' }, el('li', {}, chip(area.level), el('span', {}, list_name(area.region))));
}

export function session_row(row, acts) {
  return el(
    'tr',
    { 'data-id': row.id, tabindex: -1 },
    td('ini', el('b', { class: 'name' }, initials(row)), small(card(row))),
    td(
      'wt',
      el('span', {}, 'since ', el('b', {}, clock(row.started ?? row.pulled ?? row.sent))),
      small(
        el('span', { 'data-since': row.started ?? row.sent }, String(minutes_since(row.started ?? row.sent))),
        ' min',
      ),
    ),
    td('for', el('span', { class: row.mine ? 'you' : null }, holder(row))),
    td('ar', first_one(row)),
    td(
      'act',
      button('Open', { acts: true, class: row.mine ? 'main' : null, 'aria-label': `Open ${who(row)}` }, () =>
        acts.open(row),
      ),
    ),
  );
}

export function undo_words(until) {
  const left = Math.max(1, Math.ceil((until - Date.now()) / 60000));
  return `Undo, ${left} min left`;
}

export function done_row(row, acts) {
  const worked = row.worked ?? [];
  const what =
    row.state === 'left'
      ? 'not here'
      : worked.length
        ? ['worked: ', worked.map(in_sentence).join(', ')]
        : row.worked
          ? 'nothing ticked as worked'
          : '';
  const until = row.undo_s ? Date.now() + row.undo_s * 1000 : 0;
  const undo = until ? button('', { acts: true }, () => acts.undo(row)) : null;
  undo?.append(el('span', { 'data-undo-until': until }, undo_words(until)), unseen(` for ${who(row)}`));
  return el(
    'tr',
    { 'data-id': row.id, tabindex: -1 },
    td('ini', el('b', { class: 'name' }, initials(row)), small(card(row))),
    td('wt', el('b', {}, when(row.ended ?? row.sent))),
    td('for', el('span', { class: row.mine ? 'you' : null }, holder(row))),
    td('ar', el('p', { class: 'worked-words' }, what)),
    td(
      'act',
      undo,
      button('Open', { acts: true, class: 'plain', 'aria-label': `Open ${who(row)}` }, () => acts.open(row)),
    ),
  );
}
