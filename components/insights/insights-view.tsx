"use client";

import { ArrowLeft, ChartGantt } from "lucide-react";
import { type ReactNode, use } from "react";
import { MissingPerson } from "#components/timeline/missing-person.tsx";
import { NotLoaded } from "#components/timeline/not-loaded.tsx";
import { PeopleChoice } from "#components/timeline/timeline-choices.tsx";
import { NothingConnected, NothingVisible } from "#components/timeline/timeline-faces.tsx";
import { TimelineFailure } from "#components/timeline/timeline-query.ts";
import { TroubleStrip } from "#components/timeline/trouble-strip.tsx";
import { useNow } from "#components/timeline/use-now.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { DateStepper } from "#components/ui/date-stepper.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { addDays, DAYS_OF_WEEK, dayIn, mondayOf } from "#lib/timeline/day.ts";
import {
  chosenWeeks,
  periodNames,
  periodOf,
  periods,
  usualPeriod,
  weeksInWords,
} from "#lib/timeline/insight-period.ts";
import { kinds } from "#lib/timeline/insights.ts";
import type { Insights } from "#lib/timeline/insights-types.ts";
import { temporalReady } from "#lib/timeline/load-temporal.ts";
import type { TimelineViewer } from "#lib/timeline/timeline-types.ts";
import { clockAt, placeOfZone, workingHours } from "#lib/timeline/words.ts";
import { InsightsContent } from "./insights-content.tsx";
import { NothingToSum } from "./insights-faces.tsx";
import { InsightsBones } from "./insights-skeleton.tsx";
import { useInsights } from "./use-insights.ts";
import { useInsightsState } from "./use-insights-state.ts";

/** The one person that is shown, as far as the page needs to know. */
export type InsightsPerson = {
  id: string;
  name: string;
  timeZone: string;
  workStart: number;
  workEnd: number;
  workDays: readonly number[];
};

export type InsightsViewProps = {
  viewer: TimelineViewer;
  /** Null for a team. */
  person: InsightsPerson | null;
  /** When the server drew it, in milliseconds. */
  readAt: number;
};

/** Some weeks of a team, or of a person: which, whose, and what they came to. */
export function InsightsView({ viewer, person, readAt }: InsightsViewProps) {
  if (temporalReady !== null) use(temporalReady);
  const [state, setState] = useInsightsState();
  const now = useNow(readAt, 60_000);
  const today = dayIn(person?.timeZone ?? viewer.timeZone, now);
  const { from, weeks, period } = chosenWeeks(state, today);
  const { data, error, isFetching, isPlaceholderData, refetch } = useInsights({
    from,
    weeks,
    ...(person === null ? { people: state.people } : { personId: person.id }),
  });
  if (error instanceof TimelineFailure && error.code === "not-found") return <MissingPerson />;

  /** The latest weeks of this length are the ones of "today". */
  const latest = addDays(mondayOf(today), (1 - weeks) * DAYS_OF_WEEK);
  const goTo = (day: string) => {
    const next = { from: mondayOf(day), weeks };
    const known = periodOf(next, today);
    void setState(known === null ? next : { period: known, from: null, weeks: null });
  };
  const keep = person === null ? ["period", "from", "weeks", "by"] : [];
  const hrefOf = (personId: string) => {
    const query = new URLSearchParams();
    for (const name of keep) {
      const value = state[name as "period" | "from" | "weeks" | "by"];
      if (value !== null && value !== usualPeriod && value !== "day") query.set(name, String(value));
    }
    return `/insights/${personId}${query.size === 0 ? "" : `?${query}`}`;
  };

  const face = (insights: Insights): ReactNode => {
    const { time } = insights.totals;
    const isBare = kinds.every((kind) => time[kind].count === 0);
    if (isBare && insights.zoom.state !== "connected") return <NothingConnected zoom={insights.zoom} viewer={viewer} />;
    if (insights.products.length === 0) return <NothingVisible mayMap={viewer.mayMap} />;
    // What was planned is worth a look only where we could have known of a session.
    if (isBare && (insights.unknown.length > 0 || (insights.calendarOnly?.count ?? 0) === 0)) {
      const onUsual =
        period === usualPeriod ? null : () => void setState({ period: usualPeriod, from: null, weeks: null });
      return <NothingToSum insights={insights} onUsual={onUsual} />;
    }
    return null;
  };

  return (
    <div className="flex flex-1 flex-col bg-surface">
      {data !== undefined && <TroubleStrip zoom={data.zoom} viewer={viewer} now={now} />}
      <div className="mx-auto flex w-full max-w-[1328px] flex-1 flex-col px-page pt-5 pb-8">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
          {person !== null && (
            <LinkButton
              href="/insights"
              aria-label="Back to the insights of the team"
              className="w-control px-0!"
              icon={<ArrowLeft aria-hidden size={16} />}
            />
          )}
          {person !== null && <Avatar name={person.name} size="xl" className="max-sm:hidden" />}
          <div className="min-w-0 flex-[1_1_12rem]">
            <h1 className="truncate leading-6">
              {person?.name ?? "Insights"}
              <span className="sr-only">
                , {person === null ? "" : "insights, "}
                {weeksInWords({ from, weeks })}
              </span>
            </h1>
            {person !== null && (
              <p className="text-muted tabular-nums">
                Insights
                <span className="text-subtle">
                  {" "}
                  · {clockAt(now, person.timeZone, viewer.hourCycle)} in {placeOfZone(person.timeZone)} · works{" "}
                  {workingHours(person.workStart, person.workEnd, viewer.hourCycle)}
                </span>
              </p>
            )}
          </div>
          {person !== null && (
            <LinkButton href={`/timeline/${person.id}`} icon={<ChartGantt aria-hidden size={16} />}>
              Timeline
            </LinkButton>
          )}
          {person === null && (
            <PeopleChoice viewer={viewer} people={state.people} onChange={(people) => void setState({ people })} />
          )}
          <Segmented
            label="Weeks"
            items={periods.map((id) => ({ id, name: periodNames[id] }))}
            selectedKey={period ?? ""}
            onChange={(id) =>
              void setState({ period: periods.find((one) => one === id) ?? usualPeriod, from: null, weeks: null })
            }
          />
          <DateStepper
            value={from}
            today={latest}
            maxValue={mondayOf(today)}
            stepDays={weeks * DAYS_OF_WEEK}
            text={weeksInWords({ from, weeks })}
            onChange={goTo}
            className="max-sm:w-full"
          />
        </div>
        <div
          aria-busy={isPlaceholderData}
          className="mt-5 flex flex-1 flex-col transition-opacity aria-busy:opacity-50 aria-busy:delay-300"
        >
          {data === undefined ? (
            error === null ? (
              <InsightsBones />
            ) : (
              <NotLoaded
                error={error}
                title="Insights could not be loaded"
                safe="Nothing is lost: these are sums of what the timeline keeps."
                isRetrying={isFetching}
                onRetry={() => void refetch()}
              />
            )
          ) : (
            (face(data) ?? (
              <InsightsContent insights={data} viewer={viewer} person={person} today={today} hrefOf={hrefOf} />
            ))
          )}
        </div>
      </div>
    </div>
  );
}
