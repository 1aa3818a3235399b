import { CircleCheck, CircleDashed, Layers2 } from "lucide-react";
import { Figure } from "#components/ui/figure.tsx";
import { Swatch } from "#components/ui/product-mark.tsx";
import { kindTitles, visibleKinds } from "#lib/timeline/insights.ts";
import type { Insights } from "#lib/timeline/insights-types.ts";
import type { SessionKind } from "#lib/timeline/timeline-types.ts";
import { countOf, lengthInWords } from "#lib/timeline/words.ts";

const titles: Record<SessionKind, string> = {
  meeting: "In hosted meetings",
  call: "On calls",
  webinar: "In hosted webinars",
};

/** The weeks in a few figures: time by product, what of it went on at once, what was only planned, how much is known. */
export function InsightFigures({ insights }: { insights: Insights }) {
  const { totals, calendarOnly, planned, people, unknownPeople } = insights;
  const shown = visibleKinds(insights);
  const isComplete = unknownPeople === 0;
  return (
    <dl className="mt-5 grid grid-cols-2 border-y border-line lg:grid-cols-[repeat(auto-fit,minmax(0,1fr))]">
      {shown.map((kind) => (
        <Figure
          key={kind}
          icon={<Swatch kind={kind} />}
          title={titles[kind]}
          note={noteOf(kind, insights)}
          isAtLeast={totals.time[kind].isAtLeast}
        >
          {lengthInWords(totals.time[kind].ms)}
        </Figure>
      ))}
      <Figure
        icon={<Layers2 aria-hidden size={14} className="text-muted" />}
        title="Two or more at once"
        note={
          shown.length > 1
            ? "Counted once in each product"
            : `In ${kindTitles[shown[0] ?? "meeting"].toLowerCase()}, counted once`
        }
        isAtLeast={shown.some((kind) => totals.time[kind].isAtLeast)}
      >
        {lengthInWords(totals.besideMs)}
      </Figure>
      {calendarOnly !== null && planned !== null && planned.people > 0 && (
        <Figure
          icon={<Swatch kind="calendar" />}
          title="Only in the calendar"
          note={calendarOnly.count === 0 ? "None in these weeks" : `${countOf(calendarOnly.count, "event")}, not added`}
        >
          {lengthInWords(calendarOnly.ms)}
        </Figure>
      )}
      <Figure
        icon={
          isComplete ? (
            <CircleCheck aria-hidden size={14} className="text-ok" />
          ) : (
            <CircleDashed aria-hidden size={14} className="text-gap-ink" />
          )
        }
        title="Data"
        note={
          people.length === 1
            ? isComplete
              ? "For all of the time"
              : "The totals may be more"
            : "people are known in full"
        }
      >
        {people.length === 1
          ? isComplete
            ? "Complete"
            : "Part missing"
          : `${people.length - unknownPeople} of ${people.length}`}
      </Figure>
    </dl>
  );
}

function noteOf(kind: SessionKind, { totals }: Insights): string {
  const { count, overlapMs } = totals.time[kind];
  if (count === 0) return "None in these weeks";
  const counted = countOf(count, kind);
  if (kind === "call" && totals.unanswered > 0)
    return `${counted}, ${totals.unanswered.toLocaleString("en-GB")} unanswered`;
  return overlapMs < 60_000 ? counted : `${counted}, ${lengthInWords(overlapMs)} in two at once`;
}
