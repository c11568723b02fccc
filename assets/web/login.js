// Logging in, and the form of the very first use, which makes the first admin.
import { post, Unreachable } from './api.js';
import { button, el } from './dom.js';
import { body_figure } from './figure.js';
import { shape } from './icons.js';

const kPasswordAtLeast = 8; // the queue decides; the page only says so first

function field(id, label, attributes, hint) {
  return el(
    'div',
    { class: 'field' },
    el('label', { for: id }, label),
    hint ? el('p', { class: 'hint', id: `${id}-hint` }, hint) : null,
    el('input', {
      id,
      name: id,
      required: true,
      maxlength: 200,
      spellcheck: 'false',
      autocapitalize: 'none',
      'aria-describedby': [hint && `${id}-hint`, 'problem'].filter(Boolean).join(' '),
      ...attributes,
    }),
  );
}

function frame(place, figure_ready, form) {
  const art = figure_ready ? body_figure({ areas: [] }, { width: 440, height: 540 }) : null;
  art?.setAttribute('aria-label', 'Body seen from front and back');
  place.replaceChildren(
    el(
      'main',
      { class: 'login' },
      el(
        'div',
        { class: 'art' },
        art,
        el('p', { class: 'note' }, 'Left and right are always the client’s own.'),
      ),
      form,
    ),
  );
}

function waiting_words(seconds) {
  if (!Number.isFinite(seconds)) return '';
  return seconds < 90
    ? ` Try again in ${Math.ceil(seconds)} s.`
    : ` Try again in ${Math.ceil(seconds / 60)} min.`;
}

async function submit(form, path, body, entered) {
  const problem = form.querySelector('#problem');
  const send = form.querySelector('[type=submit]');
  if (send.getAttribute('aria-disabled') === 'true') return;
  send.setAttribute('aria-disabled', 'true');
  problem.replaceChildren();
  try {
    await entered(await post(path, body));
  } catch (error) {
    const words =
      error instanceof Unreachable
        ? 'The queue does not answer. Try again in a moment.'
        : error.message +
          (error.status === 429 && !/again/i.test(error.message) ? waiting_words(error.problem.retry_s) : '');
    problem.replaceChildren(shape('S'), el('span', {}, words));
    form.querySelectorAll('[type=password]').forEach((one) => {
      one.value = '';
    });
    form.querySelector('[type=password]').focus();
  } finally {
    send.removeAttribute('aria-disabled');
  }
}

/** The log-in form. `why` is said above it (signed out, for instance). */
export function show_login(place, { figure_ready, clinic, why, entered }) {
  const form = el(
    'form',
    { novalidate: true },
    el(
      'div',
      {},
      el('h1', {}, 'Bodymap'),
      el('p', { class: 'note' }, [clinic, 'therapist page'].filter(Boolean).join(' · ')),
    ),
    why ? el('p', { class: 'why', role: 'status' }, why) : null,
    field('name', 'User name', { autocomplete: 'username' }),
    el(
      'div',
      {},
      field('password', 'Password', { type: 'password', autocomplete: 'current-password' }),
      el('p', { class: 'problem', id: 'problem', role: 'alert' }),
    ),
    el('button', { type: 'submit', class: 'main big' }, 'Log in'),
    el(
      'p',
      { class: 'note' },
      'Signs out after 15 minutes without use. Forgotten? An admin can set a new password.',
    ),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit(
      form,
      'login',
      { name: form.name.value.trim(), password: form.password.value, cookie: true },
      entered,
    );
  });
  frame(place, figure_ready, form);
  form.name.focus();
}

/** First use: a one-time code from the queue's own machine, then the first admin. */
export function show_setup(place, { figure_ready, entered, to_login }) {
  const form = el(
    'form',
    { novalidate: true },
    el(
      'div',
      {},
      el('h1', {}, 'First use'),
      el(
        'p',
        { class: 'note' },
        'Nobody can log in yet. Ask whoever runs the queue for a set-up code: “bodymap-queue setup-code” shows one, good for 15 minutes.',
      ),
    ),
    field('code', 'Set-up code', { autocomplete: 'one-time-code' }),
    field(
      'name',
      'User name',
      { autocomplete: 'username' },
      'Short, in small letters, as you will type it each day',
    ),
    field(
      'display',
      'Name as others read it',
      { autocomplete: 'name', autocapitalize: 'words' },
      'For example Mara L.',
    ),
    el(
      'div',
      {},
      field(
        'password',
        'Password',
        { type: 'password', autocomplete: 'new-password' },
        `At least ${kPasswordAtLeast} characters; a few words are easy to keep`,
      ),
      el('p', { class: 'problem', id: 'problem', role: 'alert' }),
    ),
    el('button', { type: 'submit', class: 'main big' }, 'Make the first account'),
    button('I have an account', { class: 'plain' }, to_login),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit(
      form,
      'setup',
      {
        code: form.code.value.trim(),
        name: form.name.value.trim(),
        display: form.display.value.trim(),
        password: form.password.value,
      },
      entered,
    );
  });
  frame(place, figure_ready, form);
  form.code.focus();
}
