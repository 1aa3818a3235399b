/** The programs of others that we measure ourselves against: installed here alone, never part of the app. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

export const PEERS = "bench/peers";

/** Installs them unless they are there. Throws with what npm printed. */
export function installPeers(): void {
  if (existsSync(`${PEERS}/node_modules/.package-lock.json`)) return;
  const run = spawnSync("npm", ["ci", "--prefix", PEERS], { encoding: "utf8" });
  if (run.status !== 0) throw new Error(`The peers could not be installed:\n${run.stdout}${run.stderr}`);
}
