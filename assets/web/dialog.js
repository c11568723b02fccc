// Dialogs: the browser's own <dialog>, which keeps the focus inside, closes on Esc, and hands the focus back.
import { button, el } from './dom.js';

/** Shows `content` under a heading; returns the dialog. `closed` is called once, however it went away. */
export function open_dialog(title, content, { kind = '', closed } = {}) {
  const back_to = document.activeElement;
  const heading = el('h1', { id: 'dialog-title', tabindex: -1 }, title);
  const node = el(
    'dialog',
    { class: `dialog ${kind}`.trim(), 'aria-labelledby': 'dialog-title' },
    heading,
    content,
  );
  node.addEventListener('close', () => {
    node.remove();
    if (back_to?.isConnected) back_to.focus();
    closed?.();
  });
  document.body.append(node);
  node.showModal();
  return node;
}
export const dialog_open = () => document.querySelector('dialog[open]') !== null;

// Few words, and the buttons under them.
const few_words = (title, text, ...foot) =>
  open_dialog(title, [el('p', { class: 'ask' }, text), el('div', { class: 'foot' }, foot)], { kind: 'narrow' });
const gap = () => el('span', { class: 'space' });

/** A question with two answers; the first one has the focus and changes nothing. */
export function ask(title, text, no, yes, agreed) {
  const node = few_words(
    title,
    text,
    button(no, { autofocus: true, class: 'big' }, () => node.close()),
    gap(),
    button(yes, { class: 'main big', acts: true }, () => {
      node.close();
      agreed();
    }),
  );
}

/** Something went otherwise than asked: what happened and what to do, in words. */
export function tell(title, text) {
  const node = few_words(
    title,
    text,
    gap(),
    button('Close', { autofocus: true, class: 'main big' }, () => node.close()),
  );
}

let clearing = 0;
/** A short notice with one button at the bottom; goes by itself after 12 s, what it offers stays elsewhere. */
export function toast(text, label, pressed) {
  document.querySelector('.toast')?.remove();
  clearTimeout(clearing);
  const node = el(
    'div',
    { class: 'toast', role: 'status' },
    el('span', {}, text),
    label
      ? button(label, { acts: true }, () => {
          node.remove();
          pressed();
        })
      : null,
  );
  document.body.append(node);
  clearing = setTimeout(() => node.remove(), 12000);
}
