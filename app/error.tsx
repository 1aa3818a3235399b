"use client";

import { FailedPage } from "#components/shell/failed-page.tsx";

export default function RootError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main className="grid min-h-dvh content-center">
      <FailedPage error={error} onRetry={retry} />
    </main>
  );
}
