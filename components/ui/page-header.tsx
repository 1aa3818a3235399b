import type { ReactNode } from "react";
import { Breadcrumbs, type Crumb } from "./breadcrumbs.tsx";
import { classNames } from "./class-names.ts";

export type PageHeaderProps = {
  breadcrumbs?: readonly Crumb[];
  /** A 48 px tile before the title. */
  icon?: ReactNode;
  title: ReactNode;
  /** Right beside the title, such as a chip of the state. */
  titleAside?: ReactNode;
  /** A quiet line under the title. */
  meta?: ReactNode;
  actions?: ReactNode;
  className?: string;
};

/** What page this is, in one place on every page. */
export function PageHeader({ breadcrumbs, icon, title, titleAside, meta, actions, className }: PageHeaderProps) {
  return (
    <header className={classNames("pt-5", className)}>
      {breadcrumbs !== undefined && <Breadcrumbs items={breadcrumbs} />}
      <div className={classNames("mb-4 flex flex-wrap items-center gap-3", breadcrumbs !== undefined && "mt-3")}>
        {icon !== undefined && (
          <span
            aria-hidden
            data-edge=""
            className="grid size-12 shrink-0 place-items-center rounded-[10px] bg-surface text-sm font-semibold tracking-[-0.02em] text-text inset-ring inset-ring-line-strong"
          >
            {icon}
          </span>
        )}
        <div className="min-w-0 flex-[1_1_14rem]">
          <div className="flex flex-wrap items-center gap-2">
            <h1>{title}</h1>
            {titleAside}
          </div>
          {meta !== undefined && (
            <div className="flex flex-wrap items-center gap-x-4 text-xs text-subtle tabular-nums [&_b]:font-medium [&_b]:text-text">
              {meta}
            </div>
          )}
        </div>
        {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </header>
  );
}

/** The frame of pages made of cards: one width, so that nothing jumps between them. */
export function Page({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={classNames("mx-auto w-full max-w-[1328px] px-page pb-12", className)}>{children}</div>;
}
