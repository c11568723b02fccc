// A therapist's day on the page, against a real queue and a real kiosk's records: the list is live, a visit is
// pulled, read, started, done and undone, given back, taken over; the line breaks and mends.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { Driver, keys } from './browser.mjs';
import { Clinic, kCards } from './clinic.mjs';
import { focus, holds, log_in, tab_to } from './rig.mjs';

let clinic, driver, mara;
const rows = (browser) =>
  browser.run(() =>
    [...document.querySelectorAll('.waiting tbody tr')].map((row) => row.innerText.replace(/\s+/g, ' ')),
  );

before(async () => {
  clinic = await Clinic.open();
  driver = await Driver.start();
  mara = await driver.open([1280, 800]);
  await log_in(mara, clinic.url);
});
after(async () => {
  await driver?.close();
  await clinic?.close();
});

test('a new visit appears by itself, in words', async () => {
  await mara.says('Nobody waiting');
  const id = await clinic.intake({
    card: kCards.anna,
    age_s: 300,
    areas: [
      ['calf_outer.R', 8, 1],
      ['back_low.L', 5],
    ],
    avoid: [{ region: 'ankle_inner.L', why: 'skin' }],
  });
  await mara.shows(`#row-${id}`);
  const [row] = await rows(mara);
  for (const words of [
    'A. K.',
    '…4417',
    '5 min',
    'Anyone',
    'Right outer calf',
    'Left lower back',
    'No touch: 1',
    'Pull',
  ])
    assert(row.includes(words), `${words} in “${row}”`);
  await mara.until('the visit is said', () => /A\. K\. now waiting, 8/.test(document.querySelector('#said').textContent));
  assert.match(await mara.text('.next'), /Pull next A\. K\. …4417/);
  await holds(mara, clinic.url);
});

test('pull, sheet, start, done with what was worked, undo', async () => {
  await mara.click('.next');
  await mara.says('Pulled by you');
  assert.equal(await mara.text('h1'), 'Anna K.');
  assert.match(await mara.text('.say'), /Right outer calf 8 and left lower back.* 5\./);
  assert.match(await mara.text('.strip'), /Safety questions: not asked/);
  assert.match(await mara.text('.no-row'), /Don’t touch: Left inside of ankle/);
  assert.match(
    await mara.run(() => document.querySelector('.figure-screen svg').getAttribute('aria-label')),
    /1 Right outer calf 8\./,
  );
  await mara.click('#start');
  await mara.shows('#done');
  await mara.says('In session with you');
  await mara.click('#done');
  await mara.click('dialog [data-index="1"]');
  await mara.type('#note', 'kept light');
  assert.equal(await mara.text('dialog .main'), 'Done, 1 area worked');
  await mara.click('dialog .main');
  await mara.shows('table.done:not([hidden]) tbody tr');
  await mara.says('Undo, 10 min left');
  await mara.click('table.done tbody tr button');
  await mara.shows('table.session:not([hidden]) tbody tr');
  await mara.click('table.session tbody button');
  await mara.shows('#done');
  assert.match(await mara.text('.kept-note'), /kept light/);
  await mara.click('#release');
  await mara.shows('.waiting tbody tr');
  await holds(mara, clinic.url);
});

test('not here, with undo', async () => {
  await mara.click('.waiting button.slight');
  await mara.says('is marked as not here');
  await mara.until('no row', () => document.querySelectorAll('.waiting tbody tr').length === 0);
  await mara.click('.toast button');
  await mara.shows('.waiting tbody tr');
});

test('taken over: the former holder’s page says so and changes nothing', async () => {
  const iris = await driver.open([810, 1080]);
  await log_in(iris, clinic.url, 'iris');
  await mara.click('.waiting button.pull');
  await mara.shows('#start');
  await iris.shows('table.pulled:not([hidden]) tbody button');
  await iris.click('table.pulled tbody button');
  await iris.shows('#start');
  await mara.says('Iris D. took over Anna K.');
  assert.equal(await mara.run(() => document.querySelector('#start')), null);
  assert.match(await mara.text('.areas'), /outer calf/);
  await mara.click('.banner button');
  await mara.shows('#start');
  await iris.says('Mara L. took over Anna K.');
  await iris.click('.banner button:last-child');
  await iris.shows('.list-head');
  await mara.click('#release');
  await mara.shows('.waiting tbody tr');
  await holds(iris, clinic.url);
  await iris.quit();
});

test('a request without the page’s own token pulls nothing', async () => {
  const id = await mara.run(() => document.querySelector('.waiting tbody tr').dataset.id);
  const answer = await mara.run(
    `return fetch('/api/v1/session').then((one) => one.json()).then(({ csrf }) => fetch('/api/v1/queue/next', { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Bodymap-Csrf': 'x' + csrf }, body: '{}' })).then((one) => one.status)`,
  );
  assert.equal(answer, 403, 'a wrong token pulls nothing');
  await mara.until('still waiting', (one) => document.querySelector(`#row-${one}`) !== null, id);
  await holds(mara, clinic.url, /queue\/next.* 403 /);
});

test('the keyboard alone: pull, start, tick, done, back', async () => {
  await mara.run(() => document.activeElement.blur());
  await mara.press(keys.down);
  assert.match(await focus(mara), /^row-/);
  await mara.press(keys.enter);
  await mara.shows('#start');
  await mara.until('the title has the focus', () => document.activeElement?.id === 'title');
  await mara.press('s');
  await mara.shows('#done');
  await mara.press('d');
  await mara.shows('dialog.done');
  await mara.press('2', '1', '1');
  assert.equal(await mara.text('dialog .main'), 'Done, 1 area worked');
  await tab_to(mara, '#note', keys.tab);
  await mara.press('1', 'r', 's');
  assert.equal(
    await mara.run(() => document.querySelector('#note').value),
    '1rs',
    'letters in a field are letters',
  );
  assert.equal(await mara.text('dialog .main'), 'Done, 1 area worked');
  await mara.press(keys.escape);
  await mara.until('dialog gone', () => !document.querySelector('dialog'));
  await mara.until('focus back where it was', () => document.activeElement?.id === 'title');
  await mara.press('d');
  await mara.shows('dialog.done');
  assert.equal(await mara.run(() => document.querySelector('#note').value), '1rs', 'the draft is kept');
  await tab_to(mara, 'dialog .main', keys.tab);
  await mara.press(keys.enter);
  await mara.shows('table.done:not([hidden]) tbody tr');
  await mara.press('?');
  await mara.shows('dialog.menu');
  await tab_to(mara, 'dialog input[type=checkbox]', keys.tab);
  await mara.press(keys.space, keys.escape);
  await mara.until('dialog gone', () => !document.querySelector('dialog'));
  await mara.press('?', 'n');
  assert.equal(await mara.run(() => document.querySelector('dialog')), null, 'letters are switched off');
  await mara.run(() => localStorage.clear());
});

test('the line breaks: said after 3 s, numbers stay, buttons rest; it mends by itself', async () => {
  const id = await clinic.intake({ given: 'Jon', initial: 'S', areas: [['knee_cap.L', 6]] });
  await mara.shows(`#row-${id}`);
  await clinic.stop();
  await mara.says('Connection lost at');
  assert.match((await rows(mara))[0], /Left kneecap/);
  assert.equal(
    await mara.run(() =>
      [...document.querySelectorAll('.list [data-acts]')].every(
        (one) => one.getAttribute('aria-disabled') === 'true',
      ),
    ),
    true,
  );
  await mara.click('.waiting button.pull');
  assert.equal(await mara.run(() => document.querySelector('#start')), null);
  await clinic.serve();
  // Sessions live in the queue's memory: after its restart the page asks to log in again.
  await mara.shows('#name');
  assert.equal(await mara.run(() => document.querySelector('.banner')), null);
  await log_in(mara, clinic.url);
  await mara.shows(`#row-${id}`);
  await holds(
    mara,
    clinic.url,
    /ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_INCOMPLETE_CHUNKED|ERR_CONNECTION_RESET|api\/v1\/.* 401 /,
  );
});

test('a visit that cannot be read never looks like one without answers', async () => {
  const id = await clinic.intake({ given: 'Rolf', initial: 'T', areas: [['calf_outer.R', 6]] });
  await mara.shows(`#row-${id}`);
  await clinic.stop();
  await clinic.damage(id);
  await clinic.serve();
  await mara.shows('#name');
  await log_in(mara, clinic.url);
  await mara.shows(`#row-${id}`);
  const row = await mara.text(`#row-${id}`);
  assert.match(row, /Cannot be read: ask the client/);
  assert.doesNotMatch(row, /No areas|Nothing hurts|Rolf|calf/);
  await mara.click(`#row-${id} .pull`);
  await mara.shows('#start');
  const strip = await mara.text('.strip');
  assert.match(strip, /This visit cannot be read\. Ask the client everything\./);
  assert.doesNotMatch(strip, /nothing reported|not asked/);
  const sheet = await mara.run(() => document.querySelector('main').innerText);
  assert.doesNotMatch(sheet, /No areas marked|Nothing hurts|nothing reported|not asked/i);
  await mara.click('#start');
  await mara.shows('#done');
  await mara.click('#done');
  await mara.click('dialog .main');
  await mara.until('done', (one) => document.querySelector(`table.done [data-id="${one}"]`) !== null, id);
  await holds(
    mara,
    clinic.url,
    /ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_INCOMPLETE_CHUNKED|ERR_CONNECTION_RESET|api\/v1\/.* 401 /,
  );
});

test('rows do not move under the focus', async () => {
  await mara.run(() => document.querySelector('.waiting tbody tr button.pull').focus());
  const before_it = await mara.run(() => document.activeElement.getBoundingClientRect().top);
  const id = await clinic.intake({ age_s: 3000, areas: [['calf_outer.L', 7]] });
  await mara.says('1 new');
  assert.equal(await mara.run((one) => document.querySelector(`#row-${one}`), id), null);
  assert.equal(await mara.run(() => document.activeElement.getBoundingClientRect().top), before_it);
  await mara.run(() => document.activeElement.blur());
  await mara.shows(`#row-${id}`);
});
