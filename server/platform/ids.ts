import { randomFillSync } from 'node:crypto';

const bytes = Buffer.alloc(16);

type Clock = { asked: number; millis: number; sequence: number };

const wall: Clock = { asked: 0, millis: 0, sequence: 0 };
const told: Clock = { asked: 0, millis: 0, sequence: 0 };

/**
 * UUID version 7 (RFC 9562): 48 bits of Unix milliseconds, a 12-bit counter that keeps ids of one process in order
 * within a millisecond, 62 random bits. The time is that of `at`, or now.
 */
export function newId(at?: Date): string {
  const clock = at ? told : wall;
  // A wall clock that is set back does not take the order of ids back.
  const asked = at ? at.getTime() : Math.max(Date.now(), wall.asked);
  if (asked === clock.asked || (!at && asked <= clock.millis)) next(clock);
  else Object.assign(clock, { millis: asked, sequence: 0 });
  clock.asked = asked;
  randomFillSync(bytes, 8);
  bytes.writeUIntBE(clock.millis, 0, 6);
  bytes.writeUInt16BE(0x7000 | clock.sequence, 6);
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Past 4,096 ids the counter goes on in the next millisecond. */
function next(clock: Clock): void {
  clock.sequence = (clock.sequence + 1) & 0xfff;
  if (clock.sequence === 0) clock.millis += 1;
}
