import { randomFillSync } from 'node:crypto';

const bytes = Buffer.alloc(16);

type Clock = { millis: number; sequence: number };

/** The wall clock of this process; one that is set back does not take the order of ids back. */
const wall: Clock = { millis: 0, sequence: 0 };
/** Clocks that were told, by the millisecond that they were told; the latest ones. */
const told = new Map<number, Clock>();
const mostTold = 1_000;

/**
 * UUID version 7 (RFC 9562): 48 bits of Unix milliseconds, a 12-bit counter that keeps ids of one process in order
 * within a millisecond, 62 random bits. The time is that of `at`, or now.
 */
export function newId(at?: Date): string {
  const clock = at ? toldClock(at.getTime()) : wallClock();
  randomFillSync(bytes, 8);
  bytes.writeUIntBE(clock.millis, 0, 6);
  bytes.writeUInt16BE(0x7000 | clock.sequence, 6);
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function wallClock(): Clock {
  const millis = Date.now();
  return millis > wall.millis ? Object.assign(wall, { millis, sequence: 0 }) : next(wall);
}

function toldClock(millis: number): Clock {
  const known = told.get(millis);
  if (known) return next(known);
  const [oldest] = told.keys();
  if (told.size >= mostTold && oldest !== undefined) told.delete(oldest);
  const clock = { millis, sequence: 0 };
  told.set(millis, clock);
  return clock;
}

/** Past 4,096 ids the counter goes on in the next millisecond. */
function next(clock: Clock): Clock {
  clock.sequence = (clock.sequence + 1) & 0xfff;
  if (clock.sequence === 0) clock.millis += 1;
  return clock;
}
