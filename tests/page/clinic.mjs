// A real queue with a real kiosk's voice, through bodymap-page-clinic (clinic_main.cpp).
import { spawn } from 'node:child_process';
import readline from 'node:readline';

export const kPassword = 'correct horse battery';
export const kCards = { anna: '62E3086CED', ben: '14008EC793' };

export class Clinic {
  /** Runs the program named on the command line; nobody is known yet. */
  static start() {
    const made = new Clinic();
    made.process = spawn(process.argv[2], [], { stdio: ['pipe', 'pipe', 'inherit'] });
    made.waiting = [];
    readline
      .createInterface({ input: made.process.stdout })
      .on('line', (line) => made.waiting.shift()(JSON.parse(line)));
    made.process.on('exit', () =>
      made.waiting.splice(0).forEach((told) => told({ error: 'the helper ended' })),
    );
    return made;
  }
  /** A queue that serves, its therapists mara and iris, member Anna with a card, and the kiosk enrolled. */
  static async open() {
    const made = Clinic.start();
    for (const [name, display] of [
      ['mara', 'Mara L.'],
      ['iris', 'Iris D.'],
    ])
      await made.run(
        ['user', 'add', name, '--role', 'therapist', '--display', display, '--password-stdin'],
        kPassword,
      );
    await made.run([
      'member',
      'add',
      '--number',
      'MB-4417',
      '--given',
      'Anna',
      '--family',
      'Keller',
      '--card',
      kCards.anna,
    ]);
    await made.serve();
    await made.enrol();
    return made;
  }
  async ask(asked) {
    const answer = await new Promise((told) => {
      this.waiting.push(told);
      this.process.stdin.write(`${JSON.stringify(asked)}\n`);
    });
    if (answer.error) throw new Error(`${asked.do}: ${answer.error}`);
    return answer;
  }
  async run(words, input) {
    const done = await this.ask({ do: 'run', words, input: input ?? '' });
    if (done.code !== 0) throw new Error(`bodymap-queue ${words.join(' ')}: exit ${done.code} ${done.out}`);
    return done.out;
  }
  async serve() {
    this.url = (await this.ask({ do: 'serve' })).url;
  }
  stop() {
    return this.ask({ do: 'stop' });
  }
  async enrol() {
    await this.ask({
      do: 'enroll',
      code: JSON.parse(await this.run(['kiosk', 'add', 'lobby', '--json'])).code,
    });
  }
  /** Posts a record and returns its id. `areas`: [[region, level, rank]]. */
  async intake({ card = '', given = '', initial = '', areas = [], age_s = 60, ...rest } = {}) {
    const record = {
      client: { given, initial },
      nothing_hurts: areas.length === 0,
      ...rest,
      areas: areas.map(([region, level, rank]) => ({
        region,
        level,
        scale: 'nrs10',
        kinds: ['tight'],
        since: 'days',
        when: ['after_running'],
        rank: rank ?? null,
        view: 'back',
        point_mm: [100, 300],
      })),
    };
    return (await this.ask({ do: 'intake', card, age_s, record })).id;
  }
  /** The record's bytes go bad on the disk; while the queue is stopped. */
  damage(id) {
    return this.ask({ do: 'damage', id });
  }
  async close() {
    this.process.stdin.end();
    await new Promise((gone) => {
      if (this.process.exitCode !== null) gone();
      else this.process.on('exit', gone);
    });
  }
}
