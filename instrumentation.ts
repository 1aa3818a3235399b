/**
 * Runs once when the web server starts: opens the database, so that the first delivery does not wait for it, and gives
 * signs of life as a receiver, unless deliveries go to `npm run ingest` (RECEIVER=off).
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const [{ pingDatabase }, { flushDeliveries }, { env }, { startReceiverLife }, { log }] = await Promise.all([
    import("#lib/db/vital-signs.ts"),
    import("#lib/db/deliveries.ts"),
    import("#lib/env.ts"),
    import("#lib/integration/receiver-life.ts"),
    import("#lib/log.ts"),
  ]);
  await pingDatabase().catch((error) => log.error({ err: error }, "the database does not answer yet"));
  const life = env().RECEIVER === "on" ? startReceiverLife("web") : null;
  const flush = () => void Promise.all([flushDeliveries(), life?.stop()]);
  process.once("SIGTERM", flush);
  process.once("SIGINT", flush);
}
