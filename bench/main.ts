/**
 * `npm run bench`: what we measure, and against whom. Names of measures as arguments run only those. Every figure is a
 * ratio within one run; nothing here passes or fails a test.
 */
import { describeMachine } from "./machine.ts";

/** A measure prints its own lines. */
export type Measure = { title: string; run: () => Promise<void> };

/** Loaded when their turn comes, so that one does not need what another stands on. */
const measures: Record<string, () => Promise<{ measure: Measure }>> = {
  merge: () => import("./merge.ts"),
  growth: () => import("./growth.ts"),
  door: () => import("./door.ts"),
  history: () => import("./history.ts"),
  timeline: () => import("./timeline.ts"),
  draw: () => import("./draw.ts"),
  pixels: () => import("./pixels.ts"),
  weight: () => import("./weight.ts"),
};

// Before a measure loads what writes lines.
process.env.LOG_LEVEL ??= "silent";
const asked = process.argv.slice(2);
const names = asked.length > 0 ? asked : Object.keys(measures);
for (const name of names) {
  const load = measures[name];
  if (load === undefined) {
    console.error(`There is no measure "${name}". There are: ${Object.keys(measures).join(", ")}`);
    process.exit(1);
  }
}
for (const line of await describeMachine()) console.log(line);
for (const name of names) {
  const { measure } = (await measures[name]?.()) ?? {};
  console.log(`\n${name}: ${measure?.title}`);
  await measure?.run();
}
