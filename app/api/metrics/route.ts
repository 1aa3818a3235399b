import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { lastHeartbeatAt, readTotals } from "#lib/db/vital-signs.ts";
import { log } from "#lib/log.ts";

export const dynamic = "force-dynamic";

type Kept = { worksightsMetrics?: ReturnType<typeof makeRegistry> };
const kept = globalThis as Kept;

function makeRegistry() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "worksights_" });
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `worksights_${name}`, help, labelNames, registers: [registry] });
  return {
    registry,
    up: gauge("database_up", "1 when the database answers"),
    heartbeat: gauge("worker_heartbeat_age_seconds", "Seconds since a worker said that it is alive"),
    connections: gauge("connections", "Connections by state", ["state"]),
    deliveries: gauge("deliveries_today", "Deliveries of the current UTC day", ["event", "outcome"]),
    delay: gauge("delivery_delay_seconds_today", "Sum of the delays of the current UTC day", ["event", "outcome"]),
    refusals: gauge("refusals_today", "Webhook requests that were refused in the current UTC day", ["reason"]),
    waiting: gauge("jobs_waiting", "Jobs that wait or run", ["task"]),
    failed: gauge("jobs_failed", "Jobs that failed for good", ["task"]),
    oldest: gauge("jobs_oldest_wait_seconds", "Age of the oldest job that is due", ["task"]),
  };
}

/** Sums over the whole installation in Prometheus' text form: no organisation, no person, no activity. */
export async function GET() {
  kept.worksightsMetrics ??= makeRegistry();
  const metrics = kept.worksightsMetrics;
  try {
    const [totals, heartbeatAt] = await Promise.all([readTotals(), lastHeartbeatAt()]);
    for (const gauge of [
      metrics.connections,
      metrics.deliveries,
      metrics.delay,
      metrics.refusals,
      metrics.waiting,
      metrics.failed,
      metrics.oldest,
    ])
      gauge.reset();
    metrics.up.set(1);
    if (heartbeatAt !== null) metrics.heartbeat.set((Date.now() - heartbeatAt.getTime()) / 1000);
    for (const { state, count } of totals.connections) metrics.connections.set({ state }, count);
    for (const { event, outcome, count, delayMs } of totals.deliveries) {
      metrics.deliveries.set({ event, outcome }, count);
      metrics.delay.set({ event, outcome }, delayMs / 1000);
    }
    for (const { reason, count } of totals.refusals) metrics.refusals.set({ reason }, count);
    for (const { task, waiting, failed, oldestWaitSeconds } of totals.jobs) {
      metrics.waiting.set({ task }, waiting);
      metrics.failed.set({ task }, failed);
      metrics.oldest.set({ task }, oldestWaitSeconds);
    }
  } catch (error) {
    log.error({ err: error }, "metrics: the database does not answer");
    metrics.up.set(0);
  }
  return new Response(await metrics.registry.metrics(), {
    headers: { "content-type": metrics.registry.contentType, "cache-control": "no-store" },
  });
}
