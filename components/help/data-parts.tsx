import { Check, X } from "lucide-react";
import { Table, Td, Th } from "#components/ui/data-table.tsx";
import { type Kind, ProductMark } from "#components/ui/product-mark.tsx";
import { type GuidePart, Literal } from "./guide.tsx";

export type ScopeLine = { granular: string; purpose: string; serves: "directory" | "meetings" | "phone" | "webinars" };

const kept: readonly { kind: Kind; name: string; what: string; whose: string }[] = [
  { kind: "meeting", name: "Meetings", what: "Title, start, end, duration", whose: "Only for the person who hosted" },
  {
    kind: "call",
    name: "Phone",
    what: "Direction, caller ID name when there is one, start, end, duration, device",
    whose: "Only for caller and callee",
  },
  { kind: "webinar", name: "Webinars", what: "Title, start, end, duration", whose: "Only for the person who hosted" },
];

const never: readonly { name: string; why: string }[] = [
  { name: "Attendees, and how many there were", why: "dropped where Zoom sends it" },
  { name: "Audio, video, recordings, transcripts, chat", why: "we hold no scope that could read it" },
  { name: "Join links and passwords", why: "dropped where Zoom sends it" },
  { name: "Phone numbers and IP addresses", why: "dropped where Zoom sends it" },
];

const areaNames: Record<ScopeLine["serves"], string> = {
  directory: "Users",
  meetings: "Meetings",
  phone: "Phone",
  webinars: "Webinars",
};

/** What is received and why: for the one who connects, and for everyone whose day is shown. */
export function dataParts(scopes: readonly ScopeLine[]): GuidePart[] {
  return [
    {
      id: "data",
      title: "What we receive, and what we never do",
      body: (
        <>
          <p>Metadata alone: that something was, when, and under which title. Never what was said.</p>
          <ul className="divide-y divide-line border-y border-line">
            {kept.map(({ kind, name, what, whose }) => (
              <li key={kind} className="grid grid-cols-[24px_minmax(0,1fr)] gap-x-3 py-3 sm:grid-cols-[24px_104px_1fr]">
                <ProductMark kind={kind} />
                <span className="font-medium leading-6">{name}</span>
                <span className="max-sm:col-start-2">
                  <span className="flex items-start gap-1.5">
                    <Check aria-hidden size={14} className="mt-[3px] shrink-0 text-ok" />
                    {what}
                  </span>
                  <span className="block pl-5 text-muted">{whose}</span>
                </span>
              </li>
            ))}
          </ul>
          <p className="font-medium">Never stored, never queued, never logged:</p>
          <ul className="grid gap-1.5">
            {never.map(({ name, why }) => (
              <li key={name} className="flex items-start gap-1.5">
                <X aria-hidden size={14} className="mt-[3px] shrink-0 text-subtle" />
                <span>
                  {name} <span className="text-muted">({why})</span>
                </span>
              </li>
            ))}
          </ul>
          <p className="text-muted">
            Zoom users who are not mapped to a person, or are excluded, are only counted: that something was, never
            what.
          </p>
        </>
      ),
    },
    {
      id: "scopes",
      title: "The scopes we ask for, and why",
      body: (
        <>
          <p>
            A scope is a permission that Zoom shows you before you allow the app. All of ours only read. Older Zoom apps
            name them more broadly; either name is enough.
          </p>
          <div className="rounded-lg border border-line-strong bg-surface">
            <Table label="Scopes">
              <thead>
                <tr>
                  <Th>For</Th>
                  <Th>Why</Th>
                  <Th>Scope</Th>
                </tr>
              </thead>
              <tbody>
                {scopes.map(({ granular, purpose, serves }) => (
                  <tr key={granular} className="last:[&>td]:border-b-0">
                    <Td className="text-sm whitespace-nowrap">{areaNames[serves]}</Td>
                    <Td className="min-w-56 py-2 text-sm">{purpose}</Td>
                    <Td className="py-2">
                      <Literal>{granular}</Literal>
                    </Td>
                  </tr>
                ))}
              </tbody>
            </Table>
          </div>
          <p className="text-muted">
            If one is missing, only what needs it is affected, and Connections names it. Connecting again asks for it.
          </p>
        </>
      ),
    },
  ];
}
