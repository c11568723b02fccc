// Part 2's right half: the areas in words, with the numbers the figure carries, and the change since the
// last visit; then what is gone now and what not to touch.
import { el, unseen } from './dom.js';
import { shape } from './icons.js';
import { areas_of, avoid_of, before, not_today, spots } from './record.js';
import { age, date } from './time.js';
import { anatomical, change, chip, in_sentence, list_name, region_name, word } from './words.js';

const kOnePage = 500; // px of rows that fit one screen; above it rows get dense

const td = (kind, ...inside) => el('td', { class: kind }, ...inside);

function details(area) {
  const rest = [
    area.since ? word('since', area.since) : '',
    ...(area.when ?? []).map((one) => word('when', one)),
  ].filter(Boolean);
  const kinds = (area.kinds ?? []).map((one) => word('kinds', one)).join(', ');
  if (!kinds && !rest.length) return null;
  return el(
    'span',
    { class: 'dt' },
    kinds ? el('b', {}, kinds) : null,
    kinds && rest.length ? ' · ' : '',
    rest.join(' · '),
  );
}

function area_row(area, i, last, spot, dense) {
  const note = anatomical(area.region);
  return el(
    'tr',
    { 'data-region': area.region },
    td('ix', el('span', { class: 'idx' }, String(i + 1))),
    td('lc', chip(area.level)),
    el(
      'th',
      { scope: 'row' },
      el(
        'span',
        { class: 'place' },
        el(
          'span',
          { class: 'nm' },
          dense ? list_name(area.region) : region_name(area.region),
          spot ? [el('span', { class: 'spot' }, shape('L'), unseen(' not on that spot'))] : null,
        ),
        note ? el('span', { class: 'an' }, note) : null,
      ),
      details(area),
    ),
    last ? td('r', change(last.get(area.region), area.level)) : null,
  );
}

function gone_row(area, last) {
  return el(
    'tr',
    { class: 'gone-row', 'data-region': area.region },
    td('ix'),
    td('lc', chip(0)),
    el(
      'th',
      { scope: 'row' },
      el('span', { class: 'nm' }, region_name(area.region)),
      el('span', { class: 'dt' }, 'gone now, client says'),
    ),
    last ? td('r', last.get(area.region) === undefined ? null : change(last.get(area.region), 0)) : null,
  );
}

function avoid_row(one, wide) {
  const why = one.why && one.why !== 'unsaid' ? word('avoid', one.why) : 'no reason given';
  return el(
    'tr',
    { class: 'no-row', 'data-region': one.region },
    td('ix', shape('no_touch')),
    td('lc'),
    el(
      'th',
      { scope: 'row', colspan: wide ? 2 : null },
      el('span', { class: 'nm' }, el('b', { class: 'dn' }, 'Don’t touch: '), region_name(one.region)),
      el('span', { class: 'dt' }, why),
    ),
  );
}

const order_words = (order) => {
  const [first, ...rest] = order.split(', then');
  return [first, rest.length ? el('span', { class: 'opt' }, `, then${rest}`) : null].filter(Boolean);
};

/** About how tall the rows of a list that is not dense are, px. */
export function rows_height(record) {
  const { reported, gone } = areas_of(record);
  return reported.length * 70 + gone.length * 46 + avoid_of(record).length * 36;
}

/** The table with its visible head. */
export function areas(record) {
  const { reported, gone } = areas_of(record);
  const last = before(record),
    avoid = avoid_of(record),
    bad = new Set(spots(record));
  const since = record.previous ? `since ${date(record.previous.sent)}, ${age(record.previous.sent)}` : '';
  const dense = rows_height(record) > kOnePage;
  const order = reported.length > 1 ? 'Areas, in the client’s order, then by level' : 'Areas';
  const rows = [
    ...reported.map((area, i) => area_row(area, i, last, bad.has(area.region), dense)),
    ...gone.map((area) => gone_row(area, last)),
    ...avoid.map((one) => avoid_row(one, last)),
  ];
  const missing = not_today(record);
  return el(
    'section',
    { class: 'areas-part', id: 'areas', tabindex: -1, 'aria-label': 'Areas' },
    el(
      'div',
      { class: 'list-line', 'aria-hidden': 'true' },
      el('span', {}, ...order_words(order)),
      el('span', {}, since ? [el('i', {}, 'Change '), since] : 'No visit before on record'),
    ),
    rows.length
      ? el(
          'table',
          { class: `areas${dense ? ' dense' : ''}` },
          el('caption', { class: 'sr' }, order),
          el(
            'colgroup',
            {},
            ['ix', 'lc', 'nc', last && 'r'].filter(Boolean).map((kind) => el('col', { class: kind })),
          ),
          el(
            'thead',
            { class: 'sr' },
            el(
              'tr',
              {},
              ['No.', 'Level', 'Area', since && `Change ${since}`]
                .filter(Boolean)
                .map((words) => el('th', { scope: 'col' }, words)),
            ),
          ),
          el('tbody', {}, rows),
        )
      : el(
          'p',
          { class: 'none-marked' },
          record.intake?.nothing_hurts ? 'Nothing hurts today, the client says.' : 'No areas marked.',
        ),
    missing.length
      ? el(
          'p',
          { class: 'note not-today' },
          `Reported ${date(record.previous.sent)}, not today: ${missing.map((area) => `${in_sentence(area.region)} ${area.level}`).join(', ')}.`,
        )
      : null,
  );
}
