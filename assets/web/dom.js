// The only place where elements are made. Text goes in as text; nothing is ever parsed as markup, and
// neither scripts nor styles can be given as attributes.

const kSvg = 'http://www.w3.org/2000/svg';
const kRefused = /^(on|style$|srcdoc$)/i;

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (kRefused.test(name)) throw new Error(`no ${name} attribute`);
    if (value === undefined || value === null || value === false) continue;
    node.setAttribute(name, value === true ? '' : String(value));
  }
  node.append(
    ...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return node;
}

/** An element; strings among the children become text. */
export function el(name, attributes, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** The same in SVG, with presentation attributes. */
export function svg(name, attributes, ...children) {
  return fill(document.createElementNS(kSvg, name), attributes, children);
}

/** A button that says what it does; `acts` marks those that change something on the queue. */
export function button(label, attributes, pressed) {
  const { acts, ...rest } = attributes ?? {};
  const node = el('button', { type: 'button', 'data-acts': acts, ...rest }, label);
  node.addEventListener('click', (event) => {
    if (node.getAttribute('aria-disabled') !== 'true') pressed(event);
  });
  return node;
}

/** For readers of the page who do not see it. */
export function unseen(text) {
  return el('span', { class: 'sr' }, text);
}

function speak(id, text) {
  const place = document.getElementById(id);
  place.textContent = '';
  // A live region is read when its text changes, so the same words twice need a change between them.
  requestAnimationFrame(() => {
    place.textContent = text;
  });
}

/** Said when the reader has a pause. */
export const say = (text) => speak('said', text);
/** Said at once: only for what must not wait. */
export const call = (text) => speak('called', text);
