"use client";

import { useEffect, useState } from "react";
import { ComboBox } from "#components/ui/combo-box.tsx";
import type { ManagerChoice, PeopleActions } from "./action-types.ts";

const nobody = { id: "nobody", name: "No manager" };
const PAUSE_MS = 200;

/** Chooses a manager among all active people; the server searches, since there may be thousands. */
export function ManagerField({
  personId,
  manager,
  onChange,
  findManagers,
  errorMessage,
}: {
  /** Whom the manager is for; nobody manages themselves. */
  personId: string | null;
  manager: { id: string; name: string } | null;
  onChange: (managerId: string | null) => void;
  findManagers: PeopleActions["findManagers"];
  errorMessage: string | undefined;
}) {
  const [choices, setChoices] = useState<ManagerChoice[]>([]);
  const [find, setFind] = useState("");
  const [chosen, setChosen] = useState(manager ?? nobody);
  useEffect(() => {
    let isCurrent = true;
    const wait = setTimeout(async () => {
      const asked = find === chosen.name ? "" : find;
      const outcome = await findManagers({ find: asked }).catch(() => null);
      if (isCurrent && outcome?.kind === "done") setChoices(outcome.value);
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(wait);
    };
  }, [find, chosen.name, findManagers]);
  const people = choices.filter(({ id }) => id !== personId);
  const items = [nobody, ...people.map(({ id, name, email }) => ({ id, name, description: email }))];
  // A choice that is not in the list would be forgotten.
  if (!items.some(({ id }) => id === chosen.id)) items.push(chosen);
  return (
    <ComboBox
      label="Manager"
      description="Managers see the days of everyone below them."
      items={items}
      isFilteredOutside
      defaultInputValue={chosen.name}
      selectedKey={chosen.id}
      className="grid-cols-[minmax(0,1fr)]"
      onInputChange={setFind}
      onSelectionChange={(id) => {
        // An emptied field says the same as "No manager".
        const { id: chosenId, name } = items.find((item) => item.id === id) ?? nobody;
        setChosen({ id: chosenId, name });
        onChange(chosenId === nobody.id ? null : chosenId);
      }}
      errorMessage={errorMessage}
    />
  );
}
