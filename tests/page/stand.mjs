// The stand-in queue with the real queue's figure and words behind it, and browsers before it.
import { Driver } from './browser.mjs';
import { Clinic } from './clinic.mjs';
import { start } from './fixture_server.mjs';

export async function stand() {
  const clinic = Clinic.start();
  await clinic.serve();
  const page = new URL('../../assets/web', import.meta.url).pathname;
  const server = await start({ figure: clinic.url, page });
  const driver = await Driver.start();
  return {
    clinic,
    server,
    driver,
    url: server.url,
    close: async () => {
      await driver.close();
      server.close();
      await clinic.close();
    },
  };
}

// Anew, whatever stood there: an address that differs only behind its # would load nothing, and a reload asked for
// by the page itself may come after the next look at it.
async function load(browser, address) {
  await browser.go('about:blank');
  await browser.go(address);
}

/** Makes the client of that number pulled by the one who looks, and shows the sheet. */
export async function show_sheet({ server }, browser, number) {
  server.set(number, {
    state: 'pulled',
    holder: 'mara',
    pulled: server.now - 60000,
    started: null,
    ended: null,
    undo_s: null,
  });
  await load(browser, `${server.url}/#/visit/${server.uuid(number)}`);
  await browser.shows('.top .acts button');
  await browser.still();
}
export async function show_list({ server }, browser) {
  for (const row of server.rows)
    if (row.holder === 'mara')
      Object.assign(row, {
        state: 'waiting',
        holder: '',
        pulled: null,
        started: null,
        ended: null,
        undo_s: null,
      });
  await load(browser, `${server.url}/`);
  await browser.shows('.waiting tbody tr');
  await browser.still();
}
export async function show_done(at, browser, number) {
  await show_sheet(at, browser, number);
  await browser.click('#start');
  await browser.until(
    'done or question',
    () => document.querySelector('#done') || document.querySelector('dialog'),
  );
  if (await browser.run(() => Boolean(document.querySelector('dialog')))) await browser.click('dialog .main');
  await browser.shows('#done');
  await browser.click('#done');
  await browser.shows('dialog.done');
  await browser.still();
}
export async function show_login({ server }, browser) {
  server.sign_out();
  await load(browser, `${server.url}/`);
  await browser.shows('#name');
  await browser.still();
}
