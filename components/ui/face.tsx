import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import type { Tone } from "./tones.ts";

export type FaceProps = {
  icon?: ReactNode;
  tone?: Tone;
  title: ReactNode;
  /** One or two sentences: why, and what is safe. */
  children?: ReactNode;
  /** One next step, at most two. */
  actions?: ReactNode;
  /** What to tell support. Always last. */
  reference?: string | undefined;
  /** The heading's level in the page. */
  level?: 1 | 2 | 3;
  className?: string;
};

const glyphTones: Record<Tone, string> = {
  neutral: "bg-surface text-muted inset-ring-line-strong shadow-control",
  ok: "bg-ok-wash text-ok inset-ring-ok-line",
  warn: "bg-warn-wash text-warn inset-ring-warn-line",
  bad: "bg-bad-wash text-bad inset-ring-bad-line",
};

/** The face of a state in which there is nothing to show: what is the case, why, and one next step. */
export function Face({ icon, tone = "neutral", title, children, actions, reference, level = 2, className }: FaceProps) {
  const Heading = `h${level}` as const;
  return (
    <div
      role={tone === "bad" ? "alert" : undefined}
      className={classNames(
        "grid min-h-60 content-center justify-items-center px-6 py-10 text-center sm:px-10",
        className,
      )}
    >
      {icon !== undefined && (
        <span
          aria-hidden
          data-edge=""
          className={classNames(
            "mb-3 grid size-10 place-items-center rounded-[10px] inset-ring [&_svg]:size-4",
            glyphTones[tone],
          )}
        >
          {icon}
        </span>
      )}
      <Heading className="text-base font-semibold tracking-[-0.006em] text-balance tabular-nums">{title}</Heading>
      {children !== undefined && (
        <div className="mt-1 max-w-[44ch] text-balance text-muted tabular-nums">{children}</div>
      )}
      {actions !== undefined && <div className="mt-4 flex flex-wrap justify-center gap-2">{actions}</div>}
      {reference !== undefined && <p className="mt-3 text-xs text-subtle tabular-nums">Reference {reference}</p>}
    </div>
  );
}
