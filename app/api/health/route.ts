import { lastHeartbeatAt, pingDatabase } from "#lib/db/vital-signs.ts";
import { log } from "#lib/log.ts";

export const dynamic = "force-dynamic";

/** A worker says every five seconds that it is alive; after this it is taken for gone. */
const WORKER_GONE_AFTER_MS = 30_000;

/** 200 when the database answers, 503 when not. A missing worker is told, but the pages still serve. */
export async function GET() {
  try {
    await pingDatabase();
    const heartbeatAt = await lastHeartbeatAt();
    const isWorkerAlive = heartbeatAt !== null && Date.now() - heartbeatAt.getTime() < WORKER_GONE_AFTER_MS;
    return answer(200, {
      status: isWorkerAlive ? "ok" : "degraded",
      database: "ok",
      worker: isWorkerAlive ? "ok" : "missing",
      workerSeenAt: heartbeatAt?.toISOString() ?? null,
    });
  } catch (error) {
    log.error({ err: error }, "health: the database does not answer");
    return answer(503, { status: "down", database: "unreachable", worker: "unknown", workerSeenAt: null });
  }
}

function answer(status: number, body: Record<string, string | null>): Response {
  return Response.json(body, { status, headers: { "cache-control": "no-store" } });
}
