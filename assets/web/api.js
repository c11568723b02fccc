// How the page speaks to the queue: JSON over this one address, with the cookie and the token that shows a
// request is the page's own.

const kRoot = '/api/v1/';
const kPatience = 8000; // ms until a silent queue counts as out of reach

/** The queue answered, but not with what was asked for. `problem` is its application/problem+json. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.title || 'The queue did not accept this.');
    this.status = status;
    this.problem = problem;
  }
  /** The last word of the problem's type, such as "refused" or "check-first". */
  get kind() {
    return String(this.problem.type ?? '')
      .split(/[/:#]/)
      .pop();
  }
}

/** No answer at all. */
export class Unreachable extends Error {}

let csrf = '';
const listeners = { signed_out: () => {}, used: () => {}, reached: () => {}, missed: () => {} };

export const set_csrf = (value) => {
  csrf = value ?? '';
};
/** One listener each for: signed_out, used (the session was renewed), reached, missed. */
export const listen = (name, called) => {
  listeners[name] = called;
};

async function ask(method, path, { body, used } = {}) {
  const headers = { Accept: 'application/json' };
  if (used) headers['X-Bodymap-Used'] = '1';
  if (method === 'POST') {
    headers['Content-Type'] = 'application/json';
    headers['X-Bodymap-Csrf'] = csrf;
  }
  let response, text;
  try {
    response = await fetch(path.startsWith('/') ? path : kRoot + path, {
      method,
      headers,
      body: method === 'POST' ? JSON.stringify(body ?? {}) : undefined,
      credentials: 'same-origin',
      cache: path.startsWith('/') ? 'default' : 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(kPatience),
    });
    text = await response.text();
  } catch {
    listeners.missed();
    throw new Unreachable('No answer from the queue.');
  }
  if (response.status >= 500) listeners.missed();
  else listeners.reached();
  return read(response, text, used);
}

function read(response, text, used) {
  let json = null;
  try {
    json = text ? JSON.parse(text) : null;
  } catch {
    throw new Unreachable('An answer that is not the queue’s.');
  }
  if (response.ok) {
    if (used) listeners.used(json);
    return json;
  }
  const problem = json && typeof json === 'object' ? json : {};
  const error = new Refused(response.status, problem);
  if (response.status === 401) listeners.signed_out(error);
  throw error;
}

/** GET; `used` says that a person asked, which keeps the session alive. */
export const get = (path, { used } = {}) => ask('GET', path, { used });
/** POST; null for an answer without content. `unused` for what the page does by itself. */
export const post = (path, body, { unused } = {}) => ask('POST', path, { body, used: !unused });
