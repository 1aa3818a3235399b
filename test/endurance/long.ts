/** The tests that kill and cut have a short form for every run and a long one for `npm run test:long`. */

const isLong = process.env.TEST_LONG === "1";

/** The short form's size, or the long one's. */
export function size(short: number, long: number): number {
  return isLong ? long : short;
}

/** What the dice of a test begin with; TEST_SEED repeats a run that failed. Printed, so that it can be. */
export function seed(name: string): number {
  const chosen = Number(process.env.TEST_SEED ?? 20_261_125);
  if (isLong) console.log(`${name}: TEST_SEED=${chosen}`);
  return chosen;
}

/** Numbers in [0, 1) that are the same for the same seed. */
export function dice(from: number): () => number {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A shuffled copy. */
export function shuffled<T>(items: readonly T[], roll: () => number): T[] {
  const copy = [...items];
  for (let last = copy.length - 1; last > 0; last -= 1) {
    const other = Math.floor(roll() * (last + 1));
    [copy[last], copy[other]] = [copy[other] as T, copy[last] as T];
  }
  return copy;
}
