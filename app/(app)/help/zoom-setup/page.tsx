import type { Metadata } from "next";
import { connectParts } from "#components/help/connect-parts.tsx";
import { dataParts } from "#components/help/data-parts.tsx";
import { Guide } from "#components/help/guide.tsx";
import { operatorParts } from "#components/help/operator-parts.tsx";
import { may } from "#lib/access/permissions.ts";
import { requireViewer } from "#lib/access/viewer.ts";
import { env } from "#lib/env.ts";
import { requiredScopes } from "#lib/zoom/scopes.ts";
import { readEvents } from "#lib/zoom/webhook-events.ts";
import { eventsToSubscribe } from "./events-to-subscribe.ts";

export const metadata: Metadata = { title: "Setting up Zoom" };

export default async function ZoomSetupPage() {
  const viewer = await requireViewer("help.view");
  const appUrl = new URL(env().APP_URL);
  const mayConnect = may(viewer.role, "zoom.connect");
  const [connect, role, preApproval, missing, disconnect] = connectParts(mayConnect);
  const [data, scopes] = dataParts(requiredScopes);
  const operator = operatorParts({
    redirectUrl: new URL("/api/zoom/callback", appUrl).href,
    webhookUrl: new URL("/api/zoom/webhook", appUrl).href,
    isReachableByZoom: appUrl.protocol === "https:",
    events: eventsToSubscribe(readEvents),
  });
  const parts = [connect, role, preApproval, data, scopes, missing, disconnect, ...(mayConnect ? operator : [])];
  return (
    <Guide
      title="Setting up Zoom"
      lede="How to connect a Zoom account, what is received and never received, and what to do when something is missing."
      parts={parts.filter((part) => part !== undefined)}
    />
  );
}
