import { classNames } from "#components/ui/class-names.ts";

type Kind = "meeting" | "call" | "webinar" | "calendar";

/** Left and width in percent, and the lane. */
const blocks: readonly (readonly [Kind, number, number, number])[] = [
  ["meeting", 6.5, 12, 0],
  ["call", 25.5, 3.5, 0],
  ["webinar", 37.8, 24.5, 0],
  ["meeting", 75.2, 9.3, 0],
  ["call", 2, 3, 1],
  ["meeting", 12.7, 18.3, 1],
  ["meeting", 44, 12, 1],
  ["call", 60.5, 5.5, 1],
  ["call", 71, 3, 1],
  ["meeting", 0.3, 12, 2],
  ["calendar", 19, 12.2, 2],
  ["call", 35, 3, 2],
  ["meeting", 50.2, 24.5, 2],
  ["calendar", 87.8, 12, 2],
];

const fills: Record<Kind, string> = {
  meeting: "fill-meeting rounded-sm",
  call: "fill-call rounded-sm",
  webinar: "fill-webinar rounded-sm",
  calendar: "fill-calendar rounded-xs mt-[3px] h-calendar!",
};

/** A day as the timeline draws it. Decoration. */
export function DayOrnament() {
  return (
    <div
      aria-hidden
      className="relative mt-8 h-[76px] border-r border-line bg-[repeating-linear-gradient(90deg,var(--color-line)_0_1px,transparent_1px_12.5%)]"
    >
      {blocks.map(([kind, left, width, lane]) => (
        <i
          key={`${lane} ${left}`}
          className={classNames("absolute h-lane", fills[kind])}
          style={{ left: `${left}%`, width: `${width}%`, top: lane * 28 }}
        />
      ))}
      <i className="absolute -inset-y-1.5 left-[84.5%] w-0.5 bg-now" />
    </div>
  );
}
