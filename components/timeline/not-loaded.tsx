import { CloudAlert, Lock } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Face } from "#components/ui/face.tsx";
import { TimelineFailure } from "./timeline-query.ts";

/** It failed: what is safe, what to do, the reference last. */
export function NotLoaded({
  error,
  title,
  safe,
  onRetry,
  isRetrying,
}: {
  error: unknown;
  title: string;
  /** What is not lost by it. */
  safe: string;
  onRetry: () => void;
  isRetrying: boolean;
}) {
  const failure = error instanceof TimelineFailure ? error : null;
  if (failure?.code === "not-signed-in") {
    return (
      <Face
        className="flex-1"
        icon={<Lock />}
        title="Your session has ended"
        // A full load: the sign-in page must not find what this one still holds.
        actions={
          <Button variant="primary" onPress={() => location.reload()}>
            Sign in again
          </Button>
        }
      >
        You were signed out, or your role has changed.
      </Face>
    );
  }
  return (
    <Face
      className="flex-1"
      tone="bad"
      icon={<CloudAlert />}
      title={title}
      actions={
        <Button variant="primary" isPending={isRetrying} onPress={onRetry}>
          Try again now
        </Button>
      }
      reference={failure?.reference}
    >
      {safe}
    </Face>
  );
}
