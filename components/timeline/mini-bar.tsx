import { classNames } from "#components/ui/class-names.ts";
import type { RulerView } from "#lib/timeline/layout-row.ts";
import type { PersonDay } from "#lib/timeline/person-day.ts";

const fills = { meeting: "fill-meeting", call: "fill-call", webinar: "fill-webinar [--edge-y:1px]" } as const;

/** A person's day in one small bar. Decoration: the list under it says the same. */
export function MiniBar({ personDay, view }: { personDay: PersonDay; view: RulerView }) {
  const share = (minute: number) =>
    (Math.min(view.to, Math.max(view.from, minute)) - view.from) / (view.to - view.from);
  const place = (from: number, to: number, least: string) => ({
    left: `${share(from) * 100}%`,
    width: `max(${least}, calc(${(share(to) - share(from)) * 100}% - 1px))`,
  });
  const now = personDay.nowMinute;
  return (
    <div
      aria-hidden
      className="relative mx-page mb-2 h-3 overflow-hidden rounded-[3px] bg-off-wash inset-ring inset-ring-line"
    >
      {personDay.gaps
        .filter(({ gap, to, from }) => gap.isWhole && to > view.from && from < view.to)
        .map((gap) => (
          <i
            key={gap.gap.startAt}
            style={place(gap.from, gap.to, "0px")}
            className="hatch-gap absolute inset-y-0 [--hatch:5px]"
          />
        ))}
      {personDay.sessions
        .filter(({ from, to }) => to >= view.from && from <= view.to)
        .map((one) => (
          <i
            key={one.id}
            style={place(one.from, one.to, "3px")}
            className={classNames("absolute inset-y-0.5 rounded-[1px]", fills[one.kind])}
          />
        ))}
      {now !== null && now >= view.from && now <= view.to && (
        <i style={{ left: `${share(now) * 100}%` }} className="absolute inset-y-0 -ml-px w-0.5 bg-now" />
      )}
    </div>
  );
}
