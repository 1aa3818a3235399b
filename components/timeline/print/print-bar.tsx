import { pxOfMinute, type RulerView } from "#lib/timeline/layout-row.ts";
import { type PersonDay, rulerMarks } from "#lib/timeline/person-day.ts";
import { type HourCycle, hourMark } from "#lib/timeline/words.ts";

const WIDTH = 720;
const BAR = { top: 1, height: 20 };
const SESSION = { top: 3, height: 16 };
/** Calls are lower, so that they differ from meetings without colour. */
const CALL = { top: 9, height: 10 };
const EVENT = { top: 23, height: 6 };
/** Room for the hours, under the bar and under the events where there are any. */
const MARKS = 12;
const LEAST_MARK = 56;
const HATCH = "not-known";

/** The hatch of what is not known, once a page; bars point to it. */
export function HatchPattern() {
  return (
    <svg aria-hidden="true" width="0" height="0" className="absolute">
      <pattern id={HATCH} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M0 0V5" stroke="CanvasText" strokeWidth="1.5" />
      </pattern>
    </svg>
  );
}

/**
 * A person's day in one bar that is readable in grey: solid happened, outlined was planned, hatched is not known. Drawn,
 * not painted as a background, because browsers leave those off the paper. Decoration: the table says the same.
 */
export function PrintBar({ personDay, view, cycle }: { personDay: PersonDay; view: RulerView; cycle: HourCycle }) {
  const { sessions, events, gaps, nowMinute } = personDay;
  const px = (minute: number) => Math.min(WIDTH, Math.max(0, pxOfMinute(minute, view, WIDTH)));
  const box = (from: number, to: number, least: number) => {
    const x = Math.min(px(from), WIDTH - least);
    return { x, width: Math.max(least, px(to) - x) };
  };
  const foot = events.length === 0 ? BAR.top + BAR.height : EVENT.top + EVENT.height;
  const isInView = ({ from, to }: { from: number; to: number }) => to >= view.from && from <= view.to;
  return (
    <svg aria-hidden="true" viewBox={`0 0 ${WIDTH} ${foot + MARKS}`} className="block h-auto w-full">
      <rect
        x="0.5"
        y={BAR.top}
        width={WIDTH - 1}
        height={BAR.height}
        fill="none"
        stroke="CanvasText"
        strokeWidth="0.5"
        strokeOpacity="0.5"
      />
      {gaps.filter(isInView).map(({ from, to, gap }) => (
        <rect
          key={`${gap.startAt} ${gap.reason}`}
          {...box(from, to, 1)}
          y={gap.isWhole ? BAR.top : BAR.top + BAR.height - 5}
          height={gap.isWhole ? BAR.height : 5}
          fill={`url(#${HATCH})`}
        />
      ))}
      {sessions.filter(isInView).map(({ id, from, to, kind }) => {
        const place = { ...box(from, to, 2.5), ...(kind === "call" ? CALL : SESSION) };
        return (
          <g key={id}>
            <rect
              x={place.x}
              width={place.width}
              y={place.top}
              height={place.height}
              fill="CanvasText"
              stroke="Canvas"
              strokeWidth="0.75"
            />
            {kind === "webinar" && (
              <path d={`M${place.x} ${place.top + 3.5}h${place.width}`} stroke="Canvas" strokeWidth="1.5" />
            )}
          </g>
        );
      })}
      {events.filter(isInView).map(({ id, from, to }) => (
        <rect
          key={id}
          {...box(from, to, 2.5)}
          y={EVENT.top}
          height={EVENT.height}
          fill="Canvas"
          stroke="CanvasText"
          strokeWidth="1"
        />
      ))}
      {nowMinute !== null && nowMinute >= view.from && nowMinute <= view.to && (
        <path d={`M${px(nowMinute)} 0V${foot}`} stroke="CanvasText" strokeWidth="1" strokeDasharray="2 2" />
      )}
      {rulerMarks(view, WIDTH, LEAST_MARK).map((minute) => (
        <g key={minute}>
          <path d={`M${px(minute)} ${BAR.top}v4`} stroke="CanvasText" strokeWidth="0.5" />
          <text
            x={px(minute)}
            y={foot + MARKS - 3}
            fontSize="9"
            fill="CanvasText"
            textAnchor={minute === view.from ? "start" : "middle"}
          >
            {hourMark(minute, cycle)}
          </text>
        </g>
      ))}
    </svg>
  );
}
