import { TimelineSkeleton } from "#components/timeline/timeline-skeleton.tsx";

export default function Loading() {
  return <TimelineSkeleton />;
}
