"use client";

import { Ban, CalendarDays, Ellipsis, KeyRound, Mail, Pencil, RotateCcw } from "lucide-react";
import { Avatar } from "#components/ui/avatar.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { Row, Table, Td, Th } from "#components/ui/data-table.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, type MenuEntry } from "#components/ui/menu.tsx";
import type { PersonOnList } from "#lib/access/people-list-types.ts";

export type PersonWish = "edit" | "invite" | "deactivate" | "reactivate";

/** The people of one page. `onWish` is absent for those who may only read. */
export function PeopleTable({
  people,
  timeZone,
  onWish,
}: {
  people: readonly PersonOnList[];
  /** The viewer's zone. */
  timeZone: string;
  onWish?: ((wish: PersonWish, person: PersonOnList) => void) | undefined;
}) {
  const day = new Intl.DateTimeFormat("en-GB", { timeZone, day: "numeric", month: "short", year: "numeric" });
  return (
    <Table label="People">
      <thead>
        <tr>
          <Th className="pl-4">Person</Th>
          <Th>Role</Th>
          <Th className="max-md:hidden">Manager</Th>
          <Th className="max-md:hidden">Time zone</Th>
          <Th className="max-md:hidden">Sign-in</Th>
          {onWish !== undefined && (
            <Th className="w-12">
              <span className="sr-only">Actions</span>
            </Th>
          )}
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <Row key={person.id}>
            <Td className="pl-4 max-md:w-full max-md:max-w-0">
              <span className="flex items-center gap-3">
                <Avatar name={person.name} />
                <span className="min-w-0">
                  <span className="block truncate font-medium">
                    {person.name}
                    {person.isViewer && <span className="font-normal text-subtle"> (you)</span>}
                  </span>
                  <span className="block truncate text-xs text-subtle">{person.email}</span>
                </span>
              </span>
            </Td>
            <Td className="whitespace-nowrap">{person.roleName}</Td>
            <Td className="whitespace-nowrap text-muted max-md:hidden">{person.managerName ?? "None"}</Td>
            <Td className="whitespace-nowrap text-muted max-md:hidden">{person.timeZone.replaceAll("_", " ")}</Td>
            <Td className="whitespace-nowrap text-muted tabular-nums max-md:hidden">
              <SignIn person={person} lastSignIn={person.lastSignInAt && day.format(new Date(person.lastSignInAt))} />
            </Td>
            {onWish !== undefined && (
              <Td>
                {person.mayChange && (
                  <Menu
                    label={`Actions for ${person.name}`}
                    trigger={
                      <IconButton
                        label={`Actions for ${person.name}`}
                        hasTooltip={false}
                        icon={<Ellipsis aria-hidden size={16} />}
                      />
                    }
                    items={wishesFor(person, onWish)}
                  />
                )}
              </Td>
            )}
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

function SignIn({ person, lastSignIn }: { person: PersonOnList; lastSignIn: string | null }) {
  if (person.isDeactivated) return <Chip icon={<Ban />}>Deactivated</Chip>;
  if (!person.maySignIn) return "Profile only";
  return lastSignIn === null ? "Never signed in" : `Last on ${lastSignIn}`;
}

function wishesFor(person: PersonOnList, onWish: (wish: PersonWish, person: PersonOnList) => void): MenuEntry[] {
  const entry = (wish: PersonWish, name: string, icon: MenuEntry["icon"]) => ({
    id: wish,
    name,
    icon,
    onAction: () => onWish(wish, person),
  });
  if (person.isDeactivated) return [entry("reactivate", "Reactivate", <RotateCcw aria-hidden size={14} />)];
  const invitation = person.hasPassword
    ? entry("invite", "Make a password link", <KeyRound aria-hidden size={14} />)
    : entry("invite", "Invite", <Mail aria-hidden size={14} />);
  return [
    entry("edit", "Edit", <Pencil aria-hidden size={14} />),
    ...(person.maySignIn ? [invitation] : []),
    {
      id: "calendars",
      name: "Calendars",
      icon: <CalendarDays aria-hidden size={14} />,
      href: `/calendars/${person.id}`,
    },
    ...(person.isViewer
      ? []
      : [{ ...entry("deactivate", "Deactivate", <Ban aria-hidden size={14} />), isDanger: true, hasLineAbove: true }]),
  ];
}
