"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleAlert, Plug, SearchX, Users } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Face } from "#components/ui/face.tsx";
import { FilterChip } from "#components/ui/filter-chip.tsx";
import { SearchField } from "#components/ui/search-field.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Select } from "#components/ui/select.tsx";
import {
  type MappedPeopleAsk,
  type MappedPeopleView,
  mappedPeopleAsk,
  personFilters,
  type ZoomUserFilter,
  type ZoomUsersAsk,
  type ZoomUsersView,
  zoomUserFilters,
  zoomUsersAsk,
} from "#lib/integration/zoom-users-schema.ts";
import type { Eyes } from "../instants.ts";
import { useLiveViews } from "../use-live-views.ts";
import { useNow } from "../use-now.ts";
import type { UsersActions } from "./actions-types.ts";
import { BulkBar } from "./bulk-bar.tsx";
import { ImportLine } from "./import-line.tsx";
import { Pager } from "./pager.tsx";
import { PeopleTable } from "./people-table.tsx";
import { useMapper } from "./use-mapper.ts";
import { type UsersState, useUsersState } from "./use-users-state.ts";
import { filterNames } from "./user-words.ts";
import { mappedPeopleQuery, ZoomViewFailure, zoomUsersQuery } from "./users-queries.ts";
import { UsersTable } from "./users-table.tsx";

type Props = {
  initialUsers: { ask: ZoomUsersAsk; view: ZoomUsersView };
  initialPeople: { ask: MappedPeopleAsk; view: MappedPeopleView } | null;
  eyes: Eyes;
  actions: UsersActions;
};

/** Filters that are worth a chip even when nobody is behind them. */
const lasting: readonly ZoomUserFilter[] = ["all", "mapped", "unmapped", "suggested", "conflict", "ignored", "noEmail"];
const personFilterNames = { all: "All", with: "With a Zoom user", without: "Without", several: "Several" } as const;
const EVERY = "all";

/** The Users tab: who in Zoom belongs to whom, from either side. */
export function UsersPanel({ initialUsers, initialPeople, eyes, actions }: Props) {
  const state = useUsersState();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const mapper = useMapper(actions, () => setSelected(new Set()));
  useLiveViews(["mapping", "import", "history", "people", "connection"]);

  const isPeople = state.side === "people";
  const usersAsk = zoomUsersAsk.safeParse(isPeople ? { connection: state.connection } : state).data ?? initialUsers.ask;
  const peopleAsk = mappedPeopleAsk.safeParse(state).data ?? mappedPeopleAsk.parse({});
  const users = useQuery({
    ...zoomUsersQuery(usersAsk),
    ...startWith(isSame(usersAsk, initialUsers.ask) ? initialUsers.view : undefined),
  });
  const people = useQuery({
    ...mappedPeopleQuery(peopleAsk),
    ...startWith(initialPeople !== null && isSame(peopleAsk, initialPeople.ask) ? initialPeople.view : undefined),
    enabled: isPeople,
  });
  const view = users.data ?? initialUsers.view;
  const now = useNow(view.now, 30_000);
  const failure = isPeople ? people.error : users.error;
  const rows = view.rows.filter(({ id }) => selected.has(id));

  return (
    <div className="mt-5">
      <Chips state={state} view={view} people={people.data} />
      <div className="mt-3 flex flex-wrap items-center gap-2">
        <SearchField
          label="Find by name or e-mail"
          isLabelHidden
          placeholder="Find by name or e-mail"
          shortcut="/"
          className="w-70 max-sm:w-full"
          value={state.find}
          onChange={(find) => void state.setFind(find)}
        />
        {view.connections.length > 1 && (
          <Select
            label="Connection"
            isLabelHidden
            look="button"
            icon={<Plug aria-hidden size={16} />}
            items={[{ id: EVERY, name: "All connections" }, ...view.connections]}
            selectedKey={state.connection === "" ? EVERY : state.connection}
            onSelectionChange={(id) => void state.setConnection(id === EVERY ? "" : id)}
          />
        )}
        <Segmented
          label="From which side"
          items={[
            { id: "zoom", name: "Zoom user to person" },
            { id: "people", name: "Person to Zoom user" },
          ]}
          selectedKey={state.side}
          onSelectionChange={(side) => void state.setSide(side === "people" ? "people" : "zoom")}
        />
        <ImportLine view={view} connection={state.connection} importAgain={actions.importAgain} eyes={eyes} now={now} />
      </div>
      <Card className="mt-3" aria-label={isPeople ? "People" : "Zoom users"}>
        {failure !== null ? (
          <Failed error={failure} onRetry={() => void (isPeople ? people.refetch() : users.refetch())} />
        ) : isPeople ? (
          people.data !== undefined && people.data.rows.length > 0 ? (
            <PeopleTable view={people.data} mapper={mapper} />
          ) : (
            <Nothing state={state} isEmpty={people.data?.counts.all === 0} isLoading={people.isPending} />
          )
        ) : view.rows.length > 0 ? (
          <>
            <UsersTable view={view} selected={selected} onSelect={setSelected} mapper={mapper} eyes={eyes} now={now} />
            {rows.length > 0 && (
              <BulkBar
                selected={rows}
                fillDays={view.fillDays}
                mapper={mapper}
                onClear={() => setSelected(new Set())}
              />
            )}
          </>
        ) : (
          <Nothing state={state} isEmpty={view.counts.all === 0} isLoading={users.isPending} />
        )}
      </Card>
      {failure === null && (
        <Pager
          page={state.page}
          pageSize={isPeople ? (people.data?.pageSize ?? 1) : view.pageSize}
          total={isPeople ? (people.data?.total ?? 0) : view.total}
          onPage={(page) => void state.setPage(page)}
          noun={isPeople ? "people" : "Zoom users, those that need a person first"}
          {...(!isPeople && view.showsActivity
            ? { note: "“Counted” is activity that came in and was not stored, because nobody is mapped." }
            : {})}
        />
      )}
    </div>
  );
}

function startWith<T extends { now: string }>(view: T | undefined) {
  return view === undefined ? {} : { initialData: view, initialDataUpdatedAt: Date.parse(view.now) };
}

function isSame(a: object, b: object): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function Chips({
  state,
  view,
  people,
}: {
  state: UsersState;
  view: ZoomUsersView;
  people: MappedPeopleView | undefined;
}) {
  if (state.side === "people") {
    return (
      <fieldset className="flex flex-wrap gap-1.5">
        <legend className="sr-only">Show</legend>
        {personFilters.map((filter) => (
          <FilterChip
            key={filter}
            isSelected={state.show === filter}
            onPress={() => void state.setShow(filter)}
            {...(people === undefined ? {} : { count: people.counts[filter] })}
          >
            {personFilterNames[filter]}
          </FilterChip>
        ))}
      </fieldset>
    );
  }
  const shown = zoomUserFilters.filter(
    (filter) => lasting.includes(filter) || filter === state.show || view.counts[filter] > 0,
  );
  return (
    <fieldset className="flex flex-wrap gap-1.5">
      <legend className="sr-only">Show</legend>
      {shown.map((filter) => (
        <FilterChip
          key={filter}
          isSelected={state.show === filter}
          onPress={() => void state.setShow(filter)}
          count={view.counts[filter]}
        >
          {filterNames[filter]}
        </FilterChip>
      ))}
    </fieldset>
  );
}

function Nothing({ state, isEmpty, isLoading }: { state: UsersState; isEmpty: boolean; isLoading: boolean }) {
  if (isLoading) return <p className="px-4 py-16 text-center text-subtle">Loading…</p>;
  if (isEmpty) {
    return (
      <Face icon={<Users aria-hidden />} title={state.side === "people" ? "No people yet" : "No Zoom users yet"}>
        <p>
          {state.side === "people"
            ? "Add people on the People page; Zoom users with their e-mails are mapped to them by themselves."
            : "They are read from Zoom right after connecting. This page fills itself when they arrive."}
        </p>
      </Face>
    );
  }
  return (
    <Face
      icon={<SearchX aria-hidden />}
      title="Nobody matches"
      actions={<Button onPress={() => void state.clear()}>Show all</Button>}
    >
      <p>No one fits this search and filter.</p>
    </Face>
  );
}

function Failed({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const reference = error instanceof ZoomViewFailure ? error.reference : undefined;
  return (
    <Face
      tone="bad"
      icon={<CircleAlert aria-hidden />}
      title="This list could not be read"
      reference={reference}
      actions={<Button onPress={onRetry}>Try again</Button>}
    >
      <p>{error.message} Nothing was changed.</p>
    </Face>
  );
}
