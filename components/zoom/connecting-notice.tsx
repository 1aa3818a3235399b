import { LinkButton } from "#components/ui/link-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { clockOf, type Eyes } from "#components/zoom/instants.ts";
import type { ConnectingView, ConnectionView } from "#lib/integration/overview-types.ts";

/** Somebody is on the way to Zoom: who, until when, and what to do when Zoom stopped them. */
export function ConnectingNotice({
  view,
  now,
  eyes,
}: {
  view: { connecting: ConnectingView | null; connections: readonly ConnectionView[] };
  now: number;
  eyes: Eyes;
}) {
  const { connecting, connections } = view;
  if (connecting === null || Date.parse(connecting.until) <= now) return null;
  const again = connections.find(({ id }) => id === connecting.connectionId);
  const what = again === undefined ? "a Zoom account" : again.name;
  return (
    <Notice
      tone="neutral"
      title={`Connecting: ${connecting.by} is asking Zoom to allow ${what}.`}
      isLive
      actions={
        <LinkButton href="/services/zoom" prefetch={false}>
          I was blocked
        </LinkButton>
      }
    >
      <p>
        Nothing has changed yet. The way back is open until {clockOf(connecting.until, eyes)}; after that, start again.
      </p>
    </Notice>
  );
}
