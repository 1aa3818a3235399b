/** Meetings and webinars by hand. */
import { randomUUID } from "node:crypto";
import type { LiveSession } from "../company/company.ts";
import { meetingNumber } from "../company/habits.ts";
import { uuidOf } from "../company/sessions.ts";
import { utcDateOf } from "../company/zone-day.ts";
import { sessionEnded, sessionStarted } from "../webhooks/events.ts";
import { ControlRefusal, type Outcome, type PersonRef, personOf, toldApp, type World } from "./world.ts";

export type SessionRequest = PersonRef & {
  topic?: string | undefined;
  kind?: "meeting" | "webinar" | undefined;
  /** ISO; now when absent. */
  startAt?: string | undefined;
  /** ISO; runs on when absent. */
  endAt?: string | undefined;
  participants?: number | undefined;
  uuid?: string | undefined;
  /** False: only Zoom's history knows of it, as after a lost event. */
  isAnnounced?: boolean | undefined;
};

export type SessionOutcome = Outcome<{ uuid: string; hostId: string; startAt: string }>;

/** Starts a session, or adds one that is over when `endAt` is given. */
export function startSession(world: World, request: SessionRequest): SessionOutcome {
  const { user, account, company } = personOf(world, request);
  const isWebinar = request.kind === "webinar";
  const startAt = readInstant(request.startAt) ?? world.now();
  const session: LiveSession = {
    uuid: request.uuid ?? uuidOf(utcDateOf(startAt), "by hand", randomUUID()),
    number: meetingNumber(Math.random()),
    type: isWebinar ? 5 : 2,
    topic: request.topic ?? (isWebinar ? "Webinar from the control page" : "Meeting from the control page"),
    hostId: user.id,
    startAt,
    endAt: readInstant(request.endAt),
    plannedMinutes: 30,
    participants: request.participants ?? 3,
    isPractice: false,
  };
  company.extra.sessions.push(session);
  world.save();
  const isAnnounced = request.isAnnounced ?? true;
  const wasSent = isAnnounced && world.player.emit(account.id, sessionStarted(account, session));
  if (isAnnounced && session.endAt !== null)
    world.player.emit(account.id, sessionEnded(account, session, session.endAt));
  const line = `${user.displayName} ${isWebinar ? "hosts the webinar" : "started"} "${session.topic}". ${toldApp(wasSent)}`;
  return { ok: true, line, uuid: session.uuid, hostId: user.id, startAt: new Date(startAt).toISOString() };
}

export type EndRequest = {
  uuid?: string | undefined;
  person?: string | undefined;
  account?: string | undefined;
  endAt?: string | undefined;
  isAnnounced?: boolean | undefined;
};

/** Ends a session made by hand: the named one, or the last one of the person that still runs. */
export function endSession(world: World, request: EndRequest): Outcome<{ uuid: string }> {
  for (const company of world.companies.values()) {
    const { account } = company;
    const hostId =
      request.person && (!request.account || request.account === account.key)
        ? hostIdOf(account.users, request.person)
        : null;
    const session = company.extra.sessions.findLast(
      (other) => other.endAt === null && (request.uuid ? other.uuid === request.uuid : other.hostId === hostId),
    );
    if (session === undefined) continue;
    session.endAt = readInstant(request.endAt) ?? world.now();
    world.save();
    const wasSent =
      (request.isAnnounced ?? true) && world.player.emit(account.id, sessionEnded(account, session, session.endAt));
    return { ok: true, line: `"${session.topic}" ended. ${toldApp(wasSent)}`, uuid: session.uuid };
  }
  throw new ControlRefusal("Nothing that was started here is running. Sessions of the schedule end by themselves.");
}

function hostIdOf(
  users: readonly { id: string | null; key: string; email: string | null }[],
  person: string,
): string | null {
  const folded = person.toLowerCase();
  return (
    users.find((user) => user.id === person || user.key === folded || user.email?.toLowerCase() === folded)?.id ?? null
  );
}

/** Reads an ISO instant to ms; null for nothing. Throws `ControlRefusal`. */
export function readInstant(text: string | undefined): number | null {
  if (!text) return null;
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new ControlRefusal(`"${text}" is no instant; write 2026-11-17T09:00:00Z.`);
  return at;
}
