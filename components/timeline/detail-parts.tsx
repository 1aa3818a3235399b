import { Link2 } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { PersonDay } from "#lib/timeline/person-day.ts";
import { plannedActualInWords, plannedAgainstActual } from "#lib/timeline/planned-actual.ts";
import { clockInDay } from "#lib/timeline/session-words.ts";
import type { TimelineEvent } from "#lib/timeline/timeline-types.ts";
import { type HourCycle, lengthInWords } from "#lib/timeline/words.ts";

/** A part of a detail, with its heading. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="border-t border-line px-5 py-4">
      <h3 className="mb-3 text-xs font-medium text-subtle">{title}</h3>
      {children}
    </section>
  );
}

/** Names and values. */
export function Facts({ facts }: { facts: readonly (readonly [string, string])[] }) {
  return (
    <dl className="grid grid-cols-[88px_minmax(0,1fr)] gap-x-2 gap-y-1.5">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-subtle">{name}</dt>
          <dd className="min-w-0 break-words tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What was planned beside what was held. */
export function PlannedAndActual({
  event,
  personDay,
  now,
  cycle,
}: {
  event: TimelineEvent;
  personDay: PersonDay;
  now: number;
  cycle: HourCycle;
}) {
  const sessions = personDay.person.sessions.filter(({ id }) => event.sessionIds.includes(id));
  const figures = plannedAgainstActual(event, sessions, now);
  const at = (iso: string) => clockInDay(personDay.axis, Date.parse(iso), cycle);
  const words = plannedActualInWords(figures, event.standing);
  return (
    <Part title="Planned and actual">
      <Facts
        facts={[
          ["Planned", `${at(event.startAt)} – ${at(event.endAt)}, ${lengthInWords(figures.plannedMs)}`],
          ["Held", figures.parts === 0 ? "No session on this day" : lengthInWords(figures.heldMs)],
          ["Calendar", event.calendarName],
        ]}
      />
      {words.length > 0 && <p className="mt-3 font-medium">{words.join(", ")}.</p>}
      <p className="mt-2 text-xs text-subtle">
        Matched by meeting number and time, or by title and time. Counted once.
      </p>
    </Part>
  );
}

/** The buttons at the foot of a detail. `personHref` is null on the person's own page. */
export function DetailFoot({ personHref, name }: { personHref: string | null; name: string }) {
  return (
    <div className="sticky bottom-0 mt-auto flex gap-2 border-t border-line bg-surface px-5 py-3 max-[75rem]:bg-raised">
      {personHref !== null && (
        <LinkButton href={personHref} className="flex-1">
          Open {name.split(" ")[0]}’s day
        </LinkButton>
      )}
      <Button icon={<Link2 aria-hidden size={16} />} onPress={() => void copyLink()}>
        Copy link
      </Button>
    </div>
  );
}

async function copyLink(): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    toast.success("Link copied. It shows the same to those who may see it.");
  } catch {
    toast.error("The browser did not allow copying. Copy the address from its bar.");
  }
}
