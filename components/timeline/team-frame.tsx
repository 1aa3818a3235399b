"use client";

import type { ReactNode } from "react";
import { mondayOf } from "#lib/timeline/day.ts";
import { ExportMenu } from "./export-menu.tsx";
import { FrameFoot, LegendLine, type Shown } from "./frame-parts.tsx";
import { KeyboardHelp } from "./keyboard-help-loader.tsx";
import { LiveNews } from "./live-news.tsx";
import { PeopleChoice, ViewChoice, ZoneMenu, ZoomChoice } from "./timeline-choices.tsx";
import { TimelineToolbar } from "./timeline-toolbar.tsx";
import { TroubleStrip } from "./trouble-strip.tsx";
import type { Frame } from "./use-frame.ts";
import { useFrameKeys } from "./use-frame-keys.ts";
import type { ZoomControl } from "./use-zoom.ts";

type TeamFrameProps = {
  frame: Frame;
  shown: Shown;
  title: string;
  /** Hours can be chosen; null where there is one ruler only. */
  zoom: ZoomControl | null;
  /** Beside the body: what is known of the selected one. */
  aside?: ReactNode;
  /** Under the body, while nothing more urgent stands there. */
  foot?: ReactNode;
  children: ReactNode;
};

/** What a team's day and week have in common: the controls above, the state of Zoom, the body, the foot. */
export function TeamFrame({ frame, shown, title, zoom, aside, foot, children }: TeamFrameProps) {
  const { viewer, state, setState } = frame;
  useFrameKeys(frame, frame.view === "grid" ? (zoom?.step ?? null) : null, true);
  const size = shown.first?.people.length;
  return (
    <div className="flex flex-1 flex-col bg-surface sm:h-[calc(100dvh-var(--spacing-nav))] sm:min-h-0 sm:flex-none">
      <h1 className="sr-only">Timeline, {title}</h1>
      <div className="z-10 bg-surface max-sm:sticky max-sm:top-nav">
        <TimelineToolbar
          day={frame.day}
          today={frame.range === "week" ? mondayOf(frame.today) : frame.today}
          onDay={frame.goTo}
          range={frame.range}
          onRange={frame.setRange}
          q={state.q}
          onSearch={(size ?? 2) > 1 || state.q !== "" ? (q) => void setState({ q }) : null}
          singleKeys={viewer.singleKeys}
          people={
            <PeopleChoice
              viewer={viewer}
              people={state.people}
              onChange={(people) => void setState({ people, block: null })}
            />
          }
        >
          <ZoneMenu
            viewer={viewer}
            zone={state.zone}
            ownName="Each person’s own time"
            onChange={(zone) => void setState({ zone })}
          />
          {zoom !== null && frame.view === "grid" && (
            <ZoomChoice zoom={state.hours} onChange={zoom.zoomTo} onStep={zoom.step} />
          )}
          <ViewChoice view={frame.view} onChange={frame.setView} />
          <ExportMenu
            ask={{
              day: frame.day,
              range: frame.range,
              people: state.people,
              zone: state.zone,
              q: state.q,
              products: state.products,
            }}
          />
        </TimelineToolbar>
        <LegendLine viewer={viewer} shown={shown} hasGrounds className="border-b border-line-strong sm:pt-1" />
      </div>
      {shown.first !== undefined && <TroubleStrip zoom={shown.first.zoom} viewer={viewer} now={shown.now} />}
      <div className="flex min-h-0 flex-1">
        <div
          // Another day than its date says is on screen for this long: if that is not short, it steps back.
          className="flex min-w-0 flex-1 flex-col transition-opacity aria-busy:opacity-50 aria-busy:delay-300"
          aria-busy={shown.isPlaceholderData}
        >
          {children}
          <FrameFoot viewer={viewer} shown={shown}>
            {foot}
          </FrameFoot>
        </div>
        {aside}
      </div>
      <LiveNews shown={shown} q={state.q} cycle={viewer.hourCycle} />
      <KeyboardHelp isOpen={frame.isHelpOpen} onOpenChange={frame.setHelpOpen} singleKeys={viewer.singleKeys} />
    </div>
  );
}
