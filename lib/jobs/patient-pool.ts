/**
 * The queue's connections. Graphile Worker gives up its process when it can not release a job because the database went
 * away, which would take the web pages along that run in the same process. So its pool waits for a database that comes
 * back, and a connection that breaks in the middle of a statement counts as one that may be tried again.
 */
import "server-only";
import pg from "pg";
import { log } from "#lib/log.ts";

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 1_000;
/** What Graphile Worker tries again soon: Postgres' own code of a statement that lost against another. */
const TRY_AGAIN = "40001";
/** Postgres' class 08 is a broken connection, 57P is the server being shut down, restarted or not ready yet. */
const lostCodes = /^(08...|57P0[123]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH)$/;

export type PatientPool = pg.Pool & {
  /** Whether to wait for a database that is away; not at the start, and not once we stop. */
  isPatient: boolean;
};

/** A pool of at most `max` connections. Until `isPatient` is set it fails as any other. */
export function patientPool(databaseUrl: string, max: number): PatientPool {
  const pool = Object.assign(
    new pg.Pool({ connectionString: databaseUrl, max, application_name: "worksights-jobs", keepAlive: true }),
    { isPatient: false },
  );
  // Whoever uses a connection hears of its end; one that idles has nobody else to tell.
  const note = (error: Error) => log.debug({ err: error }, "A connection of the jobs ended");
  pool.on("error", note);
  pool.on("connect", (client) => client.on("error", note));
  const connect = pool.connect.bind(pool);
  const known = new WeakSet<pg.PoolClient>();

  async function connectPatiently(): Promise<pg.PoolClient> {
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      try {
        const client = await connect();
        if (!known.has(client)) softenLosses(client);
        known.add(client);
        return client;
      } catch (error) {
        if (!pool.isPatient || !isLost(error)) throw error;
        log.debug({ err: error, pauseMs }, "The jobs wait for the database");
      }
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }

  // With a callback it is the connection that listens for new jobs, and that comes back by its own rules.
  pool.connect = ((callback?: Parameters<typeof connect>[0]) =>
    callback === undefined ? connectPatiently() : connect(callback)) as typeof pool.connect;
  return pool;
}

/** Lets the statements of a client that fail with its connection be tried again. */
function softenLosses(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  const softened = (...args: unknown[]) => {
    const running = query(...args);
    if (!(running instanceof Promise)) return running;
    return running.catch((error: unknown) => {
      throw isLost(error) ? Object.assign(error as Error, { code: TRY_AGAIN }) : error;
    });
  };
  client.query = softened as typeof client.query;
}

function isLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, errors } = error as { code?: unknown; errors?: unknown[] };
  // "localhost" is two addresses, and then two failures in one.
  if (Array.isArray(errors) && errors.length > 0) return errors.every(isLost);
  return typeof code === "string"
    ? lostCodes.test(code)
    : /connection (terminated|timeout)|not queryable/i.test(error.message);
}
