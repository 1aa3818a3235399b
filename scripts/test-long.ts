/** `npm run test:long`: the tests that kill and cut, at full size. Hours, not minutes; TEST_SEED repeats a run. */
import { spawnSync } from "node:child_process";

const asked = process.argv.slice(2);
const run = spawnSync(
  process.execPath,
  ["node_modules/vitest/vitest.mjs", "run", ...(asked.length > 0 ? asked : ["test/endurance"])],
  { stdio: "inherit", env: { ...process.env, TEST_LONG: "1" } },
);
process.exitCode = run.status ?? 1;
