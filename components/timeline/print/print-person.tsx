import type { RulerView } from "#lib/timeline/layout-row.ts";
import type { PersonDay } from "#lib/timeline/person-day.ts";
import { type PrintRow, rowsOfDay, weekTotalsInWords } from "#lib/timeline/print-day.ts";
import { emptyDayInWords } from "#lib/timeline/session-words.ts";
import type { TimelineLayer } from "#lib/timeline/timeline-types.ts";
import { dayInWords, type WeekCell, type WeekRow } from "#lib/timeline/week.ts";
import { dayLong, dayShort, type HourCycle, placeOfZone, workingHours } from "#lib/timeline/words.ts";
import { PrintBar } from "./print-bar.tsx";

/** A person with their days, ready for paper. */
export type PaperPerson = {
  id: string;
  name: string;
  row: WeekRow;
  days: readonly { cell: WeekCell; personDay: PersonDay }[];
};

type PaperFrame = {
  view: RulerView;
  layers: readonly TimelineLayer[];
  now: number;
  cycle: HourCycle;
  isWeek: boolean;
  /** Whether kinds are switched off, so that an empty day need not be one. */
  isNarrow: boolean;
};

/** One person: name, totals, and each day with its bar and its list. */
export function PrintPerson({ paper, frame }: { paper: PaperPerson; frame: PaperFrame }) {
  const { layers, cycle, isWeek } = frame;
  const [first] = paper.days;
  if (first === undefined) return null;
  const { person } = first.cell;
  const facts = [
    placeOfZone(person.timeZone),
    `works ${workingHours(person.workStart, person.workEnd, cycle)}`,
    ...(person.managerName === null ? [] : [`reports to ${person.managerName}`]),
  ];
  return (
    <section aria-label={paper.name} className="mt-6 border-t-2 border-text pt-2">
      <div className="break-inside-avoid break-after-avoid">
        <h2 className="text-lg!">{paper.name}</h2>
        <p className="text-xs">{facts.join(" · ")}</p>
        {isWeek && (
          <p className="mt-1 font-medium tabular-nums">In the week: {weekTotalsInWords(paper.row.totals, layers)}</p>
        )}
      </div>
      {paper.days.map((day) => (
        <PrintDay key={day.cell.day} {...day} frame={frame} />
      ))}
    </section>
  );
}

function PrintDay({ cell, personDay, frame }: PaperPerson["days"][number] & { frame: PaperFrame }) {
  const { view, now, cycle, isWeek } = frame;
  const rows = rowsOfDay(personDay, now, cycle);
  return (
    <div className={isWeek ? "mt-4" : "mt-1"}>
      <div className="break-inside-avoid break-after-avoid">
        {isWeek && <h3 className="text-base">{dayLong(cell.day)}</h3>}
        <p className="font-medium tabular-nums first-letter:uppercase">{totalsOfDay(cell, rows.length === 0, frame)}</p>
        {rows.length > 0 && (
          <div className="mt-2 mb-1">
            <PrintBar personDay={personDay} view={view} cycle={cycle} />
          </div>
        )}
      </div>
      {rows.length > 0 && <PrintTable rows={rows} name={cell.person.name} day={cell.day} />}
    </div>
  );
}

function totalsOfDay(cell: WeekCell, isEmpty: boolean, { layers, now, isNarrow }: PaperFrame): string {
  if (!isEmpty) return dayInWords({ ...cell, layers, now }).join(", ");
  const nothing = isNarrow && cell.axis.startAt <= now ? "Nothing of these kinds." : emptyDayInWords(cell.axis, now);
  return cell.person.isWorkDay ? nothing : `${nothing} Day off.`;
}

const cellStyle = "py-1 pr-3 align-top";

/** The head of a table comes back on each page that it reaches, so that a single sheet still says whose day it is. */
function PrintTable({ rows, name, day }: { rows: readonly PrintRow[]; name: string; day: string }) {
  return (
    <table className="w-full border-collapse text-xs tabular-nums sm:table-fixed print:table-fixed">
      <caption className="sr-only">
        {name}, {dayLong(day)}
      </caption>
      <colgroup>
        <col className="w-[18%]" />
        <col className="w-[20%]" />
        <col />
        <col className="w-[10%]" />
        <col className="w-[22%]" />
      </colgroup>
      <thead>
        <tr className="hidden print:table-row">
          <td colSpan={5} className="pb-0.5 text-2xs">
            {name}, {dayShort(day)}
          </td>
        </tr>
        <tr className="border-b border-text">
          {["Time", "What", "Title or name", "Length", "Note"].map((head) => (
            <th key={head} scope="col" className={cellStyle}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className="break-inside-avoid border-b border-line-strong">
            <td className={cellStyle}>{row.when}</td>
            <td className={cellStyle}>{row.kind}</td>
            <td className={`${cellStyle} break-words ${row.look === "solid" ? "font-medium" : ""}`}>{row.title}</td>
            <td className={`${cellStyle} whitespace-nowrap`}>{row.length}</td>
            <td className={`${cellStyle} break-words`}>{row.note}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
