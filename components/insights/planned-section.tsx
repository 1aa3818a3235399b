"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { Row, Table, Td, Th } from "#components/ui/data-table.tsx";
import { type Insights, type PlannedInsights, toleranceMs } from "#lib/timeline/insights-types.ts";
import { countOf, lengthInWords } from "#lib/timeline/words.ts";
import { ChartSection } from "./chart-section.tsx";
import { ChartBones } from "./insights-skeleton.tsx";
import type { Outcome } from "./outcome-chart.tsx";

const OutcomeChart = dynamic(() => import("./outcome-chart.tsx").then((file) => file.OutcomeChart), {
  ssr: false,
  loading: ChartBones,
});

/** Planned against actual: what became of the events of those who have a calendar here. */
export function PlannedSection({
  insights,
  planned,
  isTable,
  onTable,
}: {
  insights: Insights;
  planned: PlannedInsights;
  isTable: boolean;
  onTable: (isTable: boolean) => void;
}) {
  const { held, notHeld, notKnown, unplanned, people } = planned;
  const isOne = insights.people.length === 1;
  if (people === 0) {
    return (
      <Section title="Planned and held">
        {isOne
          ? "There is no calendar of this person here, so what was planned is not known."
          : "Nobody here has added a calendar, so what was planned is not known."}
      </Section>
    );
  }
  const known = held.count + (notHeld?.count ?? 0) + notKnown.count + unplanned.count;
  if (known === 0) {
    return <Section title="Planned and held">No Zoom meeting was planned in these weeks, and none was held.</Section>;
  }
  const limit = lengthInWords(toleranceMs);
  const outcomes: Outcome[] = [
    { name: "Held as planned", count: held.asPlanned, look: "held" },
    { name: `Began ${limit} late or more`, count: held.late, look: "held" },
    { name: `Ran ${limit} over or more`, count: held.over, look: "held" },
    { name: `Ended ${limit} early or more`, count: held.short, look: "held" },
    { name: "Held without a plan", count: unplanned.count, look: "held" },
    ...(notHeld === null ? [] : [{ name: "Not held", count: notHeld.count, look: "planned" as const }]),
    { name: "Not known", count: notKnown.count, look: "unknown" },
  ];
  const sentence = sentenceOf(planned);
  return (
    <ChartSection
      title="Planned and held"
      sentence={sentence}
      isTable={isTable}
      onTable={onTable}
      chartName={`How planned Zoom meetings were held. ${sentence}`}
      chart={
        <div className="grid gap-x-12 gap-y-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <OutcomeChart outcomes={outcomes} />
          <PlannedFigures planned={planned} />
        </div>
      }
      table={<PlannedTable planned={planned} outcomes={outcomes} />}
      foot={footOf(planned, insights)}
    />
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="border-b border-line py-6">
      <h2>{title}</h2>
      <p className="mt-1 text-muted">{children}</p>
    </section>
  );
}

function sentenceOf({ held, notHeld, notKnown, unplanned }: PlannedInsights): string {
  const judged = held.count + (notHeld?.count ?? 0);
  const first =
    judged === 0
      ? "Nothing that was planned is known to have been held."
      : notHeld === null
        ? `${countOf(held.count, "planned Zoom meeting was", "planned Zoom meetings were")} held.`
        : `Of ${countOf(judged, "planned Zoom meeting")} ${held.count === judged ? "all" : held.count.toLocaleString("en-GB")} ${held.count === 1 && judged !== 1 ? "was" : judged === 1 && held.count === 1 ? "was" : "were"} held`;
  const times = held.count === 0 ? "" : `, ${lengthInWords(held.ms)} instead of ${lengthInWords(held.plannedMs)}`;
  const rest = [
    ...(unplanned.count === 0
      ? []
      : [`${countOf(unplanned.count, "session had", "sessions had")} no event in the calendar.`]),
    ...(notKnown.count === 0
      ? []
      : [`Whether ${countOf(notKnown.count, "event was", "events were")} held is not known.`]),
  ];
  return [notHeld === null || judged === 0 ? first : `${first}${times}.`, ...rest].join(" ");
}

function footOf({ people, failingPeople, notHeld }: PlannedInsights, insights: Insights): string {
  const whom =
    insights.people.length === 1 ? "" : `Of ${people} of ${insights.people.length} people, who have a calendar here. `;
  const failing =
    failingPeople === 0
      ? ""
      : `${insights.people.length === 1 ? "The calendar could not be read lately. " : `Calendars of ${countOf(failingPeople, "person", "people")} could not be read lately. `}`;
  const hidden = notHeld === null ? "What was not held can not be told while a product is hidden. " : "";
  return `${whom}${failing}${hidden}One meeting can be late and run over. What goes on is compared when it is over; events that others host are only in the calendar.`;
}

function averageInWords(ms: number | null, after: string, before: string): string {
  if (ms === null) return "Not known";
  if (Math.abs(ms) < 60_000) return "On time";
  return `${lengthInWords(Math.abs(ms))} ${ms > 0 ? after : before}`;
}

function PlannedFigures({ planned: { held, notHeld, unplanned } }: { planned: PlannedInsights }) {
  const figures = [
    ["Planned, of what was held", lengthInWords(held.plannedMs)],
    ["Held", lengthInWords(held.ms)],
    ["Began on average", averageInWords(held.averageLateMs, "late", "early")],
    ["Ended on average", averageInWords(held.averageOverMs, "over", "early")],
    ...(notHeld === null ? [] : [["Planned and not held", lengthInWords(notHeld.ms)]]),
    ["Held without a plan", lengthInWords(unplanned.ms)],
  ];
  return (
    <dl className="self-start">
      {figures.map(([name, value]) => (
        <div
          key={name}
          className="flex min-h-8 items-center justify-between gap-4 border-b border-line last:border-b-0"
        >
          <dt className="text-muted">{name}</dt>
          <dd className="font-medium tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function PlannedTable({ planned, outcomes }: { planned: PlannedInsights; outcomes: readonly Outcome[] }) {
  const { held, notHeld, notKnown, unplanned } = planned;
  const rows: [name: string, count: string, planned: string, held: string][] = [
    ["Held, all", String(held.count), lengthInWords(held.plannedMs), lengthInWords(held.ms)],
    ...outcomes
      .filter(({ look }) => look === "held")
      .filter(({ name }) => name !== "Held without a plan")
      .map(({ name, count }): [string, string, string, string] => [name, String(count), "", ""]),
    ["Held without a plan", String(unplanned.count), "", lengthInWords(unplanned.ms)],
    ...(notHeld === null
      ? []
      : [
          ["Not held", String(notHeld.count), lengthInWords(notHeld.ms), lengthInWords(0)] as [
            string,
            string,
            string,
            string,
          ],
        ]),
    ["Not known", String(notKnown.count), lengthInWords(notKnown.ms), "not known"],
    ["Began on average", "", "", averageInWords(held.averageLateMs, "late", "early")],
    ["Ended on average", "", "", averageInWords(held.averageOverMs, "over", "early")],
  ];
  return (
    <Table label="Planned and held">
      <thead>
        <tr>
          <Th className="pl-0">Outcome</Th>
          <Th align="right">Meetings</Th>
          <Th align="right">Planned</Th>
          <Th align="right" className="pr-0">
            Held
          </Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, count, plannedTime, heldTime]) => (
          <Row key={name} className="last:[&>th]:border-b-0">
            <th scope="row" className="h-9 border-b border-line pr-3 font-normal">
              {name}
            </th>
            <Td align="right" isNumeric className="h-9!">
              {count}
            </Td>
            <Td align="right" isNumeric className="h-9!">
              {plannedTime}
            </Td>
            <Td align="right" isNumeric className="h-9! pr-0!">
              {heldTime}
            </Td>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
