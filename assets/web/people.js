// How people are named: initials and the number's tail in the list, the given name on the sheet only.

/** "A. K.", "Guest", or "Member" for one whose initials the queue does not have. */
export function initials(row) {
  if (row.member?.initials) return row.member.initials;
  return row.member?.kind === 'member' ? 'Member' : 'Guest';
}
export const tail = (row) => (row.member?.number_tail ? `…${row.member.number_tail}` : '');
/** "A. K. …4417" */
export const who = (row) => [initials(row), tail(row)].filter(Boolean).join(' ');
/** What is known of the card, for the line under the initials. */
export function card(row) {
  if (tail(row)) return tail(row);
  return row.member?.kind === 'card_unknown'
    ? 'card not known yet'
    : row.member?.kind === 'member'
      ? ''
      : 'no card';
}
export const holder = (row) => (row.mine ? 'You' : row.holder_display || row.holder || '');
export function wanted(row) {
  if (!row.wanted) return row.wanted_unknown ? `${row.wanted_unknown} (no log-in)` : 'Anyone';
  return row.wants_me ? 'You' : row.wanted_display || row.wanted;
}
export const is_stop = (row) => (row.flags ?? []).some((letter) => letter === 'E' || letter === 'S');
