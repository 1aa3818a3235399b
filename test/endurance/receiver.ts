/** A receiver as `npm run ingest` starts it, in a process of its own; prints the port that it took. */
import { startIngest } from "#worker/ingest.ts";

const running = await startIngest(Number(process.env.PORT ?? 0), "127.0.0.1");
console.log(running.port);
process.once("SIGTERM", () => void running.stop().then(() => process.exit(0)));
