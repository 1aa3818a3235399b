"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "#components/ui/toast.tsx";
import type { ActionOutcome } from "#lib/access/viewer-types.ts";
import { zoomKey } from "./zoom-queries.ts";

const UNREACHABLE = "The server could not be reached, and nothing was changed. Try again.";

/**
 * Runs an action of the integration: says in a short message how it went, and reads the open views again. The answer
 * is what the action returned, or null when it was refused.
 */
export function useZoomAction(): {
  isPending: boolean;
  run: <T>(
    action: () => Promise<ActionOutcome<T>>,
    doneMessage: string | ((value: T) => string),
  ) => Promise<{ value: T } | null>;
} {
  const queries = useQueryClient();
  const router = useRouter();
  const [isPending, setIsPending] = useState(false);
  return {
    isPending,
    async run(action, doneMessage) {
      setIsPending(true);
      const outcome = await action().catch(() => null);
      setIsPending(false);
      if (outcome?.kind !== "done") {
        toast.error(
          outcome?.message ?? UNREACHABLE,
          outcome?.reference === undefined ? {} : { description: `Reference ${outcome.reference}` },
        );
        return null;
      }
      toast.success(typeof doneMessage === "string" ? doneMessage : doneMessage(outcome.value));
      await queries.invalidateQueries({ queryKey: zoomKey });
      router.refresh();
      return { value: outcome.value };
    },
  };
}
