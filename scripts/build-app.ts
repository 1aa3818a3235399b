/** The production build, made only when something that goes into it has changed since the last one. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const INPUTS = ["app", "components", "lib", "public", "prisma/schema.prisma", "next.config.ts", "package-lock.json"];
const INPUTS_TOP = ["postcss.config.mjs", "proxy.ts", "tsconfig.json", "tsconfig.next.json", "instrumentation.ts"];

function* filesBelow(path: string): Generator<string> {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) yield path;
  else for (const name of readdirSync(path).sort()) if (name !== "generated") yield* filesBelow(join(path, name));
}

function fingerprintOfSources(): string {
  const hash = createHash("sha256");
  for (const input of [...INPUTS, ...INPUTS_TOP])
    for (const file of filesBelow(input)) hash.update(file).update(readFileSync(file));
  return hash.digest("hex");
}

/** Whether the folder holds a build of the sources as they are now. */
export function isBuilt(distFolder: string): boolean {
  const stamp = join(distFolder, "worksights-sources");
  return existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprintOfSources();
}

/** Runs `next build` into `distFolder`. Throws with what it printed. */
export async function buildApp(distFolder: string): Promise<void> {
  await promisify(execFile)(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    env: { ...process.env, NODE_ENV: "production", NEXT_DIST_DIR: distFolder, NEXT_TELEMETRY_DISABLED: "1" },
    maxBuffer: 64 * 1024 * 1024,
  }).catch(({ stdout, stderr }: { stdout: string; stderr: string }) => {
    throw new Error(`The app could not be built:\n${stdout}${stderr}`);
  });
  writeFileSync(join(distFolder, "worksights-sources"), fingerprintOfSources());
}
