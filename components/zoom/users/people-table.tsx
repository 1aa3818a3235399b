"use client";

import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import { Row, Table, Td, Th } from "#components/ui/data-table.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { MappedPeopleView, MappedPersonView } from "#lib/integration/zoom-users-schema.ts";
import { ZoomUserBox } from "./map-box.tsx";
import type { Mapper } from "./use-mapper.ts";

/** People, each with the Zoom users that belong to them: the same mappings from the other side. */
export function PeopleTable({ view, mapper }: { view: MappedPeopleView; mapper: Mapper }) {
  return (
    <Table label="People and their Zoom users" className="min-w-[48rem] table-fixed">
      <thead>
        <tr>
          <Th className="w-80 pl-4">Person</Th>
          <Th>Zoom users</Th>
          <Th className="w-80 pr-4">
            <span className="sr-only">Add a Zoom user</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {view.rows.map((person) => (
          <PersonRow key={person.id} person={person} mapper={mapper} />
        ))}
      </tbody>
    </Table>
  );
}

function PersonRow({ person, mapper }: { person: MappedPersonView; mapper: Mapper }) {
  const [isChoosing, setIsChoosing] = useState(false);
  return (
    <Row>
      <Td className="h-12 pl-4">
        <span className="flex min-w-0 items-center gap-2.5">
          <Avatar name={person.name} look={person.zoomUsers.length === 0 ? "outline" : "solid"} />
          <span className="min-w-0">
            <span className="block truncate font-medium">{person.name}</span>
            <span className="block truncate text-xs text-subtle">{person.email}</span>
          </span>
        </span>
      </Td>
      <Td>
        {person.zoomUsers.length === 0 ? (
          <span className="text-subtle">No Zoom user</span>
        ) : (
          <ul className="grid gap-1 py-1.5">
            {person.zoomUsers.map((user) => (
              <ZoomUserLine key={user.id} user={user} mapper={mapper} />
            ))}
          </ul>
        )}
      </Td>
      <Td className="pr-4" align="right">
        {isChoosing ? (
          <ZoomUserBox
            personName={person.name}
            onMap={(zoomUserId) =>
              mapper.map([{ zoomUserId, personId: person.id }], `The Zoom user now belongs to ${person.name}.`)
            }
            onClose={() => setIsChoosing(false)}
          />
        ) : (
          <Button
            size="sm"
            icon={<Plus aria-hidden size={14} />}
            aria-label={`Add a Zoom user to ${person.name}`}
            onPress={() => setIsChoosing(true)}
          >
            {person.zoomUsers.length === 0 ? "Add a Zoom user" : "Add another"}
          </Button>
        )}
      </Td>
    </Row>
  );
}

function ZoomUserLine({ user, mapper }: { user: MappedPersonView["zoomUsers"][number]; mapper: Mapper }) {
  const name = user.displayName || user.email || "No name";
  const notes = [
    user.email ?? "no e-mail",
    user.connectionName,
    user.mappedHow === "email" ? "by e-mail" : "by hand",
    ...(user.isExcluded ? ["excluded"] : []),
    ...(user.status === "gone" ? ["no longer in Zoom"] : []),
  ];
  return (
    <li className="flex min-w-0 items-center gap-2">
      <span className="min-w-0 flex-1 truncate">
        {name} <span className="text-xs text-subtle">{notes.join(" · ")}</span>
      </span>
      <IconButton
        size="sm"
        label={`Unmap ${name}`}
        icon={<X aria-hidden size={14} />}
        isDisabled={mapper.isPending}
        onPress={() => mapper.unmap([user.id], name)}
      />
    </li>
  );
}
