import { Skeleton, SkeletonGroup } from "#components/ui/skeleton.tsx";

const bars = [40, 62, 55, 70, 48, 8, 4, 52, 66, 60, 74, 44, 6, 5, 58, 71, 64, 69, 50, 7, 3];

/** Bones of a chart at about its final height. */
export function ChartBones() {
  return (
    <div aria-hidden className="flex h-88 items-end gap-1 border-b border-line">
      {bars.map((height, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bones never move
        <span key={index} style={{ height: `${height}%` }} className="flex-1">
          <Skeleton className="h-full w-full" />
        </span>
      ))}
    </div>
  );
}

/** Sentence, figures and charts where they will be. */
export function InsightsBones() {
  return (
    <SkeletonGroup label="Loading insights" className="flex-1">
      <Skeleton className="h-5 w-2/3" />
      <Skeleton className="mt-2 h-4 w-1/2" />
      <div className="mt-6 grid grid-cols-2 border-t border-line lg:grid-cols-5">
        {["a", "b", "c", "d", "e"].map((key) => (
          <div key={key} className="py-4">
            <Skeleton className="h-3 w-24" />
            <Skeleton className="mt-2 h-6 w-20" />
            <Skeleton className="mt-2 h-3 w-28" />
          </div>
        ))}
      </div>
      <div className="mt-8">
        <ChartBones />
      </div>
    </SkeletonGroup>
  );
}

/** The whole page while it loads. */
export function InsightsSkeleton() {
  return (
    <div className="flex flex-1 flex-col bg-surface">
      <div className="mx-auto w-full max-w-[1328px] px-page pt-5 pb-12">
        <div aria-hidden className="mb-6 flex h-control items-center gap-2">
          <Skeleton className="h-6 w-28" />
          <Skeleton className="ml-auto h-control w-56 max-sm:hidden" />
          <Skeleton className="h-control w-44 max-sm:hidden" />
        </div>
        <InsightsBones />
      </div>
    </div>
  );
}
