// A stand-in for the queue, for the golden pictures and for trying the page by hand: made-up clients, a clock
// that stands still, and the rules of the queue only as far as the pictures need them. The behaviour of the
// page is tested against the real queue, in page_test.mjs.
// Figure and words come from `figure`: a real queue's address, or a folder with its files.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { clients, people } from './clients.mjs';

export const kNow = Date.UTC(2026, 10, 24, 9, 52, 5); // Tue 24 Nov 2026, 10:52 in Berlin
const kTypes = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.png': 'image/png',
  '.otf': 'font/otf',
};
const kPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const uuid = (n) => `01935e00-0000-7000-8000-${String(n).padStart(12, '0')}`;
const minutes = (n) => (n === undefined ? null : kNow - n * 60000);
const kOrder = { E: 0, S: 1 };

function make(one) {
  const flags = ['E', 'S', 'L', 'C'].filter((tier) =>
    one.screening.some(
      (asked) => asked.tier === tier && asked.answer !== 'no' && asked.id !== 'tell_therapist',
    ),
  );
  const rank = (area) => area.rank ?? 100 - area.level;
  return {
    id: uuid(one.id),
    state: one.state ?? 'waiting',
    holder: one.holder ?? '',
    token: one.id * 3,
    lease_s: null,
    sent: minutes(one.sent),
    pulled: minutes(one.pulled),
    started: minutes(one.started),
    ended: minutes(one.ended),
    wanted: one.wanted,
    wanted_display: people[one.wanted] ?? '',
    member: { kind: one.kind, number_tail: one.tail, initials: one.initials, given: '' },
    status: 'complete',
    nothing_hurts: false,
    areas: [...one.areas].sort((a, b) => rank(a) - rank(b)).map(({ region, level }) => ({ region, level })),
    avoid: one.avoid.map(({ region }) => region),
    avoid_count: one.avoid.length,
    flags,
    rather_tell: one.screening.some((asked) => asked.id === 'tell_therapist'),
    added_after_pull: null,
    undo_s: null,
    worked: one.worked,
    same_initials: [],
    note: '',
    one,
  };
}

export function start({ figure, port = 0, page, user = 'mara' }) {
  const rows = clients.map(make);
  const streams = new Set();
  let version = 1,
    signed_in = true,
    silent = false;
  const changed = () => {
    version++;
    for (const stream of streams)
      stream.write(`event: queue\nid: ${version}\ndata: {"version":${version}}\n\n`);
  };

  const waiting = () =>
    rows
      .filter((row) => row.state === 'waiting')
      .sort((a, b) => stop(a) - stop(b) || mine_first(a) - mine_first(b) || a.sent - b.sent);
  const stop = (row) => Math.min(2, ...row.flags.map((flag) => kOrder[flag] ?? 2));
  const mine_first = (row) => (row.wanted === user ? 0 : row.wanted ? 2 : 1);
  function seen(row) {
    const { one, token, ...rest } = row;
    const order = waiting();
    const at = order.indexOf(row) + 1;
    return {
      ...rest,
      position: at || null,
      holder_display: people[row.holder] ?? '',
      mine: row.holder === user,
      ...(row.holder === user ? { token } : {}),
      waiting_s: (kNow - row.sent) / 1000,
      wants_me: row.wanted === user,
      same_initials: order.flatMap((other, i) =>
        at && other !== row && row.member.initials && other.member.initials === row.member.initials
          ? [i + 1]
          : [],
      ),
    };
  }
  function opened(row) {
    const { one } = row;
    const title = one.given ? `${one.given} ${one.initials.slice(-2)}` : 'Guest';
    return {
      ...seen(row),
      client: { given: one.given, initials: one.initials, title },
      worked: row.worked ?? [],
      previous: one.previous
        ? {
            sent: kNow - one.previous.days * 86400000,
            areas: one.previous.areas.map(([region, level]) => ({ region, level })),
            worked: one.previous.worked,
          }
        : null,
      replaced_by: null,
      replaces: null,
      intake: {
        format: 'bodymap.intake/1',
        id: row.id,
        status: 'complete',
        nothing_hurts: false,
        areas: one.areas,
        avoid: one.avoid,
        answers: one.answers,
        screening: one.screening,
      },
    };
  }
  const list = () => ({
    now: kNow,
    version,
    queue: [...waiting(), ...rows.filter((row) => ['pulled', 'in_session'].includes(row.state))].map(seen),
    done: rows
      .filter((row) => ['done', 'left'].includes(row.state))
      .sort((a, b) => b.ended - a.ended)
      .map(seen),
  });
  const session = () => ({
    name: user,
    display: people[user],
    role: 'therapist',
    csrf: 'fixture',
    clinic: 'Riverside Running Clinic',
    time_zone: 'Europe/Berlin',
    now: kNow,
    idle_s: 900,
    ends_s: 900,
  });

  function act(row, what, body) {
    const set = (values) => {
      Object.assign(row, values);
      changed();
      return [200, seen(row)];
    };
    if (what === 'takeover') return set({ holder: user, state: row.state, token: row.token + 1 });
    if (what === 'start') return set({ state: 'in_session', started: kNow });
    if (what === 'done')
      return set({ state: 'done', ended: kNow, worked: body.worked, note: body.note, undo_s: 600 });
    if (what === 'release') return set({ state: 'waiting', holder: '', pulled: null });
    if (what === 'left') return set({ state: 'left', ended: kNow, undo_s: 600 });
    if (what === 'undo')
      return set(
        row.state === 'left'
          ? { state: 'waiting', ended: null, undo_s: null }
          : { state: 'in_session', ended: null, undo_s: null },
      );
    return [200, seen(row)];
  }
  function pull(body) {
    const row = body.id
      ? rows.find((one) => one.id === body.id)
      : waiting().find((one) => !one.wanted || one.wanted === user);
    if (!row) return [204, null];
    Object.assign(row, { state: 'pulled', holder: user, pulled: kNow - 60000 });
    changed();
    return [200, opened(row)];
  }
  function api(method, route, body) {
    if (route === 'login') {
      if (body.password !== 'fixture')
        return [
          401,
          {
            type: 'wrong-login',
            title: 'User name or password not right. 3 tries left before a wait.',
            status: 401,
            tries_left: 3,
          },
        ];
      signed_in = true;
      return [200, session()];
    }
    if (!signed_in) return [401, { type: 'not-logged-in', title: 'Log in first.', status: 401 }];
    if (route === 'session' || route === 'session/stay') return [200, session()];
    if (route === 'logout') {
      signed_in = false;
      return [204, null];
    }
    if (route === 'queue') return [200, list()];
    if (route === 'queue/next' && method === 'GET') {
      const row = waiting().find((one) => !one.wanted || one.wanted === user);
      return row ? [200, { id: row.id }] : [204, null];
    }
    if (route === 'queue/next') return pull(body);
    const [, id, what] = /^intakes\/([^/]+)(?:\/(\w+))?$/.exec(route) ?? [];
    const row = rows.find((one) => one.id === id);
    if (!row) return [404, { type: 'not-found', title: 'No such visit.', status: 404 }];
    return what ? act(row, what, body) : [200, opened(row)];
  }
  const control = {
    now: kNow,
    rows,
    uuid,
    changed,
    sign_out: () => {
      signed_in = false;
    },
    go_silent: (on) => {
      silent = on;
      if (on) for (const stream of streams) stream.destroy();
    },
    set: (id, values) => {
      Object.assign(
        rows.find((row) => row.id === uuid(id)),
        values,
      );
      changed();
    },
  };

  async function file(url, response) {
    const name = url === '/' ? 'index.html' : url.replace(/^\/web\//, '');
    const made = /^(figure\/|figure\.json|words\.json|font\/)/.test(name);
    let bytes;
    if (made && /^http/.test(figure)) {
      const got = await fetch(figure + url);
      if (!got.ok) return response.writeHead(got.status).end();
      bytes = Buffer.from(await got.arrayBuffer());
    } else {
      const at = made ? path.join(figure, path.basename(name)) : path.join(page, path.basename(name));
      if (!fs.existsSync(at)) return response.writeHead(404).end();
      bytes = fs.readFileSync(at);
    }
    return response
      .writeHead(200, {
        'Content-Type': kTypes[path.extname(name)] ?? 'application/octet-stream',
        'Content-Security-Policy': kPolicy,
        'Cache-Control': 'no-cache',
      })
      .end(bytes);
  }

  const server = http.createServer((request, response) => {
    if (silent) return request.socket.destroy();
    const url = new URL(request.url, 'http://x').pathname;
    if (url === '/api/v1/events') {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('event: hello\ndata: {}\n\n');
      streams.add(response);
      return response.on('close', () => streams.delete(response));
    }
    if (!url.startsWith('/api/v1/')) return file(url, response);
    const parts = [];
    request.on('data', (part) => parts.push(part));
    return request.on('end', () => {
      const [status, json] = api(
        request.method,
        url.slice(8),
        parts.length ? JSON.parse(Buffer.concat(parts).toString()) : {},
      );
      response
        .writeHead(status, {
          'Content-Type': status < 400 ? 'application/json' : 'application/problem+json',
          'Content-Security-Policy': kPolicy,
        })
        .end(json ? JSON.stringify(json) : '');
    });
  });
  return new Promise((ready) =>
    server.listen(port, '127.0.0.1', () =>
      ready({
        ...control,
        url: `http://127.0.0.1:${server.address().port}`,
        close: () => {
          for (const stream of streams) stream.destroy();
          server.close();
          server.closeAllConnections();
        },
      }),
    ),
  );
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const [figure, port] = process.argv.slice(2);
  const made = await start({
    figure,
    port: Number(port ?? 8099),
    page: new URL('../../assets/web', import.meta.url).pathname,
  });
  console.log(made.url);
}
