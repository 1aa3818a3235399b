"use client";

import { useMemo } from "react";
import { DAYS_OF_WEEK, type Day } from "#lib/timeline/day.ts";
import { bucketsOf, notesInWords, spentInWords } from "#lib/timeline/insights.ts";
import type { Insights } from "#lib/timeline/insights-types.ts";
import type { TimelineViewer } from "#lib/timeline/timeline-types.ts";
import { clockAt } from "#lib/timeline/words.ts";
import { HoursSection } from "./hours-section.tsx";
import { InsightFigures } from "./insight-figures.tsx";
import { InsightPeople } from "./insight-people.tsx";
import type { InsightsPerson } from "./insights-view.tsx";
import { PlannedSection } from "./planned-section.tsx";
import { TimeSection } from "./time-section.tsx";
import { type ChartName, useInsightsState } from "./use-insights-state.ts";

/** What some weeks came to: in sentences, in figures, and in three charts, each with its table. */
export function InsightsContent({
  insights,
  viewer,
  person,
  today,
  hrefOf,
}: {
  insights: Insights;
  viewer: TimelineViewer;
  person: InsightsPerson | null;
  today: Day;
  hrefOf: (personId: string) => string;
}) {
  const [{ by, tables }, setState] = useInsightsState();
  const buckets = useMemo(() => bucketsOf(insights.days, by, today), [insights.days, by, today]);
  const tableOf = (name: ChartName) => ({
    isTable: tables.includes(name),
    onTable: (isTable: boolean) =>
      void setState({ tables: isTable ? [...tables, name] : tables.filter((one) => one !== name) }),
  });
  const offDays = person === null ? [] : weekdays.filter((day) => !person.workDays.includes(day));
  return (
    <>
      <p className="max-w-[80ch] text-base tabular-nums">{spentInWords(insights, person?.name ?? null)}</p>
      <p className="mt-1 max-w-[100ch] text-muted tabular-nums">
        {[
          ...notesInWords(insights),
          `As of ${clockAt(Date.parse(insights.asOf), viewer.timeZone, viewer.hourCycle)}.`,
        ].join(" ")}
      </p>
      <InsightFigures insights={insights} />
      <TimeSection
        insights={insights}
        buckets={buckets}
        by={by}
        onBy={(next) => void setState({ by: next })}
        offDays={offDays}
        {...tableOf("time")}
      />
      <HoursSection
        insights={insights}
        cycle={viewer.hourCycle}
        workHours={person === null ? null : { start: person.workStart, end: person.workEnd }}
        {...tableOf("hours")}
      />
      {insights.planned !== null && (
        <PlannedSection insights={insights} planned={insights.planned} {...tableOf("planned")} />
      )}
      {person === null && insights.people.length > 1 && <InsightPeople people={insights.people} hrefOf={hrefOf} />}
    </>
  );
}

const weekdays = Array.from({ length: DAYS_OF_WEEK }, (_, index) => index + 1);
