"use client";

import { ArrowUpRight, ShieldCheck, Timer, Unplug } from "lucide-react";
import { useState } from "react";
import { Form } from "react-aria-components";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { RadioTiles } from "#components/ui/radio-tiles.tsx";

const choices = [
  { id: "0", name: "None" },
  { id: "7", name: "7 days" },
  { id: "30", name: "30 days" },
  { id: "180", name: "180 days" },
];

const needs = [
  { icon: ShieldCheck, text: "You need to be a Zoom owner or admin who may manage apps, and view users and reports." },
  { icon: Timer, text: "Zoom asks you to allow it, then brings you back here. The link is good for 10 minutes." },
  { icon: Unplug, text: "You can disconnect at any time, here or at Zoom." },
];

/** The question before Zoom, and the way there. A plain form, so that it works before scripts have loaded. */
export function ConnectForm({
  connectionId,
  defaultDays,
  isConfigured,
}: {
  connectionId?: string | undefined;
  defaultDays: "0" | "30";
  isConfigured: boolean;
}) {
  const [isLeaving, setIsLeaving] = useState(false);
  return (
    <Form action="/api/zoom/connect" method="post" onSubmit={() => setIsLeaving(true)}>
      <Card className="divide-y divide-line *:p-5">
        <div>
          <h2 className="mb-1">How much of the past?</h2>
          <p className="text-muted">Read once from Zoom’s own history, in the background. You can read more later.</p>
          <RadioTiles
            label="How much of the past?"
            isLabelHidden
            name="historyDays"
            items={choices}
            defaultSelectedKey={defaultDays}
            className="mt-3 tabular-nums"
          />
          {connectionId !== undefined && <input type="hidden" name="connection" value={connectionId} />}
        </div>
        <div>
          <h2 className="mb-2">Before you go</h2>
          <ul className="grid gap-2">
            {needs.map(({ icon: Icon, text }) => (
              <li key={text} className="grid grid-cols-[16px_1fr] gap-2">
                <Icon aria-hidden size={16} className="mt-0.5 text-subtle" />
                <span>{text}</span>
              </li>
            ))}
          </ul>
        </div>
        <div>
          <Button
            type="submit"
            variant="primary"
            size="lg"
            className="w-full"
            isDisabled={!isConfigured}
            isPending={isLeaving}
            iconAfter={<ArrowUpRight aria-hidden size={16} />}
          >
            Continue to Zoom
          </Button>
        </div>
      </Card>
    </Form>
  );
}
