// Headless Chromium through its own driver: WebDriver's HTTP (W3C WebDriver, section "List of endpoints") and
// chromedriver's door to the DevTools protocol. No packages.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const kFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--hide-scrollbars',
  // A test goes through more addresses in a second than a person in an hour.
  '--disable-ipc-flooding-protection',
  // A page left for the next would be kept, with its stream of events; six of them are all connections there are.
  '--disable-features=BackForwardCache',
  '--force-color-profile=srgb',
  '--font-render-hinting=none',
  '--disable-lcd-text',
  '--ignore-certificate-errors',
];
// How long anything is waited for, ms: a busy machine may take its time.
const kPatience = 60000;
const kElement = 'element-6066-11e4-a52e-4f735466cecf';
export const keys = {
  enter: '\uE007',
  escape: '\uE00C',
  tab: '\uE004',
  up: '\uE013',
  down: '\uE015',
  space: ' ',
  shift: '\uE008',
};

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/** chromedriver in a process of its own; `open()` makes browsers, `close()` ends them all. */
export class Driver {
  static async start() {
    const made = new Driver();
    made.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bodymap-page-'));
    made.process = spawn('chromedriver', ['--port=0', `--log-path=${path.join(made.folder, 'driver.log')}`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    made.process.on('error', () => {});
    made.url = await new Promise((ready, failed) => {
      let text = '';
      made.process.on('exit', () => failed(new Error('chromedriver did not start')));
      made.process.on('error', failed);
      made.process.stdout.on('data', (part) => {
        text += part;
        const port = /started successfully on port (\d+)/.exec(text)?.[1];
        if (port) ready(`http://127.0.0.1:${port}`);
      });
    });
    made.browsers = [];
    return made;
  }
  async open(size) {
    const browser = await Browser.open(this, path.join(this.folder, `user-${this.browsers.length}`));
    this.browsers.push(browser);
    if (size) await browser.resize(...size);
    return browser;
  }
  async close() {
    for (const browser of this.browsers) await browser.quit().catch(() => {});
    this.process.kill();
    await new Promise((gone) => this.process.on('exit', gone));
    fs.rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

class Browser {
  static async open(driver, folder) {
    const made = new Browser();
    const answer = await call(driver.url, 'POST', '/session', {
      capabilities: {
        alwaysMatch: {
          browserName: 'chrome',
          acceptInsecureCerts: true,
          timeouts: { script: 60000 },
          'goog:loggingPrefs': { browser: 'ALL', performance: 'ALL' },
          'goog:chromeOptions': { args: [...kFlags, `--user-data-dir=${folder}`] },
        },
      },
    });
    made.url = `${driver.url}/session/${answer.sessionId}`;
    return made;
  }
  quit() {
    return call(this.url, 'DELETE', '');
  }
  go(address) {
    return call(this.url, 'POST', '/url', { url: address });
  }
  /** Runs a function's text in the page and returns what it returns. */
  run(script, ...args) {
    return call(this.url, 'POST', '/execute/sync', {
      script: typeof script === 'function' ? `return (${script}).apply(null, arguments)` : script,
      args,
    });
  }
  devtools(cmd, params = {}) {
    return call(this.url, 'POST', '/goog/cdp/execute', { cmd, params });
  }
  resize(width, height, scale = 1) {
    return this.devtools('Emulation.setDeviceMetricsOverride', {
      width,
      height,
      deviceScaleFactor: scale,
      mobile: false,
    });
  }
  media(features) {
    return this.devtools('Emulation.setEmulatedMedia', {
      features: Object.entries(features).map(([name, value]) => ({ name, value })),
    });
  }
  async find(selector) {
    return (await call(this.url, 'POST', '/element', { using: 'css selector', value: selector }))[kElement];
  }
  /** Once more, for so long as kPatience, while the element is not there yet or was replaced between finding and
   * using it, as a live list may do. */
  async with(selector, use) {
    const end = Date.now() + kPatience;
    for (;;) {
      try {
        return await use(await this.find(selector));
      } catch (error) {
        const passes = /^stale element|^no such element|not found in the current frame/.test(error.message);
        if (!passes || Date.now() > end) throw error;
        await sleep(50);
      }
    }
  }
  click(selector) {
    return this.with(selector, (one) => call(this.url, 'POST', `/element/${one}/click`, {}));
  }
  type(selector, text) {
    return this.with(selector, (one) => call(this.url, 'POST', `/element/${one}/value`, { text }));
  }
  /** Keys to whatever has the focus. */
  press(...all) {
    return call(this.url, 'POST', '/actions', {
      actions: [
        {
          type: 'key',
          id: 'keyboard',
          actions: all.flatMap((key) => [
            { type: 'keyDown', value: key },
            { type: 'keyUp', value: key },
          ]),
        },
      ],
    });
  }
  text(selector) {
    return this.run((one) => document.querySelector(one)?.textContent ?? null, selector);
  }
  async shot() {
    return Buffer.from(await call(this.url, 'GET', '/screenshot'), 'base64');
  }
  async pdf(paper) {
    return Buffer.from(
      await call(this.url, 'POST', '/print', {
        background: true,
        shrinkToFit: false,
        page: paper,
        margin: { top: 0.9, bottom: 0.9, left: 1, right: 1 },
      }),
      'base64',
    );
  }
  log(kind) {
    return call(this.url, 'POST', '/se/log', { type: kind });
  }

  /** Waits until the function, run in the page, gives something true; throws with `what` after kPatience. */
  async until(what, script, ...args) {
    const end = Date.now() + kPatience;
    for (;;) {
      // The document may be on its way out just now.
      const value = await this.run(script, ...args).catch((error) => {
        if (!/navigat|execution context|target frame detached|no such execution/i.test(error.message)) throw error;
      });
      if (value) return value;
      if (Date.now() > end)
        throw new Error(
          `waited in vain for ${what}: ${(await this.run(() => document.body.innerText)).slice(0, 600)}`,
        );
      await sleep(30);
    }
  }
  shows(selector) {
    return this.until(selector, (one) => document.querySelector(one) !== null, selector);
  }
  says(text) {
    return this.until(`“${text}”`, (one) => document.body.innerText.includes(one), text);
  }
  /** Pictures and type are there, and nothing moves any more. */
  still() {
    return this
      .run(`return Promise.all([document.fonts.ready, ...[...document.querySelectorAll('image')].map((one) => { const picture = new Image(); picture.src = one.href.baseVal; return picture.decode().catch(() => {}); }),
      ...document.getAnimations().map((one) => one.finished.catch(() => {}))]).then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))`);
  }
}

async function call(root, method, route, body) {
  const response = await fetch(root + route, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: method === 'POST' ? JSON.stringify(body ?? {}) : undefined,
  });
  const json = await response.json();
  if (json.value?.error) throw new Error(`${json.value.error}: ${json.value.message}`.slice(0, 800));
  return json.value;
}
