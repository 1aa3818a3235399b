import { Page } from "#components/ui/page-header.tsx";
import { Skeleton, SkeletonGroup } from "#components/ui/skeleton.tsx";

/** Bones at the height of what comes: a title, tabs, cards. Pages with another shape bring their own. */
export default function Loading() {
  return (
    <Page>
      <SkeletonGroup label="Loading the page" className="pt-5">
        <Skeleton className="h-4 w-28" />
        <div className="mt-3 mb-4 flex items-center gap-3">
          <Skeleton className="size-12 rounded-[10px]" />
          <div className="grid gap-2">
            <Skeleton className="h-5 w-40" />
            <Skeleton className="h-3 w-64" />
          </div>
        </div>
        <div className="flex h-10 items-center gap-6 border-b border-line-strong">
          <Skeleton className="h-3 w-16" />
          <Skeleton className="h-3 w-12" />
          <Skeleton className="h-3 w-16" />
        </div>
        <div className="mt-6 grid gap-4 lg:grid-cols-3">
          <Skeleton className="h-44 rounded-lg" />
          <Skeleton className="h-44 rounded-lg" />
          <Skeleton className="h-44 rounded-lg" />
        </div>
      </SkeletonGroup>
    </Page>
  );
}
