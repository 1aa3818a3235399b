import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

process.env.TZ = "Asia/Kathmandu";

const shared = {
  resolve: { alias: { "server-only": new URL("./scripts/empty.ts", import.meta.url).pathname } },
};

export default defineConfig({
  test: {
    // Half of the tests wait for other processes: left to itself, Vitest takes one worker on two cores.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        ...shared,
        test: {
          name: "unit",
          include: ["{lib,components,sandbox,worker,scripts,app,test}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.db.test.ts", "node_modules/**"],
          env: { LOG_LEVEL: "silent" },
          // Generous, because a busy machine is not a failure.
          testTimeout: 60_000,
        },
      },
      {
        ...shared,
        test: {
          name: "db",
          include: ["{lib,sandbox,worker,scripts,app,test}/**/*.db.test.ts"],
          exclude: ["node_modules/**"],
          globalSetup: ["./test/database.ts"],
          env: { LOG_LEVEL: "silent" },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
