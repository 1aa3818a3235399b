/**
 * `npm run check`: types, lint with the walls between the rooms, unused code, the lock file, licences, and whether
 * schema and migrations agree. Says each step's result; ends with 1 when any failed.
 */
import "./plain-node.ts";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

type Step = { name: string; run: () => string | undefined | Promise<string | undefined> };

/** Licences that direct dependencies may have. */
const PERMISSIVE =
  /^\(?(MIT|MIT-0|ISC|BSD|BSD-2-Clause|BSD-3-Clause|0BSD|Apache-2\.0|MPL-2\.0|OFL-1\.1|BlueOak-1\.0\.0|Unlicense)( (OR|AND) .*)?\)?$/;

function tool(name: string, args: readonly string[]): string | undefined {
  const run = spawnSync(join("node_modules", ".bin", name), args, { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  return run.status === 0 ? undefined : `${run.stdout}${run.stderr}`;
}

function checkLockFile(): string | undefined {
  const lock = readFileSync("package-lock.json", "utf8");
  return lock.includes('"resolved"')
    ? "package-lock.json names a registry: install with omit-lockfile-registry-resolved=true."
    : undefined;
}

function checkLicences(): string | undefined {
  const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Record<string, Record<string, string>>;
  const bad = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).flatMap((name) => {
    const { license } = JSON.parse(readFileSync(join("node_modules", name, "package.json"), "utf8")) as {
      license?: string;
    };
    return license !== undefined && PERMISSIVE.test(license) ? [] : [`${name}: ${license ?? "no licence named"}`];
  });
  return bad.length === 0
    ? undefined
    : `These direct dependencies are not under a permissive licence:\n  ${bad.join("\n  ")}`;
}

async function checkMigrations(): Promise<string | undefined> {
  const { startPostgres } = await import("#scripts/postgres.ts");
  const { missingMigration } = await import("#scripts/schema-engine.ts");
  const own = process.env.TEST_DATABASE_URL === undefined ? await startPostgres(["postgres"]) : undefined;
  try {
    const missing = await missingMigration(process.env.TEST_DATABASE_URL ?? own?.url("postgres") ?? "");
    return missing === ""
      ? undefined
      : `Schema and migrations disagree; npm run migrate -- --new NAME would write:\n${missing}`;
  } finally {
    await own?.release();
  }
}

const steps: Step[] = [
  { name: "database client", run: () => tool("node", ["scripts/generate-client.ts"]) },
  { name: "types", run: () => tool("tsc", ["--noEmit"]) },
  { name: "lint, format, walls", run: () => tool("biome", ["check", "--error-on-warnings", "."]) },
  { name: "unused code", run: () => tool("knip", ["--no-progress"]) },
  { name: "lock file", run: checkLockFile },
  { name: "licences", run: checkLicences },
  { name: "schema and migrations", run: checkMigrations },
];

/** Runs every step and returns whether all passed. */
export async function runChecks(): Promise<boolean> {
  let hasFailed = false;
  for (const { name, run } of steps) {
    const startedAt = performance.now();
    const problem = await Promise.resolve()
      .then(run)
      .catch((error: Error) => error.message);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    console.log(`${problem === undefined ? "ok    " : "FAILED"} ${name} (${seconds} s)`);
    if (problem !== undefined) console.log(problem);
    hasFailed ||= problem !== undefined;
  }
  return !hasFailed;
}

if (import.meta.main) process.exitCode = (await runChecks()) ? 0 : 1;
