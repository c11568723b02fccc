// Puts the page together: who is logged in, which view the address asks for, and what the banner says.
import * as api from './api.js';
import * as bar from './bar.js';
import { set_banner } from './banner.js';
import { button, say } from './dom.js';
import { set_figure } from './figure.js';
import * as keys from './keys.js';
import * as list from './list.js';
import * as live from './live.js';
import { show_login, show_setup } from './login.js';
import * as session from './session.js';
import * as settings from './settings.js';
import * as sheet from './sheet.js';
import { clock } from './time.js';
import { set_words } from './words.js';

const place = document.getElementById('page');
let figure_ready = false;
let given = null; // a record the queue just handed over, so that opening it is not asked for twice
let lost_at = 0;
let clinic = ''; // its name, as far as the queue tells it before log-in

async function load_words() {
  const [figure, words] = await Promise.all([api.get('/web/figure.json'), api.get('/web/words.json')]);
  set_figure(figure);
  set_words(figure, words);
  figure_ready = true;
}

function go_to(id, record) {
  given = record ?? null;
  const address = id ? `#/visit/${id}` : '#/';
  if (location.hash === address) show_view();
  else location.hash = address;
}

function show_view() {
  if (!session.user()) return;
  document.querySelectorAll('dialog[open]').forEach((node) => node.close());
  const id = /^#\/visit\/([0-9a-f-]{36})$/.exec(location.hash)?.[1];
  sheet.hide();
  list.hide();
  document.body.className = id ? 'on-sheet' : 'on-list';
  if (id) {
    const record = given?.id === id ? given : null;
    given = null;
    sheet.show(place, id, record).then(() => focus_title());
  } else {
    document.title = 'Queue · Bodymap';
    const inner = document.createElement('div');
    place.replaceChildren(bar.bar(log_out), inner);
    list.show(inner);
    focus_title();
  }
  scrollTo(0, 0);
}
const focus_title = () => document.getElementById('title')?.focus({ preventScroll: true });

function enter(answer) {
  return api
    .get('session', { used: true })
    .then((full) => {
      session.begin({ ...answer, ...full });
      return figure_ready || load_words();
    })
    .then(live.start)
    .then(show_view);
}

function leave(why, set_up) {
  session.end();
  live.stop();
  sheet.hide();
  list.hide();
  for (const name of ['lost', 'ends', 'taken']) set_banner(name, null);
  document.querySelectorAll('dialog[open]').forEach((node) => node.close());
  document.querySelector('.toast')?.remove();
  document.body.className = 'on-login';
  document.title = 'Log in · Bodymap';
  const options = { figure_ready, why, clinic, entered: enter };
  if (set_up) show_setup(place, { ...options, to_login: () => leave('', false) });
  else show_login(place, options);
}

async function log_out() {
  try {
    await session.log_out();
  } finally {
    // What was on the page goes with its document.
    location.hash = '#/';
    location.reload();
  }
}

function heard() {
  if (!session.user()) return;
  if (live.is_lost()) {
    lost_at ||= live.last_heard();
    set_banner('lost', {
      icon: 'lost',
      warn: true,
      strong: `Connection lost${lost_at ? ` at ${clock(lost_at)}` : ''}.`,
      text: 'This page is as it was then. Trying again every 2 s.',
      buttons: [button('Try now', {}, live.refresh)],
    });
  } else if (lost_at) {
    lost_at = 0;
    set_banner('lost', null);
    say('Connected again');
  } else set_banner('lost', null);
  bar.update();
  list.update();
  sheet.update();
}

function session_clock() {
  const left = session.ending_in();
  if (left === null) return set_banner('ends', null);
  const text = left > 60 ? 'in 2 minutes' : `in ${Math.ceil(left / 10) * 10} seconds`;
  return set_banner('ends', {
    icon: 'wait',
    strong: 'You will be signed out',
    text: `${text} unless you go on.`,
    buttons: [button('Stay', {}, () => session.stay().catch(() => {}))],
  });
}

async function begin() {
  settings.apply();
  list.set_opener(go_to);
  sheet.set_ways({ list: () => go_to(null), sheet: go_to });
  api.listen('used', session.used);
  api.listen('reached', live.reached);
  api.listen('missed', live.missed);
  live.watch(heard);
  session.on_lease_refused(() => live.refresh());
  session.keep(() => leave('You were signed out after 15 minutes without use.'));
  keys.listen(
    () => bar.menu(log_out),
    () => session.user() !== null,
  );
  addEventListener('hashchange', show_view);
  setInterval(session_clock, 1000);
  try {
    await load_words();
  } catch {
    // Without figure and words the log-in is still shown; they are asked for again with it.
  }
  try {
    await enter(await api.get('session', { used: true }));
  } catch (error) {
    clinic = error.problem?.clinic ?? '';
    leave('', error.problem?.set_up === true);
  }
  api.listen('signed_out', () => {
    if (session.user()) leave('You were signed out. Log in again.');
  });
}

begin();
