import { RefreshCw } from "lucide-react";
import { Avatar } from "#components/ui/avatar.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { type Eyes, momentOf } from "#components/zoom/instants.ts";
import type { OverviewView } from "#lib/integration/overview-types.ts";

/** Who changed what at the integration, the newest first. */
export function RecentChanges({
  changes,
  now,
  eyes,
}: {
  changes: NonNullable<OverviewView["changes"]>;
  now: number;
  eyes: Eyes;
}) {
  return (
    <Card aria-label="Recent changes">
      <CardHeader title="Recent changes" />
      {changes.length === 0 ? (
        <p className="border-t border-line px-4 py-3 text-muted">Nothing was changed yet.</p>
      ) : (
        <ul>
          {changes.map(({ id, at, actorName, isPerson, summary }) => (
            <li key={id} className="grid grid-cols-[24px_1fr] gap-3 border-t border-line px-4 py-2.5">
              {isPerson ? (
                <Avatar name={actorName} />
              ) : (
                <span
                  aria-hidden
                  className="grid size-6 place-items-center rounded-full text-muted inset-ring inset-ring-line-strong"
                >
                  <RefreshCw size={12} />
                </span>
              )}
              <div className="min-w-0">
                <p className="wrap-break-word">
                  <span className="font-medium">{actorName}</span> {summary}
                </p>
                <p className="text-xs text-subtle tabular-nums">{momentOf(at, eyes, now)}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
