import { pxOfMinute } from "#lib/timeline/layout-row.ts";
import { rulerMarks } from "#lib/timeline/person-day.ts";
import { clockOfMinute, type HourCycle, hourMark } from "#lib/timeline/words.ts";
import type { GridFrame } from "./grid-items.ts";

const LEAST_MARK_PX = 52;
const FLAG_BEFORE_PX = 60;
const FLAG_AFTER_PX = 24;
const BUTTON_PX = 28;
/** What an hour in words takes. */
const MARK_PX = 40;

/** Hours over the day, and the time it is now where the viewer is. */
export function DayRuler({
  frame,
  nowMinute,
  cycle,
  hasButtons = false,
}: {
  frame: GridFrame;
  nowMinute: number | null;
  cycle: HourCycle;
  /** Buttons stand at its ends: no hour is written under them. */
  hasButtons?: boolean;
}) {
  const { view, width } = frame;
  const left = (minute: number) => `${((minute - view.from) / (view.to - view.from)) * 100}%`;
  const px = (minute: number) => pxOfMinute(minute, view, width);
  const isNowShown = nowMinute !== null && nowMinute >= view.from && nowMinute <= view.to;
  return (
    <>
      {rulerMarks(view, width, LEAST_MARK_PX).map((minute) => {
        const distance = isNowShown ? px(nowMinute) - px(minute) : Number.POSITIVE_INFINITY;
        const isUnderFlag = distance < FLAG_BEFORE_PX && distance > -FLAG_AFTER_PX;
        const isUnderButton = hasButtons && (px(minute) < BUTTON_PX || px(minute) + MARK_PX > width - BUTTON_PX);
        return (
          <span
            key={minute}
            style={{ left: left(minute) }}
            className="absolute top-2.5 min-h-4 pl-1.5 text-2xs text-subtle tabular-nums before:absolute before:top-[14px] before:left-0 before:h-3 before:w-px before:bg-line-strong"
          >
            {isUnderFlag || isUnderButton ? "" : hourMark(minute, cycle)}
          </span>
        );
      })}
      {isNowShown && (
        <span
          style={{ left: `clamp(20px, ${left(nowMinute)}, calc(100% - 20px))` }}
          className="absolute top-[9px] z-1 h-[18px] -translate-x-1/2 rounded-sm bg-now px-1 text-2xs leading-[18px] font-semibold whitespace-nowrap text-on-now tabular-nums"
        >
          <span className="sr-only">Now </span>
          {clockOfMinute(nowMinute, cycle)}
        </span>
      )}
    </>
  );
}

/** The hours' hairlines, drawn once for all rows. */
export function RulerLines({ frame }: { frame: GridFrame }) {
  const { view, width } = frame;
  return rulerMarks(view, width, LEAST_MARK_PX)
    .filter((minute) => minute > view.from)
    .map((minute) => (
      <i
        key={minute}
        aria-hidden
        style={{ left: `${((minute - view.from) / (view.to - view.from)) * 100}%` }}
        className="absolute inset-y-0 w-px bg-line"
      />
    ));
}
