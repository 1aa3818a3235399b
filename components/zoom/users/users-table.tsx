"use client";

import { Ban, CircleHelp, Clock, Hand, Lightbulb, MailCheck, MailX, Split, UserX } from "lucide-react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { Row, Table, Td, Th } from "#components/ui/data-table.tsx";
import { Switch } from "#components/ui/switch.tsx";
import type { ZoomUserNeed, ZoomUsersView, ZoomUserView } from "#lib/integration/zoom-users-schema.ts";
import type { Eyes } from "../instants.ts";
import { PersonCell } from "./person-cell.tsx";
import type { Mapper } from "./use-mapper.ts";
import { howInAWord, licenceOf, nameOfUser, whenOf, whyOf } from "./user-words.ts";

type Props = {
  view: ZoomUsersView;
  selected: ReadonlySet<string>;
  onSelect: (ids: ReadonlySet<string>) => void;
  mapper: Mapper;
  eyes: Eyes;
  now: number;
};

/** Zoom users, each with its person, or why it has none. */
export function UsersTable({ view, selected, onSelect, mapper, eyes, now }: Props) {
  const ids = view.rows.map(({ id }) => id);
  const picked = ids.filter((id) => selected.has(id)).length;
  return (
    <Table label="Zoom users" className="min-w-[68rem] table-fixed">
      <thead>
        <tr>
          <Th className="w-11 pr-0 pl-4">
            <Checkbox
              label="Select all on this page"
              isLabelHidden
              isSelected={picked > 0 && picked === ids.length}
              isIndeterminate={picked > 0 && picked < ids.length}
              onChange={(isOn) => onSelect(isOn ? new Set(ids) : new Set())}
            />
          </Th>
          <Th className="w-60">Zoom user</Th>
          <Th className="w-[21.5rem]">Person</Th>
          <Th>How matched</Th>
          <Th className="w-28">Connection</Th>
          <Th className="w-[6.75rem]">Licence</Th>
          {view.showsActivity && <Th className="w-[7.25rem]">Last event</Th>}
          <Th className="w-20 pr-4" align="right">
            Included
          </Th>
        </tr>
      </thead>
      <tbody>
        {view.rows.map((user) => (
          <UserRow
            key={user.id}
            user={user}
            fillDays={view.fillDays[user.connectionId] ?? 0}
            isSelected={selected.has(user.id)}
            onToggle={(isOn) => {
              const next = new Set(selected);
              if (isOn) next.add(user.id);
              else next.delete(user.id);
              onSelect(next);
            }}
            mapper={mapper}
            eyes={eyes}
            now={now}
          />
        ))}
      </tbody>
    </Table>
  );
}

type RowProps = {
  user: ZoomUserView;
  fillDays: number;
  isSelected: boolean;
  onToggle: (isOn: boolean) => void;
  mapper: Mapper;
  eyes: Eyes;
  now: number;
};

function UserRow({ user, fillDays, isSelected, onToggle, mapper, eyes, now }: RowProps) {
  const name = nameOfUser(user);
  const licence = licenceOf(user);
  const isQuiet = user.need === "ignored" || user.need === "gone" || user.need === "pending" || user.email === null;
  return (
    <Row isSelected={isSelected}>
      <Td className="h-12 pr-0 pl-4">
        <Checkbox label={`Select ${name}`} isLabelHidden isSelected={isSelected} onChange={onToggle} />
      </Td>
      <Td>
        <span className={classNames("block truncate", isQuiet ? "text-muted" : "font-medium")}>{name}</span>
        <Sub>{user.email ?? "No e-mail at Zoom"}</Sub>
      </Td>
      <Td>
        <PersonCell user={user} mapper={mapper} fillDays={fillDays} eyes={eyes} now={now} />
      </Td>
      <Td>
        <How user={user} />
        <Why text={whyOf(user, eyes, now)} />
      </Td>
      <Td className="truncate">{user.connectionName}</Td>
      <Td>
        {licence.main}
        {licence.sub !== null && <Sub>{licence.sub}</Sub>}
      </Td>
      {user.activity !== null && (
        <Td isNumeric>
          <LastEvent user={user} activity={user.activity} eyes={eyes} now={now} />
        </Td>
      )}
      <Td align="right" className="pr-4">
        {user.person === null ? (
          <span className="text-subtle">–</span>
        ) : (
          <Switch
            label={`Include ${name}`}
            isLabelHidden
            isSelected={!user.isExcluded}
            isDisabled={mapper.isPending}
            onChange={(isOn) => mapper.include([user.id], isOn, name)}
          />
        )}
      </Td>
    </Row>
  );
}

function Sub({ children }: { children: React.ReactNode }) {
  return <span className="block truncate text-xs text-subtle tabular-nums">{children}</span>;
}

function Why({ text }: { text: string | null }) {
  return text === null ? null : (
    <span title={text}>
      <Sub>{text}</Sub>
    </span>
  );
}

const howIcons: Record<Exclude<ZoomUserNeed, "mapped">, typeof Ban> = {
  unmapped: CircleHelp,
  suggested: Lightbulb,
  conflict: Split,
  ignored: Ban,
  noEmail: MailX,
  pending: Clock,
  gone: UserX,
};

function How({ user }: { user: ZoomUserView }) {
  const Icon = user.need === "mapped" ? (user.mappedHow === "email" ? MailCheck : Hand) : howIcons[user.need];
  const tone =
    user.need === "conflict"
      ? "text-bad"
      : user.need === "unmapped"
        ? "text-warn"
        : user.person === null
          ? "text-muted"
          : "";
  return (
    <span className={classNames("flex items-center gap-1.5", tone)}>
      <Icon aria-hidden size={14} className="shrink-0 text-subtle" />
      {howInAWord(user)}
    </span>
  );
}

type Activity = NonNullable<ZoomUserView["activity"]>;

function LastEvent({ user, activity, eyes, now }: { user: ZoomUserView; activity: Activity; eyes: Eyes; now: number }) {
  if (user.person !== null && !user.isExcluded) {
    if (activity.lastEventAt === null) return <span className="text-subtle">None yet</span>;
    return <>{whenOf(activity.lastEventAt, eyes, now)}</>;
  }
  if (user.need === "ignored" || user.isExcluded) return <span className="text-subtle">Not kept</span>;
  if (activity.countedOnly === 0) return <span className="text-subtle">–</span>;
  return <span className="text-subtle">{activity.countedOnly.toLocaleString("en-GB")} counted</span>;
}
