import { InsightsSkeleton } from "#components/insights/insights-skeleton.tsx";

export default function Loading() {
  return <InsightsSkeleton />;
}
