// The list as the queue has it now. Server-sent events say that something changed; the list is then asked
// for anew. The page is "lost" when nothing has come through for 3 s, and mends itself.
import { get, Unreachable } from './api.js';
import { set_now } from './time.js';

const kLostAfter = 3000; // ms
const kTryEvery = 2000; // ms, while lost
const kCheckEvery = 15000; // ms: a line that died in silence is found out by then

let state = { rows: [], done: [], next: null, at: 0, ready: false };
let lost = false;
let missed_since = 0;
let events = null;
let running = false;
let asking = null;
let asking_next = null;
let timers = [];
const told = new Set();

/** {rows, done, next, at, ready}: rows and done as the queue gave them, next the id Pull next would give. */
export const list = () => state;
export const is_lost = () => lost;
/** UTC ms of the last answer. */
export const last_heard = () => state.at;
/** `heard` is called after each change of the list or of the connection. */
export const watch = (heard) => {
  told.add(heard);
};
const tell = () => {
  for (const heard of told) heard();
};

export const row_of = (id) =>
  state.rows.find((row) => row.id === id) ?? state.done.find((row) => row.id === id);

/** Called by api.js: an answer came, or none did. */
export function reached() {
  missed_since = 0;
  if (!lost) return;
  lost = false;
  tell();
  open_events();
  refresh();
}
export function missed() {
  if (!running) return;
  missed_since ||= Date.now();
  setTimeout(check_lost, kLostAfter + 50);
}
function check_lost() {
  if (lost || !missed_since || Date.now() - missed_since < kLostAfter) return;
  lost = true;
  tell();
}

/** Asks for the list; resolves once an answer is here that was asked for after this call. */
export function refresh() {
  if (!asking) {
    asking = load().finally(() => {
      asking = null;
    });
    return asking;
  }
  asking_next ??= asking.then(() => {
    asking_next = null;
    return refresh();
  });
  return asking_next;
}

async function load() {
  try {
    const [queue, next] = await Promise.all([get('queue'), get('queue/next')]);
    if (!running) return;
    set_now(queue.now);
    state = {
      rows: queue.queue ?? [],
      done: queue.done ?? [],
      next: next?.id ?? null,
      at: queue.now,
      ready: true,
    };
    tell();
  } catch (error) {
    // Signed out is told by api.js; a missing answer is what `lost` is for.
    if (!(error instanceof Unreachable)) return;
  }
}

function open_events() {
  events?.close();
  if (!running) return;
  events = new EventSource('/api/v1/events');
  events.addEventListener('hello', () => {
    reached();
    refresh();
  });
  events.addEventListener('queue', refresh);
  events.addEventListener('ended', () => get('session').catch(() => {}));
  events.addEventListener('error', missed);
}

// The browser opens a broken stream again by itself, but gives up for good after some answers.
function mend() {
  if (missed_since) refresh();
  if (events?.readyState === EventSource.CLOSED) open_events();
}

export function start() {
  if (running) return;
  running = true;
  missed_since = 0;
  lost = false;
  open_events();
  timers = [setInterval(mend, kTryEvery), setInterval(refresh, kCheckEvery)];
  return refresh();
}
export function stop() {
  running = false;
  lost = false;
  missed_since = 0;
  events?.close();
  events = null;
  timers.forEach(clearInterval);
  state = { rows: [], done: [], next: null, at: 0, ready: false };
}
