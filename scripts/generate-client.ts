/**
 * Generates the Prisma client when the schema is newer than what is there. Generation itself is WebAssembly; naming
 * any file as the schema engine keeps Prisma from downloading one that nothing here uses.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const schema = readFileSync("prisma/schema.prisma");
const stamp = createHash("sha256")
  .update(schema)
  .update(readFileSync("node_modules/prisma/package.json"))
  .digest("hex");
const stampFile = "lib/db/generated/.stamp";

if (!existsSync(stampFile) || readFileSync(stampFile, "utf8") !== stamp) {
  const run = spawnSync(process.execPath, ["node_modules/prisma/build/index.js", "generate"], {
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    },
    encoding: "utf8",
  });
  if (run.status !== 0) {
    process.stderr.write(`The database client could not be generated:\n${run.stdout}${run.stderr}`);
    process.exit(1);
  }
  writeFileSync(stampFile, stamp);
}
