import { toast } from "#components/ui/toast.tsx";
import type { ActionOutcome } from "#lib/access/viewer-types.ts";

const UNREACHABLE = "The server could not be reached. Check your connection, then try again.";

/** An action's outcome; a server that can not be reached is one too. */
export async function askAction<T>(action: () => Promise<ActionOutcome<T>>): Promise<ActionOutcome<T>> {
  return action().catch(() => ({ kind: "refused", code: "unavailable", message: UNREACHABLE }));
}

/** Says in a short message why something was refused. */
export function sayRefused(outcome: { message: string; reference?: string }): void {
  toast.error(
    outcome.message,
    outcome.reference === undefined ? {} : { description: `Reference ${outcome.reference}` },
  );
}
