/** Zoom's own receiver, with an empty handler for each of the events that the measure sends. Calls nobody. */
import { MeetingsS2SAuthClient } from "@zoom/rivet/meetings";

const { PORT, ZOOM_WEBHOOK_SECRET } = process.env;
const client = new MeetingsS2SAuthClient({
  accountId: "bench",
  clientId: "bench",
  clientSecret: "bench",
  webhooksSecretToken: ZOOM_WEBHOOK_SECRET,
  port: Number(PORT),
});
for (const event of ["meeting.started", "meeting.ended"]) client.webEventConsumer.event(event, () => undefined);
await client.start();
