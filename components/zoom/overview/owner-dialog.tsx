"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ComboBox } from "#components/ui/combo-box.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { ReassignOwner } from "#components/zoom/action-types.ts";
import { useZoomAction } from "#components/zoom/use-zoom-action.ts";
import type { OverviewView } from "#lib/integration/overview-types.ts";

/** Chooses who answers for the integration: anyone active whose role may manage Zoom. */
export function OwnerDialog({
  owner,
  candidates,
  reassignOwner,
  isOpen,
  onOpenChange,
}: Pick<OverviewView, "owner" | "candidates"> & {
  reassignOwner: ReassignOwner;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}) {
  const [chosen, setChosen] = useState<string | null>(null);
  const { isPending, run } = useZoomAction();
  const save = async (personId: string) => {
    const done = await run(
      () => reassignOwner({ personId }),
      ({ name }) => `${name} now answers for Zoom`,
    );
    if (done === null) return;
    setChosen(null);
    onOpenChange(false);
  };
  return (
    <Dialog
      title="Who answers for Zoom?"
      size="sm"
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={!isPending}
      footer={
        <>
          <Button isDisabled={isPending} onPress={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button
            variant="primary"
            isPending={isPending}
            isDisabled={chosen === null || chosen === owner?.id}
            onPress={() => chosen !== null && void save(chosen)}
          >
            Reassign
          </Button>
        </>
      }
    >
      <p className="mb-4 text-muted">
        The owner is named to everyone as the person to ask. Whoever runs Zoom may do the same as the owner.
      </p>
      <ComboBox
        label="Owner"
        items={candidates.map(({ id, name, roleName }) => ({ id, name, description: roleName }))}
        selectedKey={chosen ?? candidates.find(({ id }) => id === owner?.id)?.id ?? null}
        onSelectionChange={setChosen}
      />
    </Dialog>
  );
}
