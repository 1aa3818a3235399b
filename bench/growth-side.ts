/** A process with a database of its own (`DATABASE_URL`): merges what it is asked to and says how long each took. */
import { mergeObservations } from "#lib/activity/merge-observations.ts";
import { closeDatabase } from "#lib/db/client.ts";
import { type BenchCompany, type Telling, tell } from "./company.ts";

/** Merge so many observations, which are the same for the same seed, into one company; or end. */
export type Ask = { company: BenchCompany; count: number; telling: Telling; seed: number } | "end";

process.on("message", async (ask: Ask) => {
  if (ask === "end") {
    await closeDatabase();
    process.disconnect?.();
    return;
  }
  const observations = tell(ask.company, ask.count, ask.telling, ask.seed);
  const begunMs = performance.now();
  await mergeObservations(ask.company, observations, new Date());
  process.send?.(performance.now() - begunMs);
});
