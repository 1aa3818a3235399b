"use client";

import dynamic from "next/dynamic";
import { Row, Table, Td, Th } from "#components/ui/data-table.tsx";
import { kindTitles, roundScale, shareInWords, shareOf, visibleKinds } from "#lib/timeline/insights.ts";
import type { InsightHour, Insights } from "#lib/timeline/insights-types.ts";
import type { SessionKind } from "#lib/timeline/timeline-types.ts";
import { clockOfMinute, type HourCycle, lengthInWords, listOf } from "#lib/timeline/words.ts";
import { ChartSection } from "./chart-section.tsx";
import { ChartBones } from "./insights-skeleton.tsx";
import type { LaneRow } from "./lane-chart.tsx";

const LaneChart = dynamic(() => import("./lane-chart.tsx").then((file) => file.LaneChart), {
  ssr: false,
  loading: ChartBones,
});

const MINUTES = 60;
const HOURS_BETWEEN_TICKS = 3;

/** When in the day: the share of each hour that went into sessions, on working days and by everyone's own clock. */
export function HoursSection({
  insights,
  cycle,
  workHours,
  isTable,
  onTable,
}: {
  insights: Insights;
  cycle: HourCycle;
  /** Minutes from midnight, of the one person that is shown. */
  workHours: { start: number; end: number } | null;
  isTable: boolean;
  onTable: (isTable: boolean) => void;
}) {
  const shown = visibleKinds(insights);
  const { hours, totals } = insights;
  const rows = hours.map((hour): LaneRow => {
    const isAtLeast = (kind: SessionKind) => totals.time[kind].isAtLeast && shareOf(hour, kind) > 0;
    return {
      key: String(hour.hour),
      name: hourInWords(hour, cycle),
      tick: hour.hour % HOURS_BETWEEN_TICKS === 0 ? clockOfMinute(hour.hour * MINUTES, cycle) : "",
      values: { meeting: shareOf(hour, "meeting"), call: shareOf(hour, "call"), webinar: shareOf(hour, "webinar") },
      isAtLeast: { meeting: isAtLeast("meeting"), call: isAtLeast("call"), webinar: isAtLeast("webinar") },
      ground:
        workHours !== null && ((hour.hour + 1) * MINUTES <= workHours.start || hour.hour * MINUTES >= workHours.end)
          ? "quiet"
          : "plain",
      note: null,
    };
  });
  const lanes = shown.map((kind) => ({
    kind,
    title: kindTitles[kind],
    none: totals.time[kind].isAtLeast ? "None known" : "None",
    aside: "",
    most: Math.min(1, roundScale(Math.max(...hours.map((hour) => shareOf(hour, kind))), 0.01)),
  }));
  const busiest = busiestInWords(shown, hours, cycle);
  return (
    <ChartSection
      title="When in the day"
      sentence={`On working days, by ${insights.people.length === 1 ? "the person’s" : "each person’s"} own clock. ${busiest} ${offInWords(shown, hours)}`}
      isTable={isTable}
      onTable={onTable}
      chartName={`The share of each of 24 hours that went into sessions on working days. ${busiest}`}
      chart={<LaneChart lanes={lanes} rows={rows} inWords={shareInWords} onAxis={shareInWords} />}
      table={<HoursTable kinds={shown} hours={hours} cycle={cycle} />}
      foot={`100 % would be the whole hour on all of the working days${insights.people.length === 1 ? "" : " of all of the people"} so far. Each product has its own scale.${workHours === null ? "" : " The quiet ground is outside of working hours."}`}
    />
  );
}

function hourInWords({ hour }: InsightHour, cycle: HourCycle): string {
  return `${clockOfMinute(hour * MINUTES, cycle)} to ${clockOfMinute((hour + 1) * MINUTES, cycle)}`;
}

/** `Most meetings between 10:00 and 11:00: 34 % of that hour.` */
function busiestInWords(shown: readonly SessionKind[], hours: readonly InsightHour[], cycle: HourCycle): string {
  const words = shown.flatMap((kind) => {
    const most = hours.reduce<InsightHour | null>(
      (best, hour) => (best === null || shareOf(hour, kind) > shareOf(best, kind) ? hour : best),
      null,
    );
    if (most === null || shareOf(most, kind) === 0) return [];
    return [
      `${kindTitles[kind].toLowerCase()} from ${hourInWords(most, cycle)}, ${shareInWords(shareOf(most, kind))} of that hour`,
    ];
  });
  return words.length === 0 ? "Nothing was hosted and there was no call." : `Most time: ${words.join("; ")}.`;
}

function offInWords(shown: readonly SessionKind[], hours: readonly InsightHour[]): string {
  const parts = shown.flatMap((kind) => {
    const ms = hours.reduce((sum, { offMs }) => sum + offMs[kind], 0);
    return ms < 60_000 ? [] : [`${lengthInWords(ms)} in ${kindTitles[kind].toLowerCase()}`];
  });
  return parts.length === 0 ? "Nothing on days off." : `On days off: ${listOf(parts)}.`;
}

function HoursTable({
  kinds,
  hours,
  cycle,
}: {
  kinds: readonly SessionKind[];
  hours: readonly InsightHour[];
  cycle: HourCycle;
}) {
  return (
    <Table label="When in the day">
      <thead>
        <tr>
          <Th className="pl-0">Hour</Th>
          {kinds.flatMap((kind) => [
            <Th key={`${kind} work`} align="right">
              {kindTitles[kind]}, working days
            </Th>,
            <Th key={`${kind} off`} align="right">
              {kindTitles[kind]}, days off
            </Th>,
          ])}
        </tr>
      </thead>
      <tbody>
        {hours.map((hour) => (
          <Row key={hour.hour} className="last:[&>th]:border-b-0">
            <th scope="row" className="h-9 border-b border-line pr-3 font-normal whitespace-nowrap tabular-nums">
              {hourInWords(hour, cycle)}
            </th>
            {kinds.flatMap((kind) => [
              <Td key={`${kind} work`} align="right" isNumeric className="h-9!">
                {lengthInWords(hour.workMs[kind])}
                <span className="text-subtle">, {shareInWords(shareOf(hour, kind))}</span>
              </Td>,
              <Td key={`${kind} off`} align="right" isNumeric className="h-9!">
                {lengthInWords(hour.offMs[kind])}
              </Td>,
            ])}
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
