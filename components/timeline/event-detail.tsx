import { Avatar } from "#components/ui/avatar.tsx";
import { providerInWords, standingInSentence, titleOfEvent } from "#lib/timeline/event-words.ts";
import type { DrawnEvent, PersonDay } from "#lib/timeline/person-day.ts";
import { clockInDay } from "#lib/timeline/session-words.ts";
import { dayWithoutYear, type HourCycle, lengthInWords, placeOfZone } from "#lib/timeline/words.ts";
import { DetailFoot, Facts, Part, PlannedAndActual } from "./detail-parts.tsx";
import { OtherDays } from "./other-days.tsx";

export type EventDetailProps = {
  drawn: DrawnEvent;
  personDay: PersonDay;
  now: number;
  cycle: HourCycle;
  personHref: string | null;
};

/** Everything that we keep of a calendar event, what became of it, and what was dropped when it was read. */
export function EventDetail({ drawn, personDay, now, cycle, personHref }: EventDetailProps) {
  const { event } = drawn;
  const { person, axis } = personDay;
  const [startAt, endAt] = [Date.parse(event.startAt), Date.parse(event.endAt)];
  return (
    <>
      <section className="px-5 pt-1 pb-4">
        <h2 className="text-lg tracking-[-0.011em] break-words">{titleOfEvent(event)}</h2>
        <p className="mt-1 flex items-center gap-1.5 text-muted">
          <Avatar name={person.name} size="xs" />
          In the calendar of {person.name}
        </p>
        <p className="mt-4 flex flex-wrap items-baseline gap-x-2 tabular-nums">
          <strong className="text-xl font-semibold tracking-title">
            {event.isAllDay ? "All day" : `${clockInDay(axis, startAt, cycle)} – ${clockInDay(axis, endAt, cycle)}`}
          </strong>
          {!event.isAllDay && <span className="text-muted">{lengthInWords(endAt - startAt)}</span>}
        </p>
        <p className="text-subtle">
          {dayWithoutYear(axis.day)}, {placeOfZone(axis.zone)} time
        </p>
        <OtherDays drawn={drawn} axis={axis} />
      </section>
      <Part title="What became of it">
        <p>{standingInSentence(event.standing)}</p>
      </Part>
      {event.sessionIds.length > 0 && <PlannedAndActual event={event} personDay={personDay} now={now} cycle={cycle} />}
      <Part title="The event">
        <Facts
          facts={[
            ["Calendar", event.calendarName],
            ["Meeting in", providerInWords(event.provider)],
            ["Organiser", event.isOwn === null ? "Not told" : event.isOwn ? person.name : "Someone else"],
            ["Answer", event.isTentative ? "Tentative" : "Confirmed"],
          ]}
        />
      </Part>
      <Part title="Dropped when it was read">
        <p className="text-muted">Attendees, other organisers, description, place, links, the meeting number.</p>
      </Part>
      <DetailFoot personHref={personHref} name={person.name} />
    </>
  );
}
