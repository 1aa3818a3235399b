/**
 * `npm run ingest`: receives Zoom's deliveries without Next, on PORT. Send only /api/zoom/webhook here; any number may
 * run side by side. SIGINT and SIGTERM stop it cleanly: what was begun is answered and counted first.
 */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { closeDatabase } from "#lib/db/client.ts";
import { findConnectionByZoomAccount } from "#lib/db/connections.ts";
import { flushDeliveries } from "#lib/db/deliveries.ts";
import { flushDoorSigns } from "#lib/db/door-signs.ts";
import { env, SettingsError } from "#lib/env.ts";
import { deliveryServer } from "#lib/integration/delivery-server.ts";
import { startReceiverLife } from "#lib/integration/receiver-life.ts";
import { log } from "#lib/log.ts";

const LONGEST_WARM_UP_MS = 10_000;
/** Longer than any answer takes: who has not been answered by then is sent nothing and sends again. */
const LONGEST_STOP_MS = 6_000;

/** Starts to listen, on every address unless `host` names one. `port` 0 takes any free one. */
export async function startIngest(port: number, host?: string): Promise<{ port: number; stop(): Promise<void> }> {
  const server = deliveryServer();
  await warmUp();
  server.listen({ port, host });
  await once(server, "listening");
  const listening = (server.address() as AddressInfo).port;
  const life = startReceiverLife("ingest");
  log.info({ port: listening }, "ingest started");
  return {
    port: listening,
    async stop() {
      const closed = once(server, "close");
      server.close();
      const lastCall = setTimeout(() => server.closeAllConnections(), LONGEST_STOP_MS);
      await closed;
      clearTimeout(lastCall);
      await Promise.all([flushDeliveries(), flushDoorSigns(), life.stop()]);
      await closeDatabase();
      log.info("ingest stopped");
    },
  };
}

/** The first query of a process takes its time; the first delivery should not wait for it. An absent database may come. */
async function warmUp(): Promise<void> {
  const enough = new Promise((resolve) => setTimeout(resolve, LONGEST_WARM_UP_MS).unref());
  const warm = findConnectionByZoomAccount("").catch((error: unknown) => {
    log.warn({ err: error }, "The database can not be reached yet; deliveries are answered 503 until it can");
  });
  await Promise.race([warm, enough]);
}

function explainStart(error: unknown): string {
  if (error instanceof SettingsError) return error.message;
  const { code, port } = error as { code?: string; port?: number };
  if (code === "EADDRINUSE") return `Port ${port} is in use: stop what runs there, or set PORT to another one.`;
  return `The receiver could not start: ${error instanceof Error ? error.message : String(error)}`;
}

async function main(): Promise<void> {
  try {
    const running = await startIngest(env().PORT);
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => void running.stop().finally(() => process.exit(0)));
    }
  } catch (error) {
    process.stderr.write(`${explainStart(error)}\n`);
    process.exit(1);
  }
}

if (import.meta.main) await main();
