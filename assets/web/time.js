// Times as the clinic reads them: its zone, 24 h, by the queue's clock. The browser's own zone and clock
// settings never show.

let zone = 'UTC';
let ahead = 0; // ms the queue's clock is ahead of this one's

const part = (options) => new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options });
let forms = null;

function parts(ms) {
  forms ??= part({
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return Object.fromEntries(forms.formatToParts(ms).map(({ type, value }) => [type, value]));
}

/** The clinic's zone, an IANA name. */
export function set_zone(name) {
  try {
    part({ timeZone: name });
    zone = name;
  } catch {
    zone = 'UTC';
  }
  forms = null;
}

/** The queue's clock, UTC ms, as an answer just gave it. */
export function set_now(ms) {
  if (Number.isFinite(ms)) ahead = ms - Date.now();
}

/** UTC ms by the queue's clock. */
export const now = () => Date.now() + ahead;

/** "10:52" */
export function clock(ms) {
  const { hour, minute } = parts(ms);
  return `${hour}:${minute}`;
}

// en-GB writes "Sept"; every other month has three letters.
const month = (name) => name.slice(0, 3);

/** "12 Nov", with the year when it is another one. */
export function date(ms) {
  const then = parts(ms);
  return `${then.day} ${month(then.month)}${then.year === parts(now()).year ? '' : ` ${then.year}`}`;
}

/** "Tue 24 Nov, 10:52" */
export function date_and_clock(ms) {
  const then = parts(ms);
  return `${then.weekday} ${then.day} ${month(then.month)}, ${clock(ms)}`;
}

// Days since 1970 on the clinic's calendar.
function day_number(ms) {
  const { year, month: name, day } = parts(ms);
  const index = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'].indexOf(
    month(name),
  );
  return Date.UTC(Number(year), index, Number(day)) / 86400000;
}

/** "today", "yesterday", "12 days ago", by the clinic's calendar. */
export function age(ms) {
  const days = day_number(now()) - day_number(ms);
  if (days <= 0) return 'today';
  return days === 1 ? 'yesterday' : `${days} days ago`;
}

/** "10:52" today, "12 Nov 10:52" before. */
export const when = (ms) => (age(ms) === 'today' ? clock(ms) : `${date(ms)} ${clock(ms)}`);

/** Whole minutes since then, at least 0. */
export const minutes_since = (ms) => Math.max(0, Math.floor((now() - ms) / 60000));

/** Calls back at each full minute of the queue's clock. */
export function each_minute(tick) {
  const wait = () => 60000 - (now() % 60000) + 20;
  const run = () => {
    tick();
    setTimeout(run, wait());
  };
  setTimeout(run, wait());
}
