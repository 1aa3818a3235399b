/** Graphile Worker's own messages, as lines of our log. */
import "server-only";
import { Logger } from "graphile-worker";
import { log } from "#lib/log.ts";

const levels = { error: "error", warning: "warn", info: "debug", debug: "trace" } as const;

/** Messages only: what is attached to them may be a payload. */
export const workerLogger = new Logger((scope) => (level, message) => {
  log[levels[level]]({ ...(scope.jobId === undefined ? {} : { jobId: scope.jobId }), from: "jobs" }, message);
});
