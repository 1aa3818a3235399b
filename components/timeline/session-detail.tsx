import { Avatar } from "#components/ui/avatar.tsx";
import type { DrawnSession, PersonDay } from "#lib/timeline/person-day.ts";
import { clockInDay, outcomeOf, sourcesInWords, titleOf } from "#lib/timeline/session-words.ts";
import { clockWithSeconds, dayWithoutYear, type HourCycle, lengthInWords, placeOfZone } from "#lib/timeline/words.ts";
import { DetailFoot, Facts, Part, PlannedAndActual } from "./detail-parts.tsx";
import { OtherDays } from "./other-days.tsx";

export type SessionDetailProps = {
  drawn: DrawnSession;
  personDay: PersonDay;
  now: number;
  cycle: HourCycle;
  /** Where the person's day is; null when it is this page. */
  personHref: string | null;
};

const neverReceived = {
  meeting: "Attendees and how many, audio, video, recordings, transcripts, chat, join links.",
  webinar: "Attendees and how many, questions, audio, video, recordings, transcripts, chat, join links.",
  call: "Phone numbers, what was said, recordings, voicemails, transcripts, addresses of devices.",
} as const;

/** Everything that we keep of a session, how we know it, and what we never receive. */
export function SessionDetail({ drawn, personDay, now, cycle, personHref }: SessionDetailProps) {
  const { session } = drawn;
  const { person, axis } = personDay;
  const { call } = session;
  const event = person.events.find(({ id }) => id === session.eventId);
  const startAt = Date.parse(session.startAt);
  const endAt = session.endAt === null ? null : Date.parse(session.endAt);
  const length = endAt === null ? (session.state === "running" ? now - startAt : null) : endAt - startAt;
  const ends = endAt === null ? (session.state === "running" ? "now" : "?") : clockInDay(axis, endAt, cycle);
  const who = session.kind === "call" ? whoOfCall(call?.direction, person.name) : `Hosted by ${person.name}`;

  return (
    <>
      <section className="px-5 pt-1 pb-4">
        <h2 className="text-lg tracking-[-0.011em] break-words">{titleOf(session)}</h2>
        <p className="mt-1 flex items-center gap-1.5 text-muted">
          <Avatar name={person.name} size="xs" />
          {who}
        </p>
        <p className="mt-4 flex flex-wrap items-baseline gap-x-2 tabular-nums">
          <strong className="text-xl font-semibold tracking-title">
            {clockInDay(axis, startAt, cycle)} – {ends}
          </strong>
          <span className="text-muted">{length === null ? "end unknown" : lengthInWords(Math.max(0, length))}</span>
        </p>
        <p className="text-subtle">
          {dayWithoutYear(axis.day)}, {placeOfZone(person.timeZone)} time
        </p>
        <OtherDays drawn={drawn} axis={axis} />
      </section>
      {call !== null && (
        <Part title="The call">
          <Facts
            facts={[
              [
                "Direction",
                call.direction === "unknown" ? "Unknown" : call.direction === "incoming" ? "Incoming" : "Outgoing",
              ],
              [
                "Caller ID",
                call.isCallerIdHidden ? "Private: withheld" : (call.callerIdName ?? "Unknown: Zoom gave no name"),
              ],
              ["Outcome", outcomeOf(call)],
              ["Answered", call.answerAt === null ? "Not told" : clockInDay(axis, Date.parse(call.answerAt), cycle)],
              ["Device", call.deviceName ?? "Not told"],
              ["Version", call.deviceVersion ?? "Not told"],
            ]}
          />
        </Part>
      )}
      {event !== undefined && <PlannedAndActual event={event} personDay={personDay} now={now} cycle={cycle} />}
      <Part title="How we know">
        <Facts
          facts={[
            ["Connection", session.connectionName],
            ["Source", sourcesInWords(session.sources)],
            ["Reached us", reachedUs(drawn, personDay, cycle)],
          ]}
        />
        {session.state === "endUnknown" && (
          <p className="mt-3 text-xs text-subtle">Zoom never told when it ended, so it is counted as no time.</p>
        )}
      </Part>
      <Part title="Never received from Zoom">
        <p className="text-muted">{neverReceived[session.kind]}</p>
      </Part>
      <DetailFoot personHref={personHref} name={person.name} />
    </>
  );
}

function whoOfCall(direction: string | undefined, name: string): string {
  if (direction === "incoming") return `To ${name}`;
  return direction === "outgoing" ? `From ${name}` : `With ${name}`;
}

function reachedUs({ session }: DrawnSession, { axis }: PersonDay, cycle: HourCycle): string {
  const receivedAt = Date.parse(session.receivedAt);
  const clock = clockWithSeconds(receivedAt, axis.zone, cycle);
  const isSameDay = receivedAt >= axis.startAt && receivedAt < axis.endAt;
  const when = isSameDay ? clock : `${dayOf(receivedAt, axis.zone)}, ${clock}`;
  const startAt = Date.parse(session.startAt);
  const endAt = session.endAt === null ? null : Date.parse(session.endAt);
  if (endAt !== null && receivedAt >= endAt) return `${when}, ${lengthInWords(receivedAt - endAt)} after it ended`;
  return receivedAt < startAt ? when : `${when}, ${lengthInWords(receivedAt - startAt)} after it began`;
}

function dayOf(at: number, zone: string): string {
  return dayWithoutYear(Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString());
}
