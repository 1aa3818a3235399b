"use client";

import { ArrowLeft, ChartNoAxesColumn } from "lucide-react";
import type { ReactNode } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { DateStepper } from "#components/ui/date-stepper.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { mondayOf } from "#lib/timeline/day.ts";
import type { TimelinePerson } from "#lib/timeline/timeline-types.ts";
import { clockAt, placeOfZone, weekInWords, workingHours } from "#lib/timeline/words.ts";
import { ExportMenu } from "./export-menu.tsx";
import { FrameFoot, LegendLine, NotRead, type Shown } from "./frame-parts.tsx";
import { KeyboardHelp } from "./keyboard-help-loader.tsx";
import { LiveNews } from "./live-news.tsx";
import { MissingPerson } from "./missing-person.tsx";
import { RangeChoice, ViewChoice, ZoneMenu, ZoomChoice } from "./timeline-choices.tsx";
import { NothingConnected, NothingVisible } from "./timeline-faces.tsx";
import { TimelineFailure } from "./timeline-query.ts";
import { TroubleStrip } from "./trouble-strip.tsx";
import type { Frame } from "./use-frame.ts";
import { useFrameKeys } from "./use-frame-keys.ts";
import type { ZoomControl } from "./use-zoom.ts";

type PersonFrameProps = {
  frame: Frame;
  shown: Shown;
  person: TimelinePerson | undefined;
  /** The day or week in words, for those who hear the page. */
  title: string;
  /** A day's bar can be looked at closer; a week can be a list instead. */
  zoom: ZoomControl | null;
  /** Above the legend. */
  figures?: ReactNode;
  children: ReactNode;
};

/** What a person's day and week have in common: who it is, the controls, the legend, the body, and every face of it. */
export function PersonFrame({ frame, shown, person, title, zoom, figures, children }: PersonFrameProps) {
  const { viewer, state, setState, today, day, range } = frame;
  const isWeek = range === "week";
  useFrameKeys(frame, zoom?.step ?? null, isWeek);
  if (shown.error instanceof TimelineFailure && shown.error.code === "not-found") return <MissingPerson />;
  const query = [...(isWeek ? ["range=week"] : []), ...(state.day === null ? [] : [`day=${state.day}`])].join("&");
  return (
    <div className="flex flex-1 flex-col bg-surface" aria-busy={shown.isPlaceholderData}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3 px-page pt-5 pb-4">
        <LinkButton
          href={query === "" ? "/timeline" : `/timeline?${query}`}
          aria-label="Back to the timeline"
          className="w-control px-0!"
          icon={<ArrowLeft aria-hidden size={16} />}
        />
        <Avatar name={person?.name ?? ""} size="xl" className="max-sm:hidden" />
        <div className="min-w-0 flex-[1_1_14rem]">
          <h1 className="truncate leading-6">
            {person?.name ?? "Timeline"}
            <span className="sr-only">, {title}</span>
          </h1>
          {person !== undefined && <WhereAndWhen frame={frame} person={person} now={shown.now} />}
        </div>
        <DateStepper
          value={day}
          today={isWeek ? mondayOf(today) : today}
          onChange={frame.goTo}
          {...(isWeek ? { stepDays: frame.stepDays, text: weekInWords(day) } : {})}
          className="max-sm:w-full"
        />
        <RangeChoice range={range} onChange={frame.setRange} />
        <ZoneMenu
          viewer={viewer}
          zone={state.zone}
          ownName={person === undefined ? "Their own time" : `${person.name.split(" ")[0]}’s time`}
          onChange={(zone) => void setState({ zone })}
        />
        {zoom !== null && <ZoomChoice zoom={state.hours} onChange={zoom.zoomTo} onStep={zoom.step} />}
        {isWeek && <ViewChoice view={frame.view} onChange={frame.setView} />}
        {person !== undefined && (
          <LinkButton href={`/insights/${person.id}`} icon={<ChartNoAxesColumn aria-hidden size={16} />}>
            Insights
          </LinkButton>
        )}
        {person !== undefined && (
          <ExportMenu ask={{ day, range, personId: person.id, zone: state.zone, products: state.products }} />
        )}
      </div>
      {shown.first !== undefined && <TroubleStrip zoom={shown.first.zoom} viewer={viewer} now={shown.now} />}
      {faceOf(frame, shown) ?? (
        <>
          {figures}
          <LegendLine viewer={viewer} shown={shown} hasGrounds={false} className="items-center" />
          {children}
          <div className="sticky bottom-0 z-10">
            <FrameFoot viewer={viewer} shown={shown} />
          </div>
        </>
      )}
      <LiveNews shown={shown} q="" cycle={viewer.hourCycle} />
      <KeyboardHelp isOpen={frame.isHelpOpen} onOpenChange={frame.setHelpOpen} singleKeys={viewer.singleKeys} />
    </div>
  );
}

/** What stands in place of the body. */
function faceOf({ viewer }: Frame, shown: Shown): ReactNode {
  const { first } = shown;
  if (first === undefined) return <NotRead {...shown} />;
  const isBare = shown.days.every(({ people }) =>
    people.every(({ sessions, events }) => sessions.length + events.length === 0),
  );
  if (first.zoom.state === "never" && isBare) return <NothingConnected zoom={first.zoom} viewer={viewer} />;
  if (first.products.length === 0) return <NothingVisible mayMap={viewer.mayMap} />;
  return null;
}

function WhereAndWhen({ frame, person, now }: { frame: Frame; person: TimelinePerson; now: number }) {
  const { viewer } = frame;
  const isOwn = person.id === viewer.personId;
  return (
    <p className="text-muted tabular-nums">
      {clockAt(now, person.timeZone, viewer.hourCycle)} in {placeOfZone(person.timeZone)}
      <span className="text-subtle">
        {" "}
        · works {workingHours(person.workStart, person.workEnd, viewer.hourCycle)}
        {frame.range === "week" || person.isWorkDay ? "" : ", not on this day"}
        {person.managerName === null || isOwn ? "" : ` · reports to ${person.managerName}`}
      </span>
    </p>
  );
}
