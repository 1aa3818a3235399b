import { ArrowDownLeft, Radio } from "lucide-react";

const FIRST_HOUR = 8.6;
const HOURS = 7.4;
const at = (hour: number) => `${(((hour - FIRST_HOUR) / HOURS) * 100).toFixed(2)}%`;
const span = (from: number, to: number) => ({
  left: at(from),
  width: `calc(${(((to - from) / HOURS) * 100).toFixed(2)}% - 1px)`,
});
const block =
  "absolute top-8 flex h-6 items-center gap-1 overflow-hidden rounded-sm px-2 text-2xs font-medium whitespace-nowrap";
const plan = "absolute top-[60px] h-1.5 rounded-b-xs border border-t-0 border-calendar";

/** A day as the timeline will show it, marked as a sample. */
export function SampleDay() {
  return (
    <figure className="mt-8">
      <div
        role="img"
        aria-label="Sample: a day with two meetings, a call, a webinar and a calendar event"
        className="relative h-[92px] overflow-hidden rounded-lg border border-line-strong bg-surface tabular-nums"
      >
        {[9, 10, 11, 12, 13, 14, 15].map((hour) => (
          <span key={hour} style={{ left: at(hour) }} className="absolute inset-y-0 border-l border-line">
            <span className="block pt-1.5 pl-1.5 text-2xs text-subtle">{String(hour).padStart(2, "0")}:00</span>
          </span>
        ))}
        <span style={span(9.05, 9.9)} className={`${block} fill-meeting`}>
          Stand-up
        </span>
        <span style={span(9, 9.75)} className={plan} />
        <span style={span(10.3, 10.55)} className={`${block} fill-call justify-center px-0!`}>
          <ArrowDownLeft size={12} />
        </span>
        <span style={span(11, 12.4)} className={`${block} fill-webinar`}>
          <Radio size={12} />
          Launch briefing
        </span>
        <span style={span(11, 12.5)} className={plan} />
        <span
          style={span(12.75, 13.75)}
          className="absolute top-[60px] h-[18px] overflow-hidden rounded-xs px-1.5 text-2xs leading-4 font-medium whitespace-nowrap fill-calendar"
        >
          Supplier day
        </span>
        <span style={span(14.1, 15.3)} className={`${block} fill-meeting`}>
          Pricing review
        </span>
        <span style={span(14, 15)} className={plan} />
      </div>
      <figcaption className="mt-2 text-xs text-subtle">
        A sample day. Solid is what happened, outlined is what the calendar planned.
      </figcaption>
    </figure>
  );
}
