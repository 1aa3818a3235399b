import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { type Tone, toneText } from "./tones.ts";

export type NoticeProps = {
  tone: Tone;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  /** Set when it appears while someone is on the page, so that it is read out. */
  isLive?: boolean;
  className?: string;
};

const icons = { neutral: Info, ok: CircleCheck, warn: TriangleAlert, bad: CircleAlert };
const grounds: Record<Tone, string> = {
  neutral: "bg-surface inset-ring-line-strong",
  ok: "bg-ok-wash inset-ring-ok-line",
  warn: "bg-warn-wash inset-ring-warn-line",
  bad: "bg-bad-wash inset-ring-bad-line",
};

/** A sentence that needs to be read: what happened, its effect, and what to do. */
export function Notice({ tone, title, children, actions, isLive = false, className }: NoticeProps) {
  const Icon = icons[tone];
  return (
    <div
      {...(isLive ? { role: tone === "bad" ? "alert" : "status" } : {})}
      data-edge=""
      className={classNames("flex flex-wrap gap-3 rounded-lg px-4 py-3 inset-ring", grounds[tone], className)}
    >
      <Icon aria-hidden size={16} className={classNames("mt-0.5 shrink-0", toneText[tone])} />
      <div className="min-w-0 flex-[1_1_16rem]">
        <p className="text-base font-medium text-text">{title}</p>
        {children !== undefined && <div className="text-muted">{children}</div>}
      </div>
      {actions !== undefined && <div className="flex flex-wrap items-start gap-2">{actions}</div>}
    </div>
  );
}
