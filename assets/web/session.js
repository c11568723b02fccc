// Who is logged in, and for how long. Use of the page renews the session; a page nobody touches ends it.
import { get, post, set_csrf } from './api.js';
import { set_now, set_zone } from './time.js';
import { is_lost, list } from './live.js';

const kWarning = 120; // s before the end
const kStayEvery = 60000; // ms between two signs of use
const kRenewEvery = 20000; // ms; a lease is 60 s

let me = null;
let ends = 0; // Date.now() when the session ends if nothing is used
let touched = 0;
let stayed = 0;
let refused = () => {};

export const user = () => me;
/** Called with (id, refusal) when a lease could not be renewed because somebody else holds the visit. */
export const on_lease_refused = (called) => {
  refused = called;
};

/** Takes an answer of /session, of login or of set-up. */
export function begin(answer) {
  me = { ...me, ...answer };
  set_csrf(me.csrf);
  if (answer.time_zone) set_zone(answer.time_zone);
  set_now(answer.now);
  ends = Date.now() + (answer.ends_s ?? answer.idle_s ?? 900) * 1000;
  stayed = Date.now();
}
export function end() {
  me = null;
  set_csrf('');
}
/** The session was just used. */
export function used(answer) {
  if (!me) return;
  stayed = Date.now();
  ends = Date.now() + (answer?.ends_s ?? me.idle_s ?? 900) * 1000;
}

/** Seconds until the session ends, when that is near; else null. */
export function ending_in() {
  if (!me) return null;
  const left = Math.ceil((ends - Date.now()) / 1000);
  return left <= kWarning ? Math.max(0, left) : null;
}
export const stay = () => post('session/stay');
export async function log_out() {
  await post('logout');
  end();
}

async function renew_all() {
  if (!me || is_lost()) return;
  for (const row of list().rows.filter((one) => one.mine && one.state === 'pulled')) {
    try {
      await post(`intakes/${row.id}/renew`, { token: row.token }, { unused: true });
    } catch (error) {
      if (error.status === 409) refused(row.id, error);
    }
  }
}

/** Starts the page's clocks for session and leases; `ended` is called when the time is up. */
export function keep(ended) {
  for (const sign of ['pointerdown', 'keydown'])
    document.addEventListener(
      sign,
      () => {
        touched = Date.now();
      },
      { passive: true },
    );
  setInterval(() => {
    if (!me) return;
    if (touched > stayed && Date.now() - stayed > kStayEvery && !is_lost()) stay().catch(() => {});
    if (Date.now() > ends) {
      ends = Date.now() + 5000;
      get('session').then(begin).catch(ended);
    }
  }, 1000);
  setInterval(renew_all, kRenewEvery);
}
