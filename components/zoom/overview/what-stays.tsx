import { Check, X } from "lucide-react";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { Table, Th } from "#components/ui/data-table.tsx";

type Fate = "stored" | "dropped" | "notSent";
type Field = { name: string; meetings: Fate; phone: Fate; webinars: Fate };

const stored: readonly Field[] = [
  { name: "Title", meetings: "stored", phone: "notSent", webinars: "stored" },
  { name: "Start, end, duration", meetings: "stored", phone: "stored", webinars: "stored" },
  { name: "Direction, caller ID name, device", meetings: "notSent", phone: "stored", webinars: "notSent" },
];
const dropped: readonly Field[] = [
  { name: "Attendees and their number", meetings: "dropped", phone: "notSent", webinars: "dropped" },
  { name: "Join links and passwords", meetings: "dropped", phone: "notSent", webinars: "dropped" },
  { name: "Phone numbers, IP addresses", meetings: "notSent", phone: "dropped", webinars: "notSent" },
];

/** Which fields of what Zoom sends stay, and which are dropped before anything is stored. */
export function WhatStays() {
  return (
    <Card aria-label="What stays and what is dropped">
      <CardHeader title="What stays and what is dropped" />
      <Table label="Fields, and whether they are stored">
        <thead>
          <tr>
            <Th className="pl-4">Field</Th>
            <Th className="w-33">Meetings</Th>
            <Th className="w-33">Phone</Th>
            <Th className="w-33">Webinars</Th>
          </tr>
        </thead>
        <tbody>
          <GroupRow name="Stored" />
          {stored.map((field) => (
            <FieldRow key={field.name} field={field} />
          ))}
          <GroupRow name="Dropped at the edge, before anything is stored, queued or logged" />
          {dropped.map((field) => (
            <FieldRow key={field.name} field={field} />
          ))}
          <GroupRow name="Never asked for" />
          <tr>
            <td colSpan={4} className="h-9 px-4">
              Audio, video, recordings, transcripts and chat: we hold no scope that could read them.
            </td>
          </tr>
        </tbody>
      </Table>
    </Card>
  );
}

function GroupRow({ name }: { name: string }) {
  return (
    <tr>
      <th
        scope="colgroup"
        colSpan={4}
        className="h-8 border-b border-line bg-off-wash px-4 text-xs font-normal text-subtle"
      >
        {name}
      </th>
    </tr>
  );
}

function FieldRow({ field }: { field: Field }) {
  return (
    <tr className="[&>*]:h-9 [&>*]:border-b [&>*]:border-line [&>*]:px-3">
      <th scope="row" className="pl-4! font-normal">
        {field.name}
      </th>
      <FateCell fate={field.meetings} />
      <FateCell fate={field.phone} />
      <FateCell fate={field.webinars} />
    </tr>
  );
}

function FateCell({ fate }: { fate: Fate }) {
  if (fate === "notSent") return <td className="text-subtle">Not sent</td>;
  return (
    <td className={fate === "dropped" ? "text-muted" : undefined}>
      <span className="flex items-center gap-1.5">
        {fate === "stored" ? (
          <Check aria-hidden size={14} className="text-ok" />
        ) : (
          <X aria-hidden size={14} className="text-subtle" />
        )}
        {fate === "stored" ? "Stored" : "Dropped"}
      </span>
    </td>
  );
}
