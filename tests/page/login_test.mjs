// Who gets in: first use, wrong passwords, logging out, against a real queue.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { Driver, keys } from './browser.mjs';
import { Clinic, kPassword } from './clinic.mjs';
import { holds, log_in } from './rig.mjs';

let clinic, driver, page;
before(async () => {
  clinic = Clinic.start();
  await clinic.serve();
  driver = await Driver.start();
  page = await driver.open([1280, 800]);
});
after(async () => {
  await driver?.close();
  await clinic?.close();
});

test('first use asks for the set-up code and makes the first account', async () => {
  await page.go(`${clinic.url}/`);
  await page.says('First use');
  for (const [field, text] of [
    ['code', 'WRONG-CODE'],
    ['name', 'mara'],
    ['display', 'Mara L.'],
    ['password', kPassword],
  ])
    await page.type(`#${field}`, text);
  await page.click('[type=submit]');
  await page.until('a refusal', () => document.querySelector('#problem').textContent.length > 5);
  const code = JSON.parse(await clinic.run(['setup-code', '--json'])).setup_code;
  await page.run(() => {
    document.querySelector('#code').value = '';
  });
  await page.type('#code', code);
  await page.type('#password', kPassword);
  await page.click('[type=submit]');
  await page.says('Nobody waiting');
  assert.equal(await page.text('.who'), 'Mara L.');
  await holds(page, clinic.url, /api\/v1\/setup/);
});

test('the cookie is out of reach of scripts, and the page keeps nothing about people', async () => {
  assert.equal(await page.run(() => document.cookie), '');
  assert.deepEqual(await page.run(() => Object.keys(localStorage).concat(Object.keys(sessionStorage))), []);
});

test('logging out ends it; a wrong password is told with what is left', async () => {
  await page.click('.who');
  await page.shows('dialog.menu');
  await page.click('dialog .foot button');
  await page.shows('#password');
  await page.type('#name', 'mara');
  await page.type('#password', 'not this one');
  await page.press(keys.enter);
  await page.says('User name or password not right');
  assert.match(await page.text('#problem'), /\d tr(ies|y) left/);
  assert.equal(await page.run(() => document.activeElement.id), 'password');
  assert.equal(await page.run(() => document.querySelector('#password').value), '');
  await log_in(page, clinic.url);
});

test('what clients read in the lobby is shown with what it rests on', async () => {
  await page.shows('.who');
  await page.click('.who');
  await page.shows('dialog.menu');
  await page.click('dialog .cards');
  await page.says('What clients read');
  await page.says('Sore after a hard run?');
  await page.says('Davis 2020');
  await page.press(keys.escape);
  await page.until('the dialog gone', () => !document.querySelector('dialog'));
});

test('an ended session leads to the log-in and leaves nothing of the sheet', async () => {
  await clinic.enrol();
  await clinic.intake({ given: 'Jon', initial: 'S', areas: [['knee_cap.L', 6]] });
  await page.shows('.waiting tbody tr');
  await page.click('.pull');
  await page.says('Jon S.');
  await page.run(
    `return fetch('/api/v1/session').then((one) => one.json()).then(({ csrf }) => fetch('/api/v1/logout', { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Bodymap-Csrf': csrf }, body: '{}' })).then((one) => one.status)`,
  );
  await page.shows('#name');
  assert.equal(await page.run(() => document.body.innerText.includes('Jon')), false);
});
