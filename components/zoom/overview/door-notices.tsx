import { Notice } from "#components/ui/notice.tsx";
import { type Eyes, withInstants } from "#components/zoom/instants.ts";
import type { DoorView } from "#lib/integration/overview-types.ts";

/** What is wrong with the door that all connections share. */
export function DoorNotices({ door, now, eyes }: { door: readonly DoorView[]; now: number; eyes: Eyes }) {
  return door.map(({ tone, title, detail }) => (
    <Notice key={title} tone={tone} title={withInstants(title, eyes, now)} isLive>
      <p>{withInstants(detail, eyes, now)}</p>
    </Notice>
  ));
}
