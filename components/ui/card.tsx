import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";

/** Groups what is moved or switched together. Give it an `aria-label` when it is a region of its own. */
export function Card({ className, ...rest }: ComponentProps<"section">) {
  return (
    <section
      {...rest}
      className={classNames(
        "min-w-0 rounded-lg border border-[light-dark(var(--color-line-strong),var(--color-line))] bg-surface",
        className,
      )}
    />
  );
}

export type CardHeaderProps = {
  title: ReactNode;
  /** Beside the title in a quiet voice. */
  meta?: ReactNode;
  /** Before the title, such as a product's mark. */
  icon?: ReactNode;
  actions?: ReactNode;
  className?: string;
};

/** The title line of a card. */
export function CardHeader({ title, meta, icon, actions, className }: CardHeaderProps) {
  return (
    <div className={classNames("flex min-h-12 flex-wrap items-center gap-x-2 gap-y-1 px-4 py-2", className)}>
      {icon}
      <h2>{title}</h2>
      {meta !== undefined && <span className="text-xs text-subtle tabular-nums">{meta}</span>}
      {actions !== undefined && <div className="ml-auto flex items-center gap-2">{actions}</div>}
    </div>
  );
}

/** The inside of a card below its header. */
export function CardBody({ className, ...rest }: ComponentProps<"div">) {
  return <div {...rest} className={classNames("px-4 pb-4", className)} />;
}
