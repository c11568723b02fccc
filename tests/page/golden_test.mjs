// Golden pictures of the page. Chromium's rounding of type differs a little between builds, so a picture holds
// when no more than kFew of its pixels differ by more than kClose in a channel; a moved line, a lost word or
// another colour is far beyond that. BODYMAP_BLESS=1 writes them anew.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import test, { after, before } from 'node:test';
import { decode, encode } from './png.mjs';
import { show_done, show_list, show_login, show_sheet, stand } from './stand.mjs';

const kClose = 48; // of 255
const kFew = 0.004; // of all pixels
const folder = new URL('./golden/', import.meta.url);
const bless = process.env.BODYMAP_BLESS === '1';
const kSizes = { pc: [1280, 800], tablet: [810, 1080], phone: [390, 844] };

let at;
before(async () => {
  at = await stand();
});
after(async () => {
  await at?.close();
});

function differences(one, other) {
  if (one.width !== other.width || one.height !== other.height) return { share: 1, picture: one };
  const data = new Uint8Array(one.data.length);
  let many = 0;
  for (let i = 0; i < data.length; i += 4) {
    const far = Math.max(...[0, 1, 2].map((c) => Math.abs(one.data[i + c] - other.data[i + c]))) > kClose;
    many += far ? 1 : 0;
    for (let c = 0; c < 3; c++) data[i + c] = far ? [220, 0, 60][c] : 200 + other.data[i + c] / 5;
    data[i + 3] = 255;
  }
  return { share: many / (data.length / 4), picture: { ...one, data } };
}

async function holds(browser, name) {
  await browser.run(() => document.activeElement?.blur());
  await browser.still();
  const shot = await browser.shot();
  const file = new URL(`${name}.png`, folder);
  if (bless) {
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(file, shot);
    return;
  }
  assert(fs.existsSync(file), `no golden picture ${name}; BODYMAP_BLESS=1 makes it`);
  const { share, picture } = differences(decode(shot), decode(fs.readFileSync(file)));
  if (share > kFew) {
    const out = `${process.env.BODYMAP_PICTURES ?? '.'}/page-${name}`;
    fs.writeFileSync(`${out}.now.png`, shot);
    fs.writeFileSync(`${out}.differs.png`, encode(picture));
  }
  assert(share <= kFew, `${name}: ${(share * 100).toFixed(2)} % of the pixels differ`);
}

const kViews = {
  list: (browser) => show_list(at, browser),
  sheet: (browser) => show_sheet(at, browser, 2),
  hard: (browser) => show_sheet(at, browser, 1),
  done: async (browser) => {
    await show_done(at, browser, 2);
    await browser.click('dialog [data-index="1"]');
    await browser.click('dialog [data-index="2"]');
    await browser.type('#note', 'Calf eased with slow pressure; Achilles kept light.');
  },
};

for (const [view, show] of Object.entries(kViews)) {
  for (const scheme of ['light', 'dark']) {
    for (const [size, [width, height]] of Object.entries(kSizes)) {
      const name = `${view}-${size}${scheme === 'dark' ? '-dark' : ''}`;
      if (scheme === 'dark' && size === 'phone') continue;
      test(name, async () => {
        const browser = await at.driver.open([width, height]);
        await browser.media({ 'prefers-color-scheme': scheme, 'prefers-reduced-motion': 'reduce' });
        await show(browser);
        await holds(browser, name);
        await browser.quit();
      });
    }
  }
}
test('lost connection, taken over', async () => {
  const browser = await at.driver.open(kSizes.pc);
  await show_sheet(at, browser, 2);
  at.server.set(2, { holder: 'iris' });
  await browser.says('Iris D. took over');
  await holds(browser, 'taken-pc');
  await show_list(at, browser);
  at.server.set(2, { holder: '', state: 'waiting' });
  at.server.go_silent(true);
  await browser.says('Connection lost at');
  await holds(browser, 'lost-pc');
  at.server.go_silent(false);
  await browser.quit();
});
test('log-in', async () => {
  for (const [size, box] of Object.entries(kSizes)) {
    const browser = await at.driver.open(box);
    await show_login(at, browser);
    await holds(browser, `login-${size}`);
    await browser.quit();
  }
});
