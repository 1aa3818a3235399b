"use client";

import { FileUp, Plus, UserRoundSearch, Users } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useLiveChanges } from "#components/shell/use-live-changes.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Face } from "#components/ui/face.tsx";
import { Page, PageHeader } from "#components/ui/page-header.tsx";
import { toast } from "#components/ui/toast.tsx";
import { PEOPLE_ON_PAGE, type PeopleList, type PersonOnList } from "#lib/access/people-list-types.ts";
import type { LinkToShow, PeopleActions } from "./action-types.ts";
import { askAction, sayRefused } from "./ask-action.ts";
import { ImportDialog } from "./import-dialog.tsx";
import { people } from "./import-preview.tsx";
import { LinkDialog } from "./link-dialog.tsx";
import { PeopleTable, type PersonWish } from "./people-table.tsx";
import { PeopleToolbar } from "./people-toolbar.tsx";
import { PersonDialog } from "./person-dialog.tsx";
import { usePeopleFilter } from "./use-people-filter.ts";

type Open =
  | { kind: "person"; person: PersonOnList | null }
  | { kind: "deactivate"; person: PersonOnList }
  | { kind: "link"; name: string; link: LinkToShow }
  | { kind: "import" };

export type PeopleViewProps = {
  list: PeopleList;
  /** Null for those who may only read: managers, technical admins. */
  actions: PeopleActions | null;
  isTree: boolean;
  allRoles: readonly { id: string; name: string }[];
  rolesToGive: readonly { id: string; name: string }[];
  viewerTimeZone: string;
  organisationTimeZone: string;
};

/** The people of the organisation, or of a manager's tree. */
export function PeopleView(props: PeopleViewProps) {
  const { list, actions, isTree, allRoles, rolesToGive, viewerTimeZone, organisationTimeZone } = props;
  const router = useRouter();
  const [open, setOpen] = useState<Open | null>(null);
  useLiveChanges((news) => {
    if (news.kind === "everything" || news.changes.some(({ topic }) => topic === "people")) router.refresh();
  });
  const close = () => {
    setOpen(null);
    router.refresh();
  };
  const wish = async (kind: PersonWish, person: PersonOnList) => {
    if (actions === null) return;
    if (kind === "edit") return setOpen({ kind: "person", person });
    if (kind === "deactivate") return setOpen({ kind: "deactivate", person });
    if (kind === "invite") {
      const outcome = await askAction(() => actions.invite({ personId: person.id }));
      if (outcome.kind === "refused") return sayRefused(outcome);
      return setOpen({ kind: "link", name: person.name, link: outcome.value });
    }
    const outcome = await askAction(() => actions.reactivate({ personId: person.id }));
    if (outcome.kind === "refused") return sayRefused(outcome);
    toast.success(`${person.name} is active again`);
    router.refresh();
  };

  return (
    <Page>
      <PageHeader
        title="People"
        meta={isTree ? <span>Everyone below you, and you</span> : <span>{people(list.counts.active)} active</span>}
        actions={
          actions !== null && (
            <>
              <Button icon={<FileUp aria-hidden size={16} />} onPress={() => setOpen({ kind: "import" })}>
                Import
              </Button>
              <Button
                variant="primary"
                icon={<Plus aria-hidden size={16} />}
                onPress={() => setOpen({ kind: "person", person: null })}
              >
                Add a person
              </Button>
            </>
          )
        }
      />
      <Card>
        <PeopleToolbar counts={list.counts} roles={allRoles} />
        <div className="border-t border-line">
          {list.people.length === 0 ? (
            <NothingHere list={list} isAlone={actions !== null && list.counts.active + list.counts.deactivated <= 1} />
          ) : (
            <PeopleTable
              people={list.people}
              timeZone={viewerTimeZone}
              onWish={actions === null ? undefined : (kind, person) => void wish(kind, person)}
            />
          )}
        </div>
        <Pages list={list} />
      </Card>
      {actions !== null && open?.kind === "person" && (
        <PersonDialog
          person={open.person}
          roles={open.person?.roles ?? rolesToGive}
          timeZone={organisationTimeZone}
          actions={actions}
          onClose={close}
        />
      )}
      {open?.kind === "link" && <LinkDialog name={open.name} link={open.link} onClose={close} />}
      {actions !== null && open?.kind === "import" && <ImportDialog actions={actions} onClose={close} />}
      {actions !== null && open?.kind === "deactivate" && (
        <ConfirmDialog
          isOpen
          isDanger
          title={`Deactivate ${open.person.name}?`}
          body={`${open.person.name} is signed out everywhere and can not sign in. Their past days stay; nothing is deleted. You can reactivate them at any time.`}
          confirmLabel="Deactivate"
          onOpenChange={() => setOpen(null)}
          onConfirm={async () => {
            const outcome = await askAction(() => actions.deactivate({ personId: open.person.id }));
            if (outcome.kind === "refused") return sayRefused(outcome);
            toast.success(`${open.person.name} is deactivated`);
            router.refresh();
          }}
        />
      )}
    </Page>
  );
}

function NothingHere({ list, isAlone }: { list: PeopleList; isAlone: boolean }) {
  const [filter, setFilter] = usePeopleFilter();
  const clear = () => void setFilter({ find: null, role: null, state: null, page: null });
  if (filter.find !== "" || filter.role !== null || list.page > 1) {
    return (
      <Face
        icon={<UserRoundSearch />}
        title="Nobody matches"
        actions={<Button onPress={clear}>Clear the filters</Button>}
      >
        <p>Nobody with this name, e-mail, role and state is here.</p>
      </Face>
    );
  }
  return (
    <Face
      icon={<Users />}
      title="Nobody here"
      {...(isAlone ? {} : { actions: <Button onPress={clear}>Show active people</Button> })}
    >
      <p>No one is in this state now.</p>
    </Face>
  );
}

function Pages({ list }: { list: PeopleList }) {
  const [, setFilter] = usePeopleFilter();
  const last = Math.max(1, Math.ceil(list.count / PEOPLE_ON_PAGE));
  if (last === 1 || list.people.length === 0) return null;
  const from = (list.page - 1) * PEOPLE_ON_PAGE + 1;
  return (
    <nav aria-label="Pages" className="flex items-center justify-end gap-2 border-t border-line px-4 py-2">
      <p className="mr-auto text-xs text-subtle tabular-nums">
        {from} to {from + list.people.length - 1} of {list.count.toLocaleString("en-GB")}
      </p>
      <Button size="sm" isDisabled={list.page <= 1} onPress={() => void setFilter({ page: list.page - 1 })}>
        Previous
      </Button>
      <Button size="sm" isDisabled={list.page >= last} onPress={() => void setFilter({ page: list.page + 1 })}>
        Next
      </Button>
    </nav>
  );
}
