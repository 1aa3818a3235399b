"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { DateTimeField } from "#components/ui/date-time-field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { ConnectionActions } from "#components/zoom/action-types.ts";
import type { Eyes } from "#components/zoom/instants.ts";
import { useZoomAction } from "#components/zoom/use-zoom-action.ts";
import type { ConnectionView } from "#lib/integration/overview-types.ts";

const HOUR_MS = 3_600_000;

/** The viewer's clock, to the minute: 2026-11-17T11:00. */
function localTime(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" })
    .format(at)
    .replace(" ", "T");
}

/** Asks Zoom's history for a time again. */
export function ReadAgain({
  connections,
  readAgain,
  now,
  eyes,
}: {
  connections: readonly ConnectionView[];
  readAgain: ConnectionActions["readAgain"];
  now: number;
  eyes: Eyes;
}) {
  const [from, setFrom] = useState<string | null>(() => localTime(now - 24 * HOUR_MS, eyes.timeZone));
  const [to, setTo] = useState<string | null>(() => localTime(now, eyes.timeZone));
  const [chosen, setChosen] = useState<string | null>(null);
  const { isPending, run } = useZoomAction();
  const connection = connections.find(({ id }) => id === chosen) ?? connections[0];
  if (connection === undefined) return null;
  const isBackwards = from !== null && to !== null && from >= to;
  const ask = async () => {
    if (from === null || to === null) return;
    await run(() => readAgain({ connectionId: connection.id, from, to }), `${connection.name} is being read again`);
  };
  return (
    <Card aria-label="Read a time again">
      <CardHeader title="Read a time again" />
      <CardBody className="grid gap-3">
        <p className="text-muted">Asks Zoom for its own history. What is already known does not change.</p>
        <div className="grid gap-2 sm:grid-cols-2 lg:grid-cols-1">
          <DateTimeField label="From" hourCycle={eyes.hourCycle} value={from} onChange={setFrom} />
          <DateTimeField
            label="To"
            hourCycle={eyes.hourCycle}
            value={to}
            onChange={setTo}
            errorMessage={isBackwards ? "The end must be after the start." : undefined}
          />
        </div>
        <div className="flex flex-wrap items-end gap-2">
          {connections.length > 1 && (
            <Select
              label="Zoom account"
              isLabelHidden
              look="button"
              items={connections.map(({ id, name }) => ({ id, name }))}
              selectedKey={connection.id}
              onSelectionChange={setChosen}
            />
          )}
          <Button
            className="ml-auto"
            isPending={isPending}
            isDisabled={isBackwards || from === null || to === null}
            onPress={() => void ask()}
          >
            Read again
          </Button>
        </div>
        <p className="text-xs text-subtle">Times of {eyes.timeZone}. At most 31 days, and six months back.</p>
      </CardBody>
    </Card>
  );
}
