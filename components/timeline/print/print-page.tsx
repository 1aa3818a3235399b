import { ArrowLeft } from "lucide-react";
import { LinkButton } from "#components/ui/link-button.tsx";
import { buildPersonDay } from "#lib/timeline/person-day.ts";
import { hoursOnPaper } from "#lib/timeline/print-day.ts";
import {
  type TimelineDay,
  type TimelineLayer,
  timelineLayers,
  timelineProducts,
} from "#lib/timeline/timeline-types.ts";
import { buildWeekRow, peopleOfWeek } from "#lib/timeline/week.ts";
import type { HourCycle } from "#lib/timeline/words.ts";
import { HatchPattern } from "./print-bar.tsx";
import { PrintButton } from "./print-button.tsx";
import { type PaperPerson, PrintPerson } from "./print-person.tsx";

export type PrintPageProps = {
  title: string;
  /** Whose, in whose time, narrowed how, as of when: names and what stands behind them. */
  facts: readonly (readonly [name: string, value: string])[];
  /** What stands over and under each sheet. */
  head: string;
  backHref: string;
  days: readonly TimelineDay[];
  layers: readonly TimelineLayer[];
  now: number;
  cycle: HourCycle;
  /** What to say instead of people, when there is no one to show. */
  empty: string | null;
};

/** The timeline for paper: black on white whatever the theme, with nothing around it. */
export function PrintPage({ title, facts, head, backHref, days, layers, now, cycle, empty }: PrintPageProps) {
  const people = paperPeople(days, layers, now, cycle);
  const view = hoursOnPaper(people.flatMap(({ days: own }) => own.map(({ personDay }) => personDay)));
  const isNarrow = layers.length < timelineLayers.length;
  const frame = { view, layers, now, cycle, isWeek: days.length > 1, isNarrow };
  return (
    <main data-paper className="min-h-dvh bg-surface print:min-h-0">
      <style>{sheetStyle(head)}</style>
      <div className="sticky top-0 z-10 flex items-center gap-2 border-b border-line bg-surface px-page py-2 print:hidden">
        <LinkButton href={backHref} icon={<ArrowLeft aria-hidden size={16} />}>
          Back to the timeline
        </LinkButton>
        <span className="ml-auto">
          <PrintButton />
        </span>
      </div>
      <HatchPattern />
      <div className="mx-auto max-w-[190mm] px-page py-6 print:max-w-none print:p-0">
        <h1>{title}</h1>
        <dl className="mt-2 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-0.5 tabular-nums">
          {facts.map(([name, value]) => (
            <div key={name} className="contents">
              <dt>{name}</dt>
              <dd className="font-medium break-words">{value}</dd>
            </div>
          ))}
        </dl>
        <Key />
        {empty !== null ? (
          <p className="mt-6 text-base">{empty}</p>
        ) : (
          people.map((paper) => <PrintPerson key={paper.id} paper={paper} frame={frame} />)
        )}
      </div>
    </main>
  );
}

function paperPeople(
  days: readonly TimelineDay[],
  layers: readonly TimelineLayer[],
  now: number,
  cycle: HourCycle,
): PaperPerson[] {
  const dates = days.map(({ day }) => day);
  return peopleOfWeek(days).map((one) => {
    const row = buildWeekRow(one, { dates, layers, now });
    const there = row.cells.filter((cell) => cell !== null);
    return {
      id: one.id,
      name: one.name,
      row,
      days: there.map((cell) => ({
        cell,
        personDay: buildPersonDay(cell.person, {
          day: cell.day,
          now,
          products: timelineProducts.filter((product) => layers.includes(product)),
          hasCalendar: layers.includes("calendar"),
          cycle,
        }),
      })),
    };
  });
}

/** What the three ways of drawing mean. */
function Key() {
  const box = { x: 0.5, y: 0.5, width: 23, height: 9, stroke: "CanvasText", strokeWidth: 1 };
  const items = [
    ["Happened", <rect key="happened" {...box} fill="CanvasText" />],
    ["Planned", <rect key="planned" {...box} fill="none" />],
    ["Not known", <rect key="unknown" {...box} strokeWidth={0.5} fill="url(#not-known)" />],
  ] as const;
  return (
    <ul className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-xs">
      {items.map(([name, mark]) => (
        <li key={name} className="flex items-center gap-1.5">
          <svg aria-hidden="true" width="24" height="10">
            {mark}
          </svg>
          {name}
        </li>
      ))}
      <li>Calls are lower than meetings; webinars carry a line.</li>
    </ul>
  );
}

/** Sheets of any size, upright, with the title over each and its number under it where the browser can. */
function sheetStyle(head: string): string {
  const face = "font: 8pt sans-serif; color: black";
  return `
    @page {
      size: portrait;
      margin: 18mm 13mm 16mm;
      @top-left { content: ${styleText(head)}; ${face}; white-space: nowrap }
      @bottom-left { content: "WorkSights"; ${face} }
      @bottom-right { content: "Page " counter(page) " of " counter(pages); ${face} }
    }
    @media print { body { min-height: 0 } }
  `;
}

/** A text as CSS has it: whatever is not a plain letter or digit is written by its number, so nothing can end it. */
function styleText(text: string): string {
  const escaped = text.replace(/[^A-Za-z0-9 ]/gu, (one) => `\\${one.codePointAt(0)?.toString(16)} `);
  return `"${escaped}"`;
}
