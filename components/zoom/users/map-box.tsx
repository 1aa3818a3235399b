"use client";

import { useQuery } from "@tanstack/react-query";
import { Ban, Link2Off } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { ComboBox } from "#components/ui/combo-box.tsx";
import type { Candidate } from "#lib/integration/zoom-users-schema.ts";
import { personChoicesQuery, zoomUserChoicesQuery } from "./users-queries.ts";

const IGNORE = "ignore";
const UNMAP = "unmap";

type PersonProps = {
  /** Whose person is chosen. */
  userName: string;
  candidates: readonly Candidate[];
  isMapped: boolean;
  fillDays: number;
  onMap: (personId: string, name: string) => void;
  onIgnore: () => void;
  onUnmap: () => void;
  onClose: () => void;
};

/** The field in which a person is chosen for a Zoom user. */
export function PersonBox({ userName, candidates, isMapped, fillDays, ...on }: PersonProps) {
  const [find, setFind] = useState("");
  const { data, isPending } = useQuery(personChoicesQuery(useDeferredValue(find)));
  const offered = find === "" ? candidates : [];
  const people = [
    ...offered.map(({ personId: id, name, email }) => ({ id, name, email, zoomUsers: 0 })),
    ...(data ?? []).filter(({ id }) => !offered.some(({ personId }) => personId === id)),
  ];
  const items = [
    ...people.map(({ id, name, email, zoomUsers }) => ({
      id,
      name,
      description: email,
      aside: zoomUsers === 0 ? "Not mapped" : zoomUsers === 1 ? "1 Zoom user" : `${zoomUsers} Zoom users`,
      icon: <Avatar name={name} size="sm" />,
    })),
    ...(isMapped ? [{ id: UNMAP, name: "Nobody: remove the mapping", icon: <Link2Off aria-hidden size={14} /> }] : []),
    { id: IGNORE, name: "Ignore this Zoom user", icon: <Ban aria-hidden size={14} /> },
  ];
  const choose = (id: string | null) => {
    const person = people.find((one) => one.id === id);
    if (person !== undefined) on.onMap(person.id, person.name);
    if (id === IGNORE) on.onIgnore();
    if (id === UNMAP) on.onUnmap();
  };
  return (
    <ChoiceBox
      label={`Person for ${userName}`}
      items={items}
      find={find}
      onFind={setFind}
      onChoose={choose}
      onClose={on.onClose}
      placeholder="Find a person"
      tail={fillDays > 0 ? `Mapping fills in ${fillDays === 1 ? "1 day" : `${fillDays} days`}.` : undefined}
      nothing={isPending ? "Looking…" : "Nobody matches"}
    />
  );
}

type UserProps = { personName: string; onMap: (zoomUserId: string) => void; onClose: () => void };

/** The field in which a Zoom user is chosen for a person. */
export function ZoomUserBox({ personName, onMap, onClose }: UserProps) {
  const [find, setFind] = useState("");
  const { data, isPending } = useQuery(zoomUserChoicesQuery(useDeferredValue(find)));
  const items = (data ?? []).map(({ id, displayName, email, connectionName, personName: owner }) => ({
    id,
    name: displayName || email || "No name",
    description: `${email ?? "No e-mail"} · ${connectionName}`,
    aside: owner === null ? "Not mapped" : `Belongs to ${owner}`,
  }));
  return (
    <ChoiceBox
      label={`Zoom user for ${personName}`}
      items={items}
      find={find}
      onFind={setFind}
      onChoose={(id) => id !== null && onMap(id)}
      onClose={onClose}
      placeholder="Find a Zoom user"
      nothing={isPending ? "Looking…" : "No Zoom user matches"}
    />
  );
}

type ChoiceProps = {
  label: string;
  items: Parameters<typeof ComboBox>[0]["items"];
  find: string;
  onFind: (text: string) => void;
  onChoose: (id: string | null) => void;
  onClose: () => void;
  placeholder: string;
  tail?: string | undefined;
  nothing: string;
};

/** A field that is there only while one chooses: Escape and leaving it put it away. */
function ChoiceBox({ label, items, find, onFind, onChoose, onClose, placeholder, tail, nothing }: ChoiceProps) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears what its field does
    <div
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget) && event.relatedTarget !== null) onClose();
      }}
    >
      <ComboBox
        label={label}
        isLabelHidden
        autoFocus
        isFilteredOutside
        items={items}
        selectedKey={null}
        inputValue={find}
        onInputChange={onFind}
        onSelectionChange={onChoose}
        onOpenChange={(isOpen) => {
          if (!isOpen) onClose();
        }}
        placeholder={placeholder}
        tail={tail}
        nothing={nothing}
      />
    </div>
  );
}
