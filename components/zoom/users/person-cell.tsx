"use client";

import { Pencil } from "lucide-react";
import { useState } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Progress } from "#components/ui/progress.tsx";
import type { ZoomUserView } from "#lib/integration/zoom-users-schema.ts";
import type { Eyes } from "../instants.ts";
import { PersonBox } from "./map-box.tsx";
import type { Mapper } from "./use-mapper.ts";
import { nameOfUser, whenOf } from "./user-words.ts";

type Props = { user: ZoomUserView; mapper: Mapper; fillDays: number; eyes: Eyes; now: number };

/** Who a Zoom user belongs to, and the way to say so. */
export function PersonCell({ user, mapper, fillDays, eyes, now }: Props) {
  const [isChoosing, setIsChoosing] = useState(false);
  const name = nameOfUser(user);
  if (isChoosing) {
    return (
      <PersonBox
        userName={name}
        candidates={user.candidates}
        isMapped={user.person !== null}
        fillDays={user.person === null ? fillDays : 0}
        onMap={(personId, personName) =>
          mapper.map([{ zoomUserId: user.id, personId }], `${name} is now ${personName}.`)
        }
        onIgnore={() => mapper.ignore([user.id], true)}
        onUnmap={() => mapper.unmap([user.id], name)}
        onClose={() => setIsChoosing(false)}
      />
    );
  }
  const choose = () => setIsChoosing(true);
  switch (user.need) {
    case "mapped":
      return <Mapped user={user} onChange={choose} eyes={eyes} now={now} />;
    case "suggested":
      return <Suggested user={user} mapper={mapper} onChoose={choose} />;
    case "conflict":
      return (
        <Line
          name={user.candidates.map((one) => one.name).join(" or ")}
          sub="Choose who it is"
          icon={user.candidates.length}
        >
          <Button size="sm" aria-label={`Choose a person for ${name}`} onPress={choose}>
            Choose
          </Button>
        </Line>
      );
    case "unmapped":
    case "noEmail":
      return (
        <Button size="sm" aria-label={`Map ${name} to a person`} onPress={choose}>
          Map to a person
        </Button>
      );
    case "ignored":
      return (
        <span className="flex items-center gap-2">
          <span className="text-subtle">Nobody</span>
          <Button
            size="sm"
            variant="plain"
            className="ml-auto"
            aria-label={`Consider ${name} again`}
            onPress={() => mapper.ignore([user.id], false)}
          >
            Consider again
          </Button>
        </span>
      );
    case "pending":
    case "gone":
      return <span className="text-subtle">–</span>;
  }
}

function Line(props: {
  name: string;
  sub: string;
  icon?: React.ReactNode;
  isFaint?: boolean;
  children?: React.ReactNode;
}) {
  const { name, sub, icon, isFaint = true, children } = props;
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      <Avatar name={name} look={isFaint ? "outline" : "solid"} {...(icon === undefined ? {} : { icon })} />
      <span className="min-w-0 flex-1">
        <span className="block truncate">{name}</span>
        <span className="block truncate text-xs text-subtle tabular-nums">{sub}</span>
      </span>
      {children !== undefined && <span className="flex shrink-0 items-center gap-1">{children}</span>}
    </span>
  );
}

function Suggested({ user, mapper, onChoose }: { user: ZoomUserView; mapper: Mapper; onChoose: () => void }) {
  const [candidate] = user.candidates;
  if (candidate === undefined) return null;
  const name = nameOfUser(user);
  return (
    <Line name={candidate.name} sub={candidate.email}>
      <Button
        size="sm"
        aria-label={`Confirm ${candidate.name} for ${name}`}
        isDisabled={mapper.isPending}
        onPress={() =>
          mapper.map([{ zoomUserId: user.id, personId: candidate.personId }], `${name} is now ${candidate.name}.`)
        }
      >
        Confirm
      </Button>
      <IconButton
        size="sm"
        label={`Choose someone else for ${name}`}
        icon={<Pencil aria-hidden size={14} />}
        onPress={onChoose}
      />
    </Line>
  );
}

function Mapped({ user, onChange, eyes, now }: { user: ZoomUserView; onChange: () => void; eyes: Eyes; now: number }) {
  const { person, filling } = user;
  if (person === null) return null;
  const sub = user.isExcluded
    ? `Excluded${user.excludedBy === null ? "" : ` by ${user.excludedBy}`}${user.excludedAt === null ? "" : `, ${whenOf(user.excludedAt, eyes, now)}`}`
    : filling === null
      ? person.email
      : `Filling in, ${filling.done} of ${filling.days} days`;
  return (
    <Line name={person.name} sub={sub} isFaint={false}>
      {filling !== null && (
        <Progress
          className="w-16"
          label={`Days filled in for ${person.name}`}
          isLabelHidden
          value={filling.done}
          max={filling.days}
        />
      )}
      <IconButton
        size="sm"
        label={`Change the person of ${nameOfUser(user)}`}
        icon={<Pencil aria-hidden size={14} />}
        className="opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 pointer-coarse:opacity-100"
        onPress={onChange}
      />
    </Line>
  );
}
