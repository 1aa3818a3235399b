import { Calendar, CircleHelp, Phone, Radio, Video } from "lucide-react";
import { classNames } from "./class-names.ts";

export type Kind = "meeting" | "call" | "webinar" | "calendar" | "gap";

const icons = { meeting: Video, call: Phone, webinar: Radio, calendar: Calendar, gap: CircleHelp };
const fills: Record<Kind, string> = {
  meeting: "fill-meeting",
  call: "fill-call",
  webinar: "fill-webinar [--edge-y:3px]",
  calendar: "fill-calendar",
  gap: "hatch-gap inset-ring inset-ring-gap-line",
};
const sizes = { sm: "size-5 [&_svg]:size-3", md: "size-6 [&_svg]:size-3.5", lg: "size-8 [&_svg]:size-4" } as const;

/** The tile of a kind of activity. Decoration: its name stands beside it. */
export function ProductMark({
  kind,
  size = "md",
  className,
}: {
  kind: Kind;
  size?: keyof typeof sizes;
  className?: string;
}) {
  const Icon = icons[kind];
  return (
    <span
      aria-hidden
      className={classNames("grid shrink-0 place-items-center rounded-md", fills[kind], sizes[size], className)}
    >
      <Icon />
    </span>
  );
}

/** Exactly what a block looks like, small, for legends and filters. */
export function Swatch({ kind, className }: { kind: Kind | "off" | "offHours"; className?: string }) {
  return (
    <span
      aria-hidden
      className={classNames(
        "h-3 w-4 shrink-0 rounded-xs",
        kind === "off" && "hatch-off inset-ring inset-ring-line-strong [--hatch:5px]",
        kind === "offHours" && "bg-off-wash inset-ring inset-ring-line-strong",
        kind === "gap" && "[--hatch:5px]",
        kind !== "off" && kind !== "offHours" && (kind === "webinar" ? "fill-webinar" : fills[kind]),
        className,
      )}
    />
  );
}
