/** `GET /past_meetings/{uuid or number}`: one session that has ended. */
import { canaryNumber, canaryText } from "../canary.ts";
import { isoOf } from "../clock.ts";
import { type LiveSession, userById } from "../company/company.ts";
import { emailAt } from "../company/directory.ts";
import type { Endpoint, RestCall } from "./call.ts";
import { Refusal } from "./refusal.ts";
import { isWebinar, reportMinutes } from "./reports.ts";

const unknown = (name: string) => new Refusal(404, 3001, `Meeting does not exist: ${name}.`);

/**
 * What the last part of the path means. Zoom decodes it once, finds a slash that ends the part, and so wants uuids that
 * begin with "/" or contain "//" encoded twice; others may be.
 */
function readName(encodedOnce: string): string {
  if (/^\/|\/\//.test(encodedOnce)) throw unknown(encodedOnce.replace(/^\/+/, ""));
  return encodedOnce.includes("%") ? decodeURIComponent(encodedOnce) : encodedOnce;
}

function findEnded(call: RestCall, name: string): LiveSession | null {
  if (!/^\d{9,11}$/.test(name)) return call.company.findSession(name, call.now);
  const lately = call.company.sessionsBetween(call.now - 7 * 86_400_000, call.now);
  return (
    lately.findLast(
      (session) => session.number === Number(name) && session.endAt !== null && session.endAt <= call.now,
    ) ?? null
  );
}

function pastMeeting(call: RestCall) {
  const name = readName(call.params[0] ?? "");
  const session = findEnded(call, name);
  const { endAt = null } = session ?? {};
  if (session === null || endAt === null || endAt + call.reportDelayMs > call.now) throw unknown(name);
  const host = userById(call.account, session.hostId);
  return {
    id: session.number,
    uuid: session.uuid,
    host_id: session.hostId,
    user_name: host?.displayName ?? "",
    user_email: (host && emailAt(host, session.startAt)) ?? "",
    topic: session.topic,
    // The published list of types knows no webinars here.
    type: isWebinar(session) ? 8 : session.type,
    start_time: isoOf(session.startAt),
    end_time: isoOf(endAt),
    duration: reportMinutes({ startAt: session.startAt, endAt }),
    total_minutes: canaryNumber(session.participants * 7),
    participants_count: canaryNumber(session.participants),
    dept: canaryText("dept"),
    source: "Zoom",
    has_meeting_summary: true,
  };
}

export const pastMeetingEndpoints: readonly Endpoint[] = [
  { path: /^\/past_meetings\/([^/]+)$/, label: "Light", scope: "meeting:read:past_meeting:admin", answer: pastMeeting },
];
