// The top bar of the list, and the menu behind the therapist's name: colours, keys, log out.
import { button, el } from './dom.js';
import { show_cards } from './cards.js';
import { open_dialog } from './dialog.js';
import { kKeys } from './keys.js';
import { is_lost } from './live.js';
import { user } from './session.js';
import { colours, letter_keys, set_colours, set_letter_keys } from './settings.js';
import { date_and_clock, each_minute, now } from './time.js';

let live = null;
let clock = null;

export function bar(log_out) {
  live = el('span', { class: 'live', role: 'status' });
  clock = el('time', { class: 'clock' });
  const me = user();
  const node = el(
    'header',
    { class: 'bar' },
    el('a', { class: 'brand', href: '#/' }, 'Bodymap'),
    el('span', { class: 'clinic' }, me?.clinic ?? ''),
    el('span', { class: 'space' }),
    live,
    clock,
    button(me?.display || me?.name || '', { class: 'who', 'aria-haspopup': 'dialog' }, () => menu(log_out)),
  );
  update();
  return node;
}

export function update() {
  if (!live?.isConnected && !live) return;
  const words = is_lost() ? 'Not live' : 'Live';
  if (live.textContent !== words)
    live.replaceChildren(el('span', { class: is_lost() ? 'light off' : 'light' }), words);
  clock.textContent = date_and_clock(now());
}
each_minute(update);

function choice(name, value, label, chosen, picked) {
  const input = el('input', { type: 'radio', name, value, checked: chosen });
  input.addEventListener('change', () => picked(value));
  return el('label', { class: 'choice' }, input, el('span', {}, label));
}

export function menu(log_out) {
  const letters = el('input', { type: 'checkbox', checked: letter_keys() });
  letters.addEventListener('change', () => set_letter_keys(letters.checked));
  const node = open_dialog(
    user()?.display || 'Settings',
    [
      el(
        'fieldset',
        {},
        el('legend', {}, 'Colours'),
        [
          ['auto', 'As on this device'],
          ['light', 'Light'],
          ['dark', 'Dark'],
        ].map(([value, label]) => choice('colours', value, label, colours() === value, set_colours)),
      ),
      el(
        'section',
        {},
        el('h2', {}, 'Keys'),
        el(
          'dl',
          { class: 'keys' },
          kKeys.map(([key, what]) => el('div', {}, el('dt', {}, el('kbd', {}, key)), el('dd', {}, what))),
        ),
        el('label', { class: 'choice' }, letters, el('span', {}, 'Letters and digits act as keys')),
      ),
      el(
        'section',
        {},
        el('h2', {}, 'In the lobby'),
        button('What clients read, and why', { class: 'cards' }, () => {
          node.close();
          show_cards();
        }),
      ),
      el(
        'div',
        { class: 'foot' },
        log_out
          ? button('Log out', {}, () => {
              node.close();
              log_out();
            })
          : null,
        el('span', { class: 'space' }),
        button('Close', { class: 'main big' }, () => node.close()),
      ),
    ],
    { kind: 'menu' },
  );
}
