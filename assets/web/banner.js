// The banner over the top bar: connection lost, the session's end, a visit somebody else took over. It lies
// over the bar at its height, so nothing below moves. One at a time, the most urgent first.
import { el } from './dom.js';
import { line_icon } from './icons.js';

const kOrder = ['lost', 'ends', 'taken'];
const shown = new Map();
let drawn = '';

/** `name` is one of kOrder; `content` {icon, strong, text, buttons, warn} or null to take it away. */
export function set_banner(name, content) {
  if (content) shown.set(name, content);
  else shown.delete(name);
  draw();
}

function draw() {
  const place = document.getElementById('banner');
  const name = kOrder.find((one) => shown.has(one));
  const content = name && shown.get(name);
  const key = content ? `${name} ${content.strong} ${content.text}` : '';
  if (key === drawn) return;
  // Only the seconds changed: the words are put in place, so that a button under a finger stays.
  const old = place.querySelector(`[data-banner="${name}"]`);
  drawn = key;
  if (old && content.strong === old.querySelector('b').textContent) {
    old.querySelector('.rest').textContent = content.text;
    return;
  }
  place.replaceChildren(
    ...(content
      ? [
          el(
            'div',
            { class: `banner ${content.warn ? 'warn' : ''}`, role: 'alert', 'data-banner': name },
            line_icon(content.icon),
            el('p', {}, el('b', {}, content.strong), ' ', el('span', { class: 'rest' }, content.text)),
            el('div', { class: 'banner-acts' }, content.buttons ?? []),
          ),
        ]
      : []),
  );
}
