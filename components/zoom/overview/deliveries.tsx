"use client";

import { ChartColumn, Table2 } from "lucide-react";
import { useState } from "react";
import {
  Bar,
  BarChart,
  CartesianGrid,
  ResponsiveContainer,
  Tooltip,
  type TooltipContentProps,
  XAxis,
  YAxis,
} from "recharts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { Row, Table, Td, Th } from "#components/ui/data-table.tsx";
import { Swatch } from "#components/ui/product-mark.tsx";
import type { DeliveryDayView } from "#lib/integration/overview-types.ts";

const series = [
  { key: "meetings", name: "Meetings", kind: "meeting", fill: "var(--color-meeting)" },
  { key: "phone", name: "Phone", kind: "call", fill: "var(--color-call)" },
  { key: "webinars", name: "Webinars", kind: "webinar", fill: "var(--color-webinar)" },
] as const;

const full = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" });
const monthDay = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const number = (value: number) => value.toLocaleString("en-GB");

/** What came from Zoom on each of the last 14 UTC days, as a chart and as a table. */
export function Deliveries({ days }: { days: readonly DeliveryDayView[] }) {
  const [isTable, setIsTable] = useState(false);
  const total = days.reduce((sum, day) => sum + sumOf(day), 0);
  return (
    <Card aria-label="Deliveries">
      <CardHeader
        title="Deliveries, last 14 days"
        meta="UTC days"
        actions={
          <>
            <span className="mr-1 flex items-center gap-3 text-xs text-muted max-sm:hidden">
              {series.map(({ key, name, kind }) => (
                <span key={key} className="flex items-center gap-1.5">
                  <Swatch kind={kind} />
                  {name}
                </span>
              ))}
            </span>
            <Button
              size="sm"
              icon={isTable ? <ChartColumn aria-hidden size={14} /> : <Table2 aria-hidden size={14} />}
              onPress={() => setIsTable(!isTable)}
            >
              {isTable ? "Chart" : "Table"}
            </Button>
          </>
        }
      />
      {isTable ? (
        <DeliveryTable days={days} />
      ) : total === 0 ? (
        <p className="px-4 pb-6 text-muted">Nothing has come from Zoom in these days.</p>
      ) : (
        <DeliveryChart days={days} total={total} />
      )}
    </Card>
  );
}

function DeliveryChart({ days, total }: { days: readonly DeliveryDayView[]; total: number }) {
  return (
    <div
      role="img"
      aria-label={`${number(total)} deliveries in 14 days. The button above shows them as a table.`}
      className="h-56 px-4 pb-3 [&_*]:outline-none"
    >
      <ResponsiveContainer width="100%" height="100%">
        <BarChart data={[...days]} margin={{ top: 8, right: 0, bottom: 0, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--color-line)" />
          <XAxis
            dataKey="day"
            tickLine={false}
            axisLine={false}
            interval="preserveStartEnd"
            tick={{ fill: "var(--color-subtle)", fontSize: 11 }}
            tickFormatter={(day: string) => tickOf(day, days)}
          />
          <YAxis
            width={44}
            tickLine={false}
            axisLine={false}
            allowDecimals={false}
            tick={{ fill: "var(--color-subtle)", fontSize: 11 }}
            tickFormatter={number}
          />
          <Tooltip cursor={{ fill: "var(--color-hover)" }} isAnimationActive={false} content={DayTip} />
          {series.map(({ key, name, fill }, index) => (
            <Bar
              key={key}
              dataKey={key}
              name={name}
              stackId="day"
              fill={fill}
              maxBarSize={24}
              isAnimationActive={false}
              stroke="var(--color-surface)"
              strokeWidth={1}
              {...(index === series.length - 1 ? { radius: [3, 3, 0, 0] as [number, number, number, number] } : {})}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

function tickOf(day: string, days: readonly DeliveryDayView[]): string {
  if (day === days.at(-1)?.day) return "Today";
  const date = new Date(day);
  return day === days[0]?.day || date.getUTCDate() === 1 ? monthDay.format(date) : String(date.getUTCDate());
}

function DayTip({ active, payload }: TooltipContentProps) {
  const day = payload?.[0]?.payload as DeliveryDayView | undefined;
  if (active !== true || day === undefined) return null;
  return (
    <div className="w-46 rounded-lg bg-raised px-3 py-2.5 text-xs text-muted shadow-pop tabular-nums [&_b]:ml-auto [&_b]:font-medium [&_b]:text-text">
      <p className="font-medium text-text">{full.format(new Date(day.day))}</p>
      {series.map(({ key, name, kind }) => (
        <p key={key} className="mt-1 flex items-center gap-2">
          <Swatch kind={kind} />
          {name} <b>{number(day[key])}</b>
        </p>
      ))}
      <p className="mt-2 flex border-t border-line pt-2">
        Repeated, merged <b>{number(day.repeated)}</b>
      </p>
      <p className="mt-1 flex">
        About Zoom users <b>{number(day.other)}</b>
      </p>
    </div>
  );
}

function DeliveryTable({ days }: { days: readonly DeliveryDayView[] }) {
  return (
    <Table label="Deliveries by day">
      <thead>
        <tr>
          <Th className="pl-4">Day</Th>
          {[...series.map(({ name }) => name), "Repeated", "About users"].map((name) => (
            <Th key={name} align="right" className="pr-4">
              {name}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...days].reverse().map((day) => (
          <Row key={day.day}>
            <Td className="h-9! pl-4">{full.format(new Date(day.day))}</Td>
            {[day.meetings, day.phone, day.webinars, day.repeated, day.other].map((count, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the columns never move
              <Td key={index} align="right" isNumeric className="h-9! pr-4">
                {number(count)}
              </Td>
            ))}
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

function sumOf(day: DeliveryDayView): number {
  return day.meetings + day.phone + day.webinars + day.repeated + day.other;
}
