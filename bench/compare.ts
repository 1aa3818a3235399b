/** Medians, ranges and ratios of interleaved runs: what is compared runs in turn, so that a busy minute hits all alike. */

export type Series = { median: number; lowest: number; highest: number };

/** Runs each contender once a round, in turn, and keeps what each run measured. The first round warms up and is dropped. */
export async function interleave<Name extends string>(
  rounds: number,
  contenders: Record<Name, () => Promise<number>>,
): Promise<Record<Name, Series>> {
  const names = Object.keys(contenders) as Name[];
  const measured = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of names) {
      const value = await contenders[name]();
      if (round > 0) measured[name].push(value);
    }
  }
  return Object.fromEntries(names.map((name) => [name, seriesOf(measured[name])])) as Record<Name, Series>;
}

/** Median and range of some measurements. Throws for none. */
export function seriesOf(values: readonly number[]): Series {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  const [lowest, median, highest] = [sorted[0], at(0.5), sorted.at(-1)];
  if (lowest === undefined || median === undefined || highest === undefined) throw new Error("Nothing was measured");
  return { median, lowest, highest };
}

/** The value below which `share` (0..1) of the measurements lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

const figure = (value: number) =>
  value.toLocaleString("en-GB", { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 0 });

/** "1,234 rows/s (1,200 to 1,300)". */
export function textOf({ median, lowest, highest }: Series, unit: string): string {
  return `${figure(median)} ${unit} (${figure(lowest)} to ${figure(highest)})`;
}

export type Bar = { goal: number; never: number; isAtMost?: boolean; unit?: string };

/** A ratio, or a figure with a unit, beside what it should be and must never pass: "1.62 × (goal ≥ 1.5, never under 1): reached". */
export function judge(ratio: number, { goal, never, isAtMost = false, unit = "×" }: Bar): string {
  const isWithin = (limit: number) => (isAtMost ? ratio <= limit : ratio >= limit);
  const verdict = isWithin(goal) ? "reached" : isWithin(never) ? "NOT reached" : "MISSED";
  return `${ratio.toFixed(2)} ${unit} (goal ${isAtMost ? "≤" : "≥"} ${goal}, never ${isAtMost ? "over" : "under"} ${never}): ${verdict}`;
}
