"use client";

import { CloudAlert } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Face } from "#components/ui/face.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";

/** The reference that Next gives a failure on the server; it stands in the server's log too. */
function referenceOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("digest" in error)) return undefined;
  return typeof error.digest === "string" ? error.digest : undefined;
}

/** The face of a page that could not be drawn. */
export function FailedPage({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <Face
      level={1}
      tone="bad"
      icon={<CloudAlert />}
      title="This page could not be loaded"
      className="min-h-[60vh]"
      reference={referenceOf(error)}
      actions={
        <>
          <Button variant="primary" onPress={onRetry}>
            Try again
          </Button>
          <LinkButton href="/help">Find help</LinkButton>
        </>
      }
    >
      <p>Something failed on our side. Nothing is lost: what Zoom sends is still received.</p>
    </Face>
  );
}
