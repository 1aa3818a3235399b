import type { Metadata } from "next";
import { Guide } from "#components/help/guide.tsx";
import { timelineParts } from "#components/help/timeline-parts.tsx";
import { requireViewer } from "#lib/access/viewer.ts";

export const metadata: Metadata = { title: "Reading the timeline" };

export default async function TimelineHelpPage() {
  await requireViewer("help.view");
  return (
    <Guide
      title="Reading the timeline"
      lede="Solid happened, outlined was planned, hatched is not known."
      parts={timelineParts()}
    />
  );
}
