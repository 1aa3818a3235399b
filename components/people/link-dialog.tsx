"use client";

import { Button } from "#components/ui/button.tsx";
import { CopyField } from "#components/ui/copy-field.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { LinkToShow } from "./action-types.ts";

/** Shows a one-time link, the only time that it can be seen. */
export function LinkDialog({ name, link, onClose }: { name: string; link: LinkToShow; onClose: () => void }) {
  const isInvitation = link.purpose === "invitation";
  return (
    <Dialog
      title={isInvitation ? `Invitation for ${name}` : `Password link for ${name}`}
      isOpen
      onOpenChange={onClose}
      footer={
        <Button variant="primary" onPress={onClose}>
          Done
        </Button>
      }
    >
      <div className="grid gap-4">
        {link.mailed === "sent" && <Notice tone="ok" title={`Mailed to ${link.email}`} />}
        {link.mailed === "failed" && (
          <Notice tone="warn" title="The mail could not be sent">
            The link works all the same: copy it and send it another way.
          </Notice>
        )}
        <CopyField label="One-time link" value={link.url} />
        <p className="text-muted">
          {link.mailed === "off" && `Send it to ${name} yourself, over a way that only they read. `}
          Whoever opens it sets the password of {name}. It works once, for {isInvitation ? "7 days" : "24 hours"}, and
          is shown only now. Earlier links of {name} no longer work.
        </p>
      </div>
    </Dialog>
  );
}
