/** Runs once when the web server starts: opens the database, so that the first delivery does not wait for it. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const [{ pingDatabase }, { flushDeliveries }, { log }] = await Promise.all([
    import("#lib/db/vital-signs.ts"),
    import("#lib/db/deliveries.ts"),
    import("#lib/log.ts"),
  ]);
  await pingDatabase().catch((error) => log.error({ err: error }, "the database does not answer yet"));
  const flush = () => void flushDeliveries();
  process.once("SIGTERM", flush);
  process.once("SIGINT", flush);
}
