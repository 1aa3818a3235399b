import type { OverviewView } from "#lib/integration/overview-types.ts";

/**
 * Why the integration needs another owner, or null when it has one who can act. Without any connection nobody has to
 * answer for it, so nothing is asked.
 */
export function ownerTrouble({
  owner,
  candidates,
  connections,
}: Pick<OverviewView, "owner" | "candidates" | "connections">): string | null {
  if (!connections.some(({ isLive }) => isLive)) return null;
  if (owner === null) return "Zoom has no owner: nobody is named as the person to ask.";
  if (!owner.isActive) return `${owner.name} owns the Zoom integration, but was deactivated.`;
  if (!candidates.some(({ id }) => id === owner.id)) {
    return `${owner.name} owns the Zoom integration, but may no longer manage it.`;
  }
  return null;
}
