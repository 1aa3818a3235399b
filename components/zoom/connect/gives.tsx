import { ShieldX } from "lucide-react";
import { ProductMark } from "#components/ui/product-mark.tsx";

const gives = [
  { kind: "meeting", name: "Meetings", what: "Title, start, end, duration", whom: "Only for the person who hosted" },
  {
    kind: "call",
    name: "Phone",
    what: "Direction, caller ID name, start, end, duration, device",
    whom: "Only for caller and callee",
  },
  { kind: "webinar", name: "Webinars", what: "Title, start, end, duration", whom: "Only for the person who hosted" },
] as const;

const line = "grid grid-cols-[24px_1fr] items-start gap-x-3 border-b py-4 sm:grid-cols-[24px_120px_minmax(0,1fr)]";

/** What we receive of each product, and what never. */
export function Gives() {
  return (
    <ul className="mt-8 border-t border-line-strong">
      {gives.map(({ kind, name, what, whom }) => (
        <li key={kind} className={`${line} border-line`}>
          <ProductMark kind={kind} />
          <h2 className="leading-6">{name}</h2>
          <p className="pt-0.5 max-sm:col-start-2">
            {what}
            <span className="block text-subtle">{whom}</span>
          </p>
        </li>
      ))}
      <li className={`${line} border-line-strong`}>
        <span
          aria-hidden
          className="grid size-6 place-items-center rounded-md text-muted inset-ring inset-ring-line-strong"
        >
          <ShieldX size={14} />
        </span>
        <h2 className="leading-6">Never</h2>
        <p className="pt-0.5 max-sm:col-start-2">
          Attendees, audio, video, recordings, transcripts, chat, join links, phone numbers, IP addresses
          <span className="block text-subtle">
            Dropped at the edge where Zoom sends them: not stored, not queued, not logged
          </span>
        </p>
      </li>
    </ul>
  );
}
