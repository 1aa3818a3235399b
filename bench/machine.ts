/** On what a figure was measured: nobody can read it without. */
import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import pg from "pg";

/** The machine and the versions, a line each. `databaseUrl` adds the database's own version. */
export async function describeMachine(databaseUrl?: string): Promise<string[]> {
  const [cpu] = cpus();
  return [
    `${cpus().length} × ${cpu?.model.trim() ?? "unknown processor"}, ${Math.round(totalmem() / 2 ** 30)} GB memory`,
    `Node ${process.versions.node}${databaseUrl === undefined ? "" : `, ${await databaseVersion(databaseUrl)}`}`,
    ["next", "prisma", "graphile-worker"].map((name) => `${name} ${versionOf(name)}`).join(", "),
  ];
}

/** The version of an installed package. */
export function versionOf(name: string, folder = "node_modules"): string {
  const { version } = JSON.parse(readFileSync(`${folder}/${name}/package.json`, "utf8")) as { version: string };
  return version;
}

async function databaseVersion(databaseUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ server_version: string }>("show server_version");
    return `Postgres ${rows[0]?.server_version ?? "unknown"}`;
  } finally {
    await client.end();
  }
}
