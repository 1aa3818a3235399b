"use client";

import dynamic from "next/dynamic";
import { Row, Table, Td, Th } from "#components/ui/data-table.tsx";
import { dotted } from "#components/ui/figure.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { weekdayOf } from "#lib/timeline/day.ts";
import {
  type Bucket,
  kindTitles,
  lengthOnAxis,
  roundScale,
  totalInWords,
  visibleKinds,
} from "#lib/timeline/insights.ts";
import type { Insights } from "#lib/timeline/insights-types.ts";
import type { SessionKind } from "#lib/timeline/timeline-types.ts";
import { countOf, dayWithoutYear, lengthInWords } from "#lib/timeline/words.ts";
import { ChartSection } from "./chart-section.tsx";
import { ChartBones } from "./insights-skeleton.tsx";
import type { LaneRow } from "./lane-chart.tsx";

const LaneChart = dynamic(() => import("./lane-chart.tsx").then((file) => file.LaneChart), {
  ssr: false,
  loading: ChartBones,
});

const HOUR_MS = 3_600_000;
/** With more bars than this only Mondays are named. */
const MOST_TICKS = 14;

/** Time in sessions by product, for each day or week. */
export function TimeSection({
  insights,
  buckets,
  by,
  onBy,
  offDays,
  isTable,
  onTable,
}: {
  insights: Insights;
  buckets: readonly Bucket[];
  by: "day" | "week";
  onBy: (by: "day" | "week") => void;
  /** ISO weekdays off of the one person that is shown; nobody's for a team. */
  offDays: readonly number[];
  isTable: boolean;
  onTable: (isTable: boolean) => void;
}) {
  const shown = visibleKinds(insights);
  const noun = by === "day" ? "day" : "week";
  const rows = buckets.map((bucket): LaneRow => {
    const of = <T,>(value: (kind: SessionKind) => T) => ({
      meeting: value("meeting"),
      call: value("call"),
      webinar: value("webinar"),
    });
    return {
      key: bucket.key,
      name: bucket.isSoFar ? `${bucket.name}, so far` : bucket.name,
      tick: tickOf(bucket, buckets.length, by),
      values: of((kind) => bucket.time[kind].ms),
      isAtLeast: of((kind) => bucket.time[kind].isAtLeast),
      ground: bucket.isUnknown
        ? "unknown"
        : by === "day" && offDays.includes(weekdayOf(bucket.key))
          ? "quiet"
          : "plain",
      note: noteOf(bucket, insights.people.length),
    };
  });
  const lanes = shown.map((kind) => ({
    kind,
    title: kindTitles[kind],
    none: insights.totals.time[kind].isAtLeast ? "None known" : "None",
    aside: totalInWords(insights.totals.time[kind]),
    most: roundScale(Math.max(...buckets.map(({ time }) => time[kind].ms)), HOUR_MS),
  }));
  const isAnyAtLeast = shown.some((kind) => insights.totals.time[kind].isAtLeast);
  return (
    <ChartSection
      title={`Hours by ${noun}`}
      sentence={mostInWords(shown, buckets, noun)}
      controls={
        <Segmented
          label="Bars"
          items={[
            { id: "day", name: "By day" },
            { id: "week", name: "By week" },
          ]}
          selectedKey={by}
          onChange={(id) => onBy(id === "week" ? "week" : "day")}
        />
      }
      isTable={isTable}
      onTable={onTable}
      chartName={`Hours by ${noun}, a bar for each of ${countOf(buckets.length, noun)}. ${mostInWords(shown, buckets, noun)}`}
      chart={<LaneChart lanes={lanes} rows={rows} inWords={lengthInWords} onAxis={lengthOnAxis} />}
      table={<TimeTable insights={insights} kinds={shown} buckets={buckets} noun={noun} />}
      foot={`${isAnyAtLeast ? "Dots over a bar: at least this much, something of the time is not known; hatched: nothing is known. " : ""}Each product has its own scale. They are not added, because they can go on at once.`}
    />
  );
}

function tickOf({ key, isSoFar }: Bucket, count: number, by: "day" | "week"): string {
  const [weekday, date, month] = dayWithoutYear(key).split(" ");
  if (by === "week") return isSoFar ? "This week" : `${date} ${month}`;
  if (count <= 7) return `${weekday} ${date}`;
  if (count <= MOST_TICKS) return date ?? "";
  return weekdayOf(key) === 1 ? `${date} ${month}` : "";
}

function noteOf({ besideMs, unknownPeople }: Bucket, people: number): string | null {
  const parts = [
    ...(besideMs >= 60_000 ? [`${lengthInWords(besideMs)} in two at once`] : []),
    ...(unknownPeople === 0
      ? []
      : [people === 1 ? "part not known" : `part not known of ${countOf(unknownPeople, "person", "people")}`]),
  ];
  const text = parts.join(", ");
  return text === "" ? null : `${text[0]?.toUpperCase()}${text.slice(1)}`;
}

/** `Most meetings on Tue 10 Nov: 20 h 10.` */
function mostInWords(shown: readonly SessionKind[], buckets: readonly Bucket[], noun: "day" | "week"): string {
  const words = shown.flatMap((kind) => {
    const most = buckets.reduce<Bucket | null>(
      (best, one) => (best === null || one.time[kind].ms > best.time[kind].ms ? one : best),
      null,
    );
    if (most === null || most.time[kind].ms === 0) return [];
    const place = noun === "day" ? `on ${most.name}` : `in the week ${most.name}`;
    return [`${kindTitles[kind].toLowerCase()} ${place}, ${totalInWords(most.time[kind])}`];
  });
  return words.length === 0 ? "No time in sessions." : `Most time: ${words.join("; ")}.`;
}

function TimeTable({
  insights,
  kinds,
  buckets,
  noun,
}: {
  insights: Insights;
  kinds: readonly SessionKind[];
  buckets: readonly Bucket[];
  noun: "day" | "week";
}) {
  const isTeam = insights.people.length !== 1;
  return (
    <Table label={`Hours by ${noun}`}>
      <thead>
        <tr>
          <Th className="pl-0">{noun === "day" ? "Day" : "Week"}</Th>
          {kinds.map((kind) => (
            <Th key={kind} align="right">
              {kindTitles[kind]}
            </Th>
          ))}
          <Th align="right">Two at once</Th>
          <Th align="right" className="pr-0">
            {isTeam ? "People not known in full" : "Known"}
          </Th>
        </tr>
      </thead>
      <tbody>
        {buckets.map((bucket) => (
          <Row key={bucket.key} className="last:[&>th]:border-b-0">
            <th scope="row" className="h-9 border-b border-line pr-3 font-normal whitespace-nowrap tabular-nums">
              {bucket.name}
              {bucket.isSoFar && <span className="text-subtle">, so far</span>}
            </th>
            {kinds.map((kind) => (
              <Td key={kind} align="right" isNumeric className="h-9!">
                <span className={bucket.time[kind].isAtLeast ? dotted : undefined}>
                  {totalInWords(bucket.time[kind])}
                </span>
              </Td>
            ))}
            <Td align="right" isNumeric className="h-9!">
              {lengthInWords(bucket.besideMs)}
            </Td>
            <Td align="right" isNumeric className="h-9! pr-0!">
              {isTeam ? bucket.unknownPeople : bucket.unknownPeople === 0 ? "In full" : "In part"}
            </Td>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
