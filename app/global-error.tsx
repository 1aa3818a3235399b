"use client";

import { FailedPage } from "#components/shell/failed-page.tsx";
import "@fontsource-variable/inter/opsz.css";
import "./globals.css";

/** When even the frame failed. It replaces the root layout, so it brings its own html and follows the system's theme. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en-GB">
      <body>
        <title>Failed · WorkSights</title>
        <main className="grid min-h-dvh content-center">
          <FailedPage error={error} onRetry={retry} />
        </main>
      </body>
    </html>
  );
}
