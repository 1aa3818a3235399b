import type { DayBreak } from "#lib/timeline/day.ts";
import type { GapLabel } from "#lib/timeline/gap-label.ts";
import type { PersonDay } from "#lib/timeline/person-day.ts";
import { DAY_OFF } from "./grid-items.ts";
import type { ToStyle } from "./use-track-width.ts";

const breakWords: Record<DayBreak["kind"], string> = {
  missing: "This hour did not exist: the clock went forward",
  repeated: "This hour came twice: the clock went back",
};

/** What a row stands on: working hours, a day off, an hour that was missing or came twice. */
export function RowGround({
  personDay: { person, axis },
  dayOff,
  px,
  toStyle,
}: {
  personDay: PersonDay;
  /** Where a day off is named. */
  dayOff: GapLabel;
  /** Px of the track for a minute, inside it. */
  px: (minute: number) => number;
  toStyle: ToStyle;
}) {
  const work = { left: px(person.workStart), width: px(person.workEnd) - px(person.workStart) };
  return (
    <>
      {person.isWorkDay ? (
        work.width > 0 && <i aria-hidden style={toStyle(work)} className="absolute inset-y-0 bg-surface" />
      ) : (
        <DayOff {...dayOff} />
      )}
      {axis.breaks.map(({ kind, from, to }) => {
        const box = { left: px(from), width: px(to) - px(from) };
        return (
          box.width > 0 && (
            <span key={from} title={breakWords[kind]} style={toStyle(box)} className="hatch-off absolute inset-y-0">
              <span className="sr-only">{breakWords[kind]}</span>
            </span>
          )
        );
      })}
    </>
  );
}

function DayOff({ form, left }: GapLabel) {
  return (
    <span className="hatch-off absolute inset-0">
      <span
        style={form === "hidden" ? undefined : { left }}
        className={
          form === "hidden"
            ? "sr-only"
            : "absolute top-[13px] flex h-[18px] items-center rounded-sm bg-surface px-1.5 text-2xs font-medium text-muted inset-ring inset-ring-line-strong"
        }
      >
        {DAY_OFF}
      </span>
    </span>
  );
}
