"use client";

import { useState } from "react";
import { FilterChip } from "#components/ui/filter-chip.tsx";
import { SearchField } from "#components/ui/search-field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { PersonState } from "#lib/access/people-list-types.ts";
import { usePeopleFilter } from "./use-people-filter.ts";

const stateNames: readonly { id: PersonState; name: string }[] = [
  { id: "active", name: "Active" },
  { id: "waiting", name: "Never signed in" },
  { id: "profile", name: "Profile only" },
  { id: "deactivated", name: "Deactivated" },
];

/** Search and filters; they live in the address. */
export function PeopleToolbar({
  counts,
  roles,
}: {
  counts: Record<PersonState, number>;
  roles: readonly { id: string; name: string }[];
}) {
  const [filter, setFilter] = usePeopleFilter();
  const [find, setFind] = useState(filter.find);
  return (
    <div className="flex flex-wrap items-center gap-2 px-4 py-3">
      <SearchField
        label="Search people"
        placeholder="Name or e-mail"
        shortcut="/"
        className="w-full sm:w-64"
        value={find}
        onChange={(text) => {
          setFind(text);
          void setFilter({ find: text, page: 1 });
        }}
      />
      <Select
        label="Role"
        isLabelHidden
        look="button"
        items={[{ id: "all", name: "All roles" }, ...roles]}
        selectedKey={filter.role ?? "all"}
        onSelectionChange={(id) => void setFilter({ role: id === "all" ? null : (id as typeof filter.role), page: 1 })}
      />
      <fieldset aria-label="State" className="flex flex-wrap gap-1.5">
        {stateNames.map(({ id, name }) => (
          <FilterChip
            key={id}
            isSelected={filter.state === id}
            count={counts[id]}
            onPress={() => void setFilter({ state: id, page: 1 })}
          >
            {name}
          </FilterChip>
        ))}
      </fieldset>
    </div>
  );
}
