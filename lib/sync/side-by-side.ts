/** Doing several things at once, and never more of them than wanted. */

/**
 * Does the work for each item, so many at a time; answers stand in the order of the items. After a failure, which it
 * throws, nothing more is begun.
 */
export async function sideBySide<Item, Answer>(
  items: readonly Item[],
  width: number,
  work: (item: Item, index: number) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  let next = 0;
  let hasFailed = false;
  const walk = async () => {
    while (!hasFailed && next < items.length) {
      const index = next++;
      try {
        answers[index] = await work(items[index] as Item, index);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, width) }, walk));
  return answers;
}

export type Turnstile = <T>(work: () => Promise<T>) => Promise<T>;

/** Lets at most so many through at a time; the others wait in the order in which they came. */
export function turnstile(most: number): Turnstile {
  let inside = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (inside < most) inside += 1;
    else await new Promise<void>((enter) => waiting.push(enter));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) inside -= 1;
      else next();
    }
  };
}
