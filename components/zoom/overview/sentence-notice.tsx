"use client";

import { Button } from "#components/ui/button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { ConnectionActions } from "#components/zoom/action-types.ts";
import { type Eyes, withInstants } from "#components/zoom/instants.ts";
import { useZoomAction } from "#components/zoom/use-zoom-action.ts";
import type { OverviewView } from "#lib/integration/overview-types.ts";

/** The state of it all in a sentence, its cause, and the one thing to do. */
export function SentenceNotice({
  sentence,
  now,
  eyes,
  setPaused,
}: {
  sentence: OverviewView["sentence"];
  now: number;
  eyes: Eyes;
  setPaused: ConnectionActions["setPaused"];
}) {
  const { isPending, run } = useZoomAction();
  const { tone, title, detail, action, connectionId } = sentence;
  const resume = (id: string) =>
    run(() => setPaused({ connectionId: id, isPaused: false }), "Resumed. The time in between is being read.");
  return (
    <Notice
      tone={tone}
      title={withInstants(title, eyes, now)}
      isLive
      actions={
        <>
          {action === "connect" && (
            <LinkButton href="/services/zoom" variant="primary">
              Connect Zoom
            </LinkButton>
          )}
          {action === "reconnect" && connectionId !== null && (
            <LinkButton href={`/services/zoom?connection=${connectionId}`} variant="primary" prefetch={false}>
              Reconnect
            </LinkButton>
          )}
          {action === "resume" && connectionId !== null && (
            <Button variant="primary" isPending={isPending} onPress={() => void resume(connectionId)}>
              Resume
            </Button>
          )}
        </>
      }
    >
      <p>{withInstants(detail, eyes, now)}</p>
    </Notice>
  );
}
