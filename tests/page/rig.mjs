// What the browser tests share: logging in, and what must hold after every one of them.
import assert from 'node:assert/strict';
import { kPassword } from './clinic.mjs';

export async function log_in(browser, url, name = 'mara', password = kPassword) {
  await browser.go(`${url}/`);
  await browser.shows('#name');
  await browser.type('#name', name);
  await browser.type('#password', password);
  await browser.click('[type=submit]');
  await browser.shows('.list-head h1');
}

/** The console is empty but for what is `expected`, and nothing was asked of another address. */
export async function holds(browser, url, expected = /(?!)/) {
  // A refusal with 401 is how the page finds out that nobody is logged in.
  const log = (await browser.log('browser')).filter(
    (one) => !/api\/v1\/(session|login).* 401 /.test(one.message) && !expected.test(one.message),
  );
  assert.deepEqual(
    log.map((one) => one.message),
    [],
  );
  const asked = (await browser.log('performance'))
    .map((one) => JSON.parse(one.message).message)
    .filter((one) => one.method === 'Network.requestWillBeSent')
    .map((one) => one.params.request.url);
  assert.deepEqual(
    asked.filter((one) => !one.startsWith(`${url}/`) && !/^(data|about|chrome|chrome-untrusted):/.test(one)),
    [],
  );
  const inline = await browser.run(
    () => [...document.querySelectorAll('[style], style, script:not([src])')].length,
  );
  assert.equal(inline, 0, 'no inline style or code in the page');
}

/** What has the focus, in a word a person would know it by. */
export const focus = (browser) =>
  browser.run(() => {
    const node = document.activeElement;
    return (
      node?.id || node?.getAttribute('aria-label') || node?.textContent?.trim().slice(0, 40) || node?.tagName
    );
  });

/** Presses Tab until `selector` has the focus; throws after 60. */
export async function tab_to(browser, selector, tab) {
  for (let i = 0; i < 60; i++) {
    if (await browser.run((one) => document.activeElement?.matches(one) ?? false, selector)) return;
    await browser.press(tab);
  }
  throw new Error(`Tab does not lead to ${selector}`);
}
