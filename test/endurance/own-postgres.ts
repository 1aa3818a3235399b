/** A cluster of a test's own, which it may kill without anybody else noticing. */
import { readFile, rm } from "node:fs/promises";
import { migrateDatabase } from "#scripts/migrate-database.ts";
import { startPostgres } from "#scripts/postgres.ts";

export type OwnPostgres = {
  url: string;
  /** SIGKILL to the postmaster; its children end by themselves. */
  kill(): Promise<void>;
  /** Starts it again where it was. Resolves when it answers. */
  restart(): Promise<void>;
  /** Stops it and deletes its data. */
  remove(): Promise<void>;
};

/** Starts a migrated cluster in a folder of its own. */
export async function startOwnPostgres(name: string): Promise<OwnPostgres> {
  const folder = `.data/${name}-${process.pid}`;
  let running = await startPostgres(["worksights"], folder);
  const url = running.url();
  const port = Number(new URL(url).port);
  await migrateDatabase(url);

  async function restart(): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        running = await startPostgres(["worksights"], folder, port);
        return;
      } catch (error) {
        // Children of the killed one may hold its memory for a moment.
        if (tries === 40) throw error;
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    }
  }

  return {
    url,
    async kill() {
      const [pid] = (await readFile(`${folder}/postgres/postmaster.pid`, "utf8")).split("\n");
      process.kill(Number(pid), "SIGKILL");
    },
    restart,
    async remove() {
      await running.release();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
