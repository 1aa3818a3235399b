"use client";

import { useEffect, useRef, useState } from "react";
import { ComboBox } from "#components/ui/combo-box.tsx";
import type { ManagerChoice, PeopleActions } from "./action-types.ts";

const NOBODY = "nobody";
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
  const chosenName = useRef(manager?.name ?? "");
  useEffect(() => {
    let isCurrent = true;
    const wait = setTimeout(async () => {
      const asked = find === chosenName.current ? "" : find;
      const outcome = await findManagers({ find: asked }).catch(() => null);
      if (isCurrent && outcome?.kind === "done") setChoices(outcome.value);
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(wait);
    };
  }, [find, findManagers]);
  const people = choices.filter(({ id }) => id !== personId);
  const items = [
    { id: NOBODY, name: "No manager" },
    ...people.map(({ id, name, email }) => ({ id, name, description: email })),
  ];
  return (
    <ComboBox
      label="Manager"
      description="Managers see the days of everyone below them."
      items={items}
      isFilteredOutside
      defaultInputValue={manager?.name ?? "No manager"}
      {...(manager === null ? { defaultSelectedKey: NOBODY } : { defaultSelectedKey: manager.id })}
      onInputChange={setFind}
      onSelectionChange={(id) => {
        chosenName.current = items.find((item) => item.id === id)?.name ?? "";
        // An emptied field says the same as "No manager".
        onChange(id === NOBODY ? null : id);
      }}
      errorMessage={errorMessage}
    />
  );
}
