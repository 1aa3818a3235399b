"use client";

import { FailedPage } from "#components/shell/failed-page.tsx";

export default function AppError({ error, retry }: { error: unknown; retry: () => void }) {
  return <FailedPage error={error} onRetry={retry} />;
}
