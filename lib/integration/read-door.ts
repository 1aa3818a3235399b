/** What is wrong with the door that all connections share: refused deliveries, and Zoom's questions that stay away. */
import "server-only";
import { type DoorSigns, readDoorSigns } from "#lib/db/door-signs.ts";
import type { ConnectionView, DoorView } from "./overview-types.ts";

const HOUR_MS = 3_600_000;
/** Zoom asks every 72 hours whether the address is ours; with room for one question that went wrong. */
export const VALIDATION_OVERDUE_MS = 80 * HOUR_MS;
/** Fewer refusals than this come from anyone who tries the door. */
const LEAST_REFUSALS = 3;

/** The troubles of the door, worst first. What others knock with is no trouble while Zoom's own deliveries pass. */
export async function readDoor(connections: readonly ConnectionView[], now: Date): Promise<DoorView[]> {
  const live = connections.filter(({ isLive, state }) => isLive && state !== "paused");
  return live.length === 0 ? [] : doorViews(await readDoorSigns(now), live, now);
}

/** The same from what is known. Pure. */
export function doorViews(
  { lastValidationAt, refusedToday }: DoorSigns,
  live: readonly Pick<ConnectionView, "lastEventAt" | "connectedAt">[],
  now: Date,
): DoorView[] {
  const views: DoorView[] = [];
  const isFlowing = live.some(
    ({ lastEventAt }) => lastEventAt !== null && now.getTime() - Date.parse(lastEventAt) < HOUR_MS,
  );
  const refused = (reason: keyof typeof refusedToday) => refusedToday[reason] ?? 0;
  if (refused("noSecret") >= LEAST_REFUSALS) {
    const title = "Every event is refused: this server has no webhook secret.";
    views.push({ tone: "bad", title, detail: `Set ZOOM_WEBHOOK_SECRET to the secret token of the Zoom app. ${lost}` });
  }
  if (!isFlowing && refused("badSignature") >= LEAST_REFUSALS) {
    const title = `${refused("badSignature")} events were refused today: their signature does not fit our secret.`;
    const detail = `Compare ZOOM_WEBHOOK_SECRET with the secret token on the page of the Zoom app. ${lost}`;
    views.push({ tone: "bad", title, detail });
  }
  if (!isFlowing && refused("tooOld") + refused("tooNew") >= LEAST_REFUSALS) {
    const title = "Events were refused today because of their time.";
    views.push({ tone: "bad", title, detail: `Set the clock of this server. ${lost}` });
  }
  const since = lastValidationAt?.getTime() ?? Math.min(...live.map(({ connectedAt }) => Date.parse(connectedAt)));
  if (now.getTime() - since > VALIDATION_OVERDUE_MS) views.push(overdue(lastValidationAt));
  return views;
}

const lost = "Zoom does not send refused events again: what was missed is read from its history every few hours.";

function overdue(lastAt: Date | null): DoorView {
  const when = lastAt === null ? "since this account was connected" : `since {${lastAt.toISOString()}}`;
  return {
    tone: "warn",
    title: `Zoom has not asked ${when} whether our address is ours; it does so every three days.`,
    detail:
      "Events may stop. Look in the Zoom App Marketplace whether the app’s event subscription is switched on, and validate its address.",
  };
}
