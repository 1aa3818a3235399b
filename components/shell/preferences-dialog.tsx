"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ComboBox } from "#components/ui/combo-box.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { RadioTiles } from "#components/ui/radio-tiles.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { Preferences } from "#lib/access/person-schema.ts";
import type { ActionOutcome } from "#lib/access/viewer-types.ts";
import { parseTheme, type Theme } from "./theme-cookie.ts";
import { listTimeZones } from "./time-zones.ts";
import { setTheme, useTheme } from "./use-theme.ts";

export type SavePreferences = (preferences: Preferences) => Promise<ActionOutcome<void>>;

/** How times and colours are shown to the one who is signed in. */
export function PreferencesDialog({
  account,
  theme: themeFromCookie,
  onSave,
  onClose,
}: {
  account: { timeZone: string; hourCycle: "24h" | "12h"; singleKeys: boolean };
  theme: Theme;
  onSave: SavePreferences;
  onClose: () => void;
}) {
  const router = useRouter();
  const theme = useTheme(themeFromCookie);
  const [timeZone, setTimeZone] = useState<string | null>(account.timeZone);
  const [hourCycle, setHourCycle] = useState(account.hourCycle);
  const [singleKeys, setSingleKeys] = useState(account.singleKeys);
  const [isPending, setIsPending] = useState(false);
  const [problem, setProblem] = useState<{ message: string; fields: Record<string, string> } | null>(null);
  const zoneProblem = timeZone === null ? "Choose a time zone." : problem?.fields.timeZone;

  const save = async () => {
    if (timeZone === null) return;
    setIsPending(true);
    const outcome = await onSave({ timeZone, hourCycle, singleKeys }).catch(() => null);
    setIsPending(false);
    if (outcome?.kind === "done") {
      toast.success("Your preferences are saved");
      onClose();
      router.refresh();
      return;
    }
    setProblem({
      message: outcome?.message ?? "The server could not be reached, and nothing was changed. Try again.",
      fields: outcome?.fields ?? {},
    });
  };

  return (
    <Dialog
      title="Preferences"
      size="sm"
      isOpen
      onOpenChange={onClose}
      isDismissable={!isPending}
      footer={
        <>
          <Button onPress={onClose} isDisabled={isPending}>
            Cancel
          </Button>
          <Button variant="primary" isPending={isPending} onPress={() => void save()}>
            Save
          </Button>
        </>
      }
    >
      <div className="grid gap-5">
        {problem !== null && <Notice tone="bad" isLive title={problem.message} />}
        <ComboBox
          label="Your time zone"
          description="Where your day begins and ends."
          items={listTimeZones(account.timeZone)}
          selectedKey={timeZone}
          onSelectionChange={setTimeZone}
          menuTrigger="input"
          errorMessage={zoneProblem}
        />
        <RadioTiles
          label="Times"
          items={[
            { id: "24h", name: "24 hours", description: "16:42" },
            { id: "12h", name: "12 hours", description: "4:42 pm" },
          ]}
          selectedKey={hourCycle}
          onSelectionChange={(id) => setHourCycle(id === "12h" ? "12h" : "24h")}
        />
        <RadioTiles
          label="Colours, on this device"
          items={[
            { id: "system", name: "As the system" },
            { id: "light", name: "Light" },
            { id: "dark", name: "Dark" },
          ]}
          selectedKey={theme}
          onSelectionChange={(id) => setTheme(parseTheme(id))}
        />
        <div>
          <Switch label="Single keys are shortcuts" isSelected={singleKeys} onChange={setSingleKeys}>
            <span className="flex-1">Single keys are shortcuts</span>
          </Switch>
          <p className="mt-1 text-xs text-subtle">
            On the timeline: [ and ] for days, T for today, + and − for hours, L for the list, / to search, ? for all of
            them.
          </p>
        </div>
      </div>
    </Dialog>
  );
}
