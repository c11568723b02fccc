// The keyboard. Letters act only outside fields and can be switched off (WCAG 2.1.4); everything they do can
// also be done with Tab and Enter.
import { dialog_open } from './dialog.js';
import { tick } from './done.js';
import { enter, move, next } from './list.js';
import { letter_keys } from './settings.js';
import { run, shown } from './sheet.js';

export const kKeys = [
  ['N', 'pull next'],
  ['↑ ↓', 'row before, row after'],
  ['Enter', 'open or pull the row'],
  ['S', 'start the session'],
  ['D', 'done'],
  ['1 – 9', 'tick an area in “What was worked?”'],
  ['R', 'release'],
  ['P', 'print the sheet'],
  ['Esc', 'close, or back to the queue'],
  ['?', 'this list'],
];

const in_field = (node) =>
  node?.closest?.('input:not([type=radio]):not([type=checkbox]), textarea, select') !== null;

function on_list(key) {
  if (key === 'ArrowDown' || key === 'ArrowUp') {
    move(key === 'ArrowDown' ? 1 : -1);
    return true;
  }
  if (key === 'Enter') return enter();
  if (key === 'n' && letter_keys()) {
    next();
    return true;
  }
  return false;
}

function on_sheet(key) {
  if (key === 'Escape') {
    run.back();
    return true;
  }
  const act = letter_keys() && { s: run.start, d: run.done, r: run.release, p: () => print() }[key];
  if (!act) return false;
  act();
  return true;
}

/** Starts listening; `help` shows the list of keys. */
export function listen(help, signed_in) {
  document.addEventListener('keydown', (event) => {
    if (
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.isComposing ||
      (event.repeat && event.key.length === 1)
    )
      return;
    if (!signed_in() || in_field(event.target)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    let used;
    if (dialog_open()) used = /^[1-9]$/.test(key) && letter_keys() && tick(Number(key));
    else if (key === '?' && letter_keys()) {
      help();
      used = true;
    } else used = shown() ? on_sheet(key) : on_list(key);
    if (used) event.preventDefault();
  });
}
