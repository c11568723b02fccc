// What a sheet reads out of a record: pure, from the opened record as the queue gave it.
import { question } from './words.js';

/** Areas with a level, in the client's order, then by level; and those the client says are gone now. */
export function areas_of(record) {
  const all = record.intake?.areas ?? [];
  const order = (area) => (area.rank ? area.rank : 100 - area.level);
  const reported = all.filter((area) => area.level > 0).sort((a, b) => order(a) - order(b));
  return { reported, gone: all.filter((area) => area.level === 0) };
}
export const avoid_of = (record) => record.intake?.avoid ?? [];

/** Levels of the last visit by region, or null when there was none. */
export function before(record) {
  return record.previous
    ? new Map((record.previous.areas ?? []).map((area) => [area.region, area.level]))
    : null;
}
/** Reported last time and not spoken of today. */
export function not_today(record) {
  const today = new Set((record.intake?.areas ?? []).map((area) => area.region));
  return (record.previous?.areas ?? []).filter((area) => area.level > 0 && !today.has(area.region));
}

// What on the map asked the question, when that was a region: "bone.shin_inner.L" or the code itself.
const spot_of = (asked) => /(?:^|[.: ])([a-z_]+\.[LRM])$/.exec(asked.triggered_by ?? '')?.[1] ?? null;

// "I'd rather tell my therapist" is kept as an answer of its own, not as something reported.
const kRather = 'tell_therapist';

/** Safety answers that were not "no", by tier E S L C: {id, text, note, answer, spot}. */
export function flags_of(record) {
  const found = { E: [], S: [], L: [], C: [] };
  for (const asked of record.intake?.screening ?? []) {
    const known = question(asked.id);
    if (asked.answer === 'no' || asked.id === kRather || !found[asked.tier]) continue;
    found[asked.tier].push({
      id: asked.id,
      text: known.text,
      short: known.short ?? asked.id.replaceAll('_', ' '),
      note: known.note,
      answer: asked.answer,
      spot: spot_of(asked),
    });
  }
  return found;
}
/** Whether the client would rather speak than answer here. */
export const rather_tell = (record) =>
  (record.intake?.screening ?? []).some((asked) => asked.id === kRather && asked.answer !== 'no');
/** Tiers of which at least one question was asked. */
export const asked_tiers = (record) =>
  new Set(
    (record.intake?.screening ?? []).filter((asked) => asked.id !== kRather).map((asked) => asked.tier),
  );

/** Regions a Not-on-that-spot answer names. */
export const spots = (record) =>
  flags_of(record)
    .L.map((one) => one.spot)
    .filter(Boolean);
export const needs_check = (record) => flags_of(record).E.length + flags_of(record).S.length > 0;
