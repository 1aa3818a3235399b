"use client";

import { Label, RadioGroup } from "react-aria-components";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { RadioChoice } from "#components/ui/radio-choice.tsx";
import type { ConnectionActions } from "#components/zoom/action-types.ts";
import { useZoomAction } from "#components/zoom/use-zoom-action.ts";
import { type ConnectionsView, HOLD_DAYS } from "#lib/integration/overview-types.ts";

const choices = [
  { id: "delete", name: "Delete at once", description: "Everything obtained from the account goes, for good." },
  {
    id: "hold",
    name: `Hide at once, delete after ${HOLD_DAYS} days`,
    description: "Whoever removed it by mistake can connect the same account again and has everything back.",
  },
] as const;

/** Decides what becomes of the data when a Zoom account removes the app. */
export function AfterRemovalCard({
  afterRemoval,
  setAfterRemoval,
}: {
  afterRemoval: ConnectionsView["afterRemoval"];
  setAfterRemoval: ConnectionActions["setAfterRemoval"];
}) {
  const { isPending, run } = useZoomAction();
  const choose = (id: string) => {
    const chosen = choices.find((choice) => choice.id === id);
    if (chosen === undefined || chosen.id === afterRemoval) return;
    void run(() => setAfterRemoval({ afterRemoval: chosen.id }), `From now on: ${chosen.name.toLowerCase()}`);
  };
  return (
    <Card aria-label="When Zoom removes the app">
      <CardHeader title="When Zoom removes the app" />
      <CardBody>
        <RadioGroup value={afterRemoval} onChange={choose} isDisabled={isPending} className="grid gap-2">
          <Label className="text-muted">What becomes of the data of that Zoom account</Label>
          {choices.map((choice) => (
            <RadioChoice key={choice.id} {...choice} />
          ))}
        </RadioGroup>
      </CardBody>
    </Card>
  );
}
