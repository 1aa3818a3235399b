import { Skeleton, SkeletonGroup } from "#components/ui/skeleton.tsx";

const bones: readonly (readonly [left: number, width: number])[][] = [
  [
    [10, 10],
    [40, 13],
  ],
  [[21, 16]],
  [
    [6, 5],
    [52, 8],
  ],
  [[30, 12]],
  [
    [15, 7],
    [36, 7],
  ],
  [[58, 11]],
  [
    [12, 14],
    [44, 5],
  ],
  [[26, 9]],
  [
    [8, 6],
    [62, 10],
  ],
  [[34, 15]],
];

/** Rows at their final height. */
export function RowBones() {
  return (
    <SkeletonGroup label="Loading the timeline" className="flex-1 overflow-hidden">
      {bones.map((row) => (
        <div key={row.join()} className="relative h-row border-b border-line">
          <Skeleton className="absolute top-2 left-page size-7 rounded-full!" />
          <Skeleton className="absolute top-[18px] left-16 h-2 w-24" />
          <span className="absolute inset-y-0 right-0 left-[244px] border-l border-line-strong max-sm:hidden">
            {row.map(([left, width]) => (
              <span key={left} style={{ left: `${left}%`, width: `${width}%` }} className="absolute top-3">
                <Skeleton className="h-lane w-full" />
              </span>
            ))}
          </span>
        </div>
      ))}
    </SkeletonGroup>
  );
}

/** The whole page while it loads: bars and rows where they will be. */
export function TimelineSkeleton() {
  return (
    <div className="flex min-h-[calc(100dvh-var(--spacing-nav))] flex-1 flex-col bg-surface">
      <div aria-hidden className="flex h-toolbar items-center gap-2 px-page">
        <Skeleton className="h-control w-56" />
        <Skeleton className="h-control w-44 max-sm:hidden" />
      </div>
      <div aria-hidden className="flex h-legend items-start gap-1.5 border-b border-line-strong px-page pt-1">
        <Skeleton className="h-control-sm w-24" />
        <Skeleton className="h-control-sm w-20" />
        <Skeleton className="h-control-sm w-24" />
      </div>
      <div aria-hidden className="h-ruler border-b border-line-strong max-sm:hidden" />
      <RowBones />
    </div>
  );
}
