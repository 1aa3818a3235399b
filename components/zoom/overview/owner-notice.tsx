"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { ReassignOwner } from "#components/zoom/action-types.ts";
import type { OverviewView } from "#lib/integration/overview-types.ts";
import { OwnerDialog } from "./owner-dialog.tsx";
import { ownerTrouble } from "./owner-trouble.ts";

/** Asks for another owner when the one there is can not act any more. */
export function OwnerNotice({ view, reassignOwner }: { view: OverviewView; reassignOwner: ReassignOwner }) {
  const [isChoosing, setIsChoosing] = useState(false);
  const trouble = ownerTrouble(view);
  if (trouble === null) return null;
  return (
    <>
      <Notice
        tone="warn"
        title={trouble}
        isLive
        actions={<Button onPress={() => setIsChoosing(true)}>Choose another owner</Button>}
      >
        <p>Activity goes on arriving. Everyone is told to ask the owner, so choose someone who runs Zoom.</p>
      </Notice>
      <OwnerDialog
        owner={view.owner}
        candidates={view.candidates}
        reassignOwner={reassignOwner}
        isOpen={isChoosing}
        onOpenChange={setIsChoosing}
      />
    </>
  );
}
