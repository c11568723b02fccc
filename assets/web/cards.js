// What clients read in the lobby, and what each card rests on.
import * as api from './api.js';
import { open_dialog, tell } from './dialog.js';
import { button, el } from './dom.js';

const studies = (card) =>
  el(
    'ul',
    { class: 'evidence' },
    card.evidence
      .split('\n')
      .filter(Boolean)
      .map((line) => el('li', {}, line)),
  );

const entry = (card) =>
  el(
    'article',
    { class: 'lobby-card' },
    card.title ? el('h3', {}, card.title) : null,
    el('p', {}, [card.body, card.closing].filter(Boolean).join(' ')),
    studies(card),
  );

const part = (heading, cards) => el('section', {}, el('h2', {}, heading), cards.map(entry));

export async function show_cards() {
  let cards;
  try {
    cards = await api.get('/web/cards.json');
  } catch {
    tell('Not shown', 'The cards could not be fetched. Try again in a moment.');
    return;
  }
  const of = (kind) => cards.filter((card) => card.kind === kind);
  const node = open_dialog(
    'What clients read',
    [
      part('On the first screen', of('tip')),
      part('After sending', of('after')),
      el(
        'div',
        { class: 'foot' },
        el('span', { class: 'space' }),
        button('Close', { class: 'main big' }, () => node.close()),
      ),
    ],
    { kind: 'reading' },
  );
}
