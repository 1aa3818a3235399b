import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";

/** A wall that nothing has tested may stand open: each is breached once, in a copy, and must answer with its message. */
const folder = realpathSync(mkdtempSync(join(tmpdir(), "walls-")));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const breaches: [file: string, imported: string, message: RegExp][] = [
  ["lib/zoom/a.ts", "#lib/db/people.ts", /knows no table/],
  ["lib/zoom/b.ts", "#app/x.ts", /app is routing only/],
  ["lib/zoom/c.ts", "../db/people.ts", /by #lib/],
  ["lib/db/a.ts", "#lib/integration/connect.ts", /lib\/db trusts its arguments/],
  ["lib/timeline/a.ts", "#lib/db/people.ts", /pure arithmetic/],
  ["lib/timeline/b.ts", "server-only", /pure arithmetic/],
  ["lib/activity/a.ts", "#lib/sync/read-history.ts", /observations by their types/],
  ["lib/jobs/a.ts", "#lib/sync/read-history.ts", /the queue and knows no work/],
  ["lib/access/a.ts", "#lib/zoom/users.ts", /from lib\/db alone/],
  ["lib/integration/a.ts", "#lib/sync/read-history.ts", /never the other way/],
  ["lib/integration/b.ts", "next/headers", /stays in app, components and lib\/access/],
  ["lib/integration/c.ts", "@prisma/client", /stay in lib\/db/],
  ["lib/sync/a.ts", "#lib/access/viewer.ts", /runs for no viewer/],
  ["worker/a.ts", "#lib/zoom/users.ts", /only starts things/],
  ["sandbox/a.ts", "#lib/log.ts", /stands for Zoom/],
  ["components/ui/a.tsx", "#lib/timeline/lanes.ts", /never heard of Zoom/],
  ["components/zoom/a.tsx", "#lib/db/people.ts", /Components draw/],
  ["app/a.ts", "#sandbox/server.ts", /over HTTP only/],
];

const honest: [file: string, imported: string][] = [
  ["lib/activity/ok.ts", "#lib/zoom/observation-types.ts"],
  ["lib/sync/ok.ts", "#lib/zoom/users.ts"],
  ["components/zoom/ok.tsx", "#lib/timeline/lanes.ts"],
  ["components/zoom/ok2.tsx", "#lib/access/permissions.ts"],
  ["app/ok.ts", "#lib/integration/connect.ts"],
];

function plant(file: string, imported: string) {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), `import { planted } from "${imported}";\nexport const used = planted;\n`);
}

function lint(): { file: string; text: string }[] {
  const settings = JSON.parse(readFileSync("biome.json", "utf8")) as Record<string, unknown>;
  writeFileSync(join(folder, "biome.json"), JSON.stringify({ ...settings, vcs: { enabled: false } }));
  const run = spawnSync(
    resolve("node_modules/.bin/biome"),
    ["lint", "--reporter=github", "--max-diagnostics=none", "."],
    {
      cwd: folder,
      encoding: "utf8",
    },
  );
  return run.stdout
    .split("\n")
    .filter((line) => line.includes("noRestrictedImports") || line.includes("noImportCycles"))
    .map((line) => ({ file: relative(folder, resolve(folder, /file=([^,]+)/.exec(line)?.[1] ?? "")), text: line }));
}

test("each wall between the rooms turns red on a breach, and honest imports pass", () => {
  for (const [file, imported] of breaches) plant(file, imported);
  for (const [file, imported] of honest) plant(file, imported);
  writeFileSync(join(folder, "lib/sync/one.ts"), 'import { two } from "./two.ts";\nexport const one: number = two;\n');
  writeFileSync(join(folder, "lib/sync/two.ts"), 'import { one } from "./one.ts";\nexport const two: number = one;\n');
  const found = lint();
  for (const [file, , message] of breaches)
    expect(found.filter((line) => line.file === file).map((line) => line.text)).toEqual([
      expect.stringMatching(message),
    ]);
  for (const [file] of honest) expect(found.filter((line) => line.file === file)).toEqual([]);
  expect(found.some((line) => line.file === "lib/sync/one.ts" && line.text.includes("noImportCycles"))).toBe(true);
});
