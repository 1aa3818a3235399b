"use client";

import { Label, Radio, RadioGroup } from "react-aria-components";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
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
            <Radio
              key={choice.id}
              value={choice.id}
              data-ring=""
              className="flex cursor-pointer gap-3 rounded-md px-3 py-2.5 inset-ring inset-ring-line-strong data-hovered:bg-hover data-selected:bg-hover data-selected:inset-ring-ink"
            >
              {({ isSelected }) => (
                <>
                  <span
                    data-edge=""
                    className={`mt-0.5 grid size-4 shrink-0 place-items-center rounded-full ${isSelected ? "bg-ink" : "bg-surface inset-ring inset-ring-field"}`}
                  >
                    {isSelected && <span className="size-1.5 rounded-full bg-on-ink" />}
                  </span>
                  <span>
                    <span className="block font-medium">{choice.name}</span>
                    <span className="block text-xs text-muted">{choice.description}</span>
                  </span>
                </>
              )}
            </Radio>
          ))}
        </RadioGroup>
      </CardBody>
    </Card>
  );
}
