// What a therapist does with a visit: each is one request, and a refusal is told in words.
import { post, Refused, Unreachable } from './api.js';
import { ask, tell, toast } from './dialog.js';
import { refresh } from './live.js';
import { who } from './people.js';

let busy = false;

// One act at a time: a second tap while the first is under way does nothing.
async function once(work) {
  if (busy) return null;
  busy = true;
  try {
    const answer = await work();
    // What is shown next stands on a list that knows of this.
    await refresh();
    return answer;
  } catch (error) {
    refresh();
    report(error);
    return null;
  } finally {
    busy = false;
  }
}

function report(error) {
  if (error instanceof Unreachable)
    return tell(
      'That did not go through',
      'The queue does not answer. Nothing was changed as far as this page knows. Try again in a moment.',
    );
  if (!(error instanceof Refused)) throw error;
  if (error.status === 401) return undefined;
  const holder = error.problem.held_by;
  if (holder)
    return tell(
      `${holder} has this visit`,
      'It was taken a moment before you. The list shows how it stands now.',
    );
  return tell('The queue did not do that', error.message);
}

const path = (row, act) => `intakes/${row.id}/${act}`;

/** The next one's record, or null: nobody waits, or it was refused (told). */
export const pull_next = () =>
  once(async () => {
    const opened = await post('queue/next', { start: false });
    if (!opened) toast('Nobody is waiting.');
    return opened;
  });
export const pull = (row) => once(() => post('queue/next', { id: row.id, start: false }));
export const release = (row) => once(() => post(path(row, 'release'), { token: row.token }));
export const take_over = (row) => once(() => post(path(row, 'takeover')));
export const finish = (row, worked, note) =>
  once(() => post(path(row, 'done'), { token: row.token, worked, note }));
export const undo = (row) => once(() => post(path(row, 'undo')));

export async function not_here(row) {
  const answer = await once(() => post(path(row, 'left')));
  if (answer) toast(`${who(row)} is marked as not here.`, 'Undo', () => undo(row));
}

const start_now = (row, checked) =>
  once(() => post(path(row, 'start'), checked ? { token: row.token, checked: true } : { token: row.token }));

/** Starts; with a stop-level flag only after somebody has said that it was checked. */
export function start(row, stop, started) {
  const go = async (checked) => {
    if (await start_now(row, checked)) started();
  };
  if (!stop) return go(false);
  return ask(
    'Has someone qualified checked?',
    'The client reported something that must be checked before a massage. Your answer is kept in the log.',
    'Not yet',
    'Yes, start',
    () => go(true),
  );
}
