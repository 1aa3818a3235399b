"use client";

import { type FormEvent, useId, useState } from "react";
import { Form } from "react-aria-components";
import { listTimeZones } from "#components/shell/time-zones.ts";
import { Button } from "#components/ui/button.tsx";
import { ComboBox } from "#components/ui/combo-box.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Select } from "#components/ui/select.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { PersonOnList } from "#lib/access/people-list-types.ts";
import type { PersonInput } from "#lib/access/person-schema.ts";
import type { PeopleActions } from "./action-types.ts";
import { askAction } from "./ask-action.ts";
import { ManagerField } from "./manager-field.tsx";
import { WorkHoursField } from "./work-hours-field.tsx";

export type PersonDialogProps = {
  /** Whom to edit; null adds someone. */
  person: PersonOnList | null;
  /** The roles that the viewer may give. */
  roles: readonly { id: string; name: string }[];
  /** The organisation's zone, for someone new. */
  timeZone: string;
  actions: PeopleActions;
  /** `addedId` is set when someone was added. */
  onClose: (addedId?: string) => void;
};

function startOf(person: PersonOnList | null, timeZone: string): PersonInput {
  if (person === null) {
    const hours = { workStart: 540, workEnd: 1050, workDays: [1, 2, 3, 4, 5] };
    return {
      name: "",
      email: "",
      role: "member",
      timeZone,
      managerId: null,
      maySignIn: true,
      hourCycle: "24h",
      ...hours,
    };
  }
  const { name, email, role, timeZone: zone, managerId, maySignIn, hourCycle, workStart, workEnd, workDays } = person;
  return { name, email, role, timeZone: zone, managerId, maySignIn, hourCycle, workStart, workEnd, workDays };
}

/** Adds or edits a person. */
export function PersonDialog({ person, roles, timeZone, actions, onClose }: PersonDialogProps) {
  const formId = useId();
  const [input, setInput] = useState<PersonInput>(() => startOf(person, timeZone));
  const [isPending, setIsPending] = useState(false);
  const [problem, setProblem] = useState<{ message: string; fields: Record<string, string> } | null>(null);
  const set = (change: Partial<PersonInput>) => {
    setInput((before) => ({ ...before, ...change }));
    // What was wrong with a field is forgotten once it is touched.
    setProblem((before) => {
      const left = Object.entries(before?.fields ?? {}).filter(([key]) => !(key in change));
      return before === null || left.length === 0 ? null : { ...before, fields: Object.fromEntries(left) };
    });
  };
  const fields = problem?.fields ?? {};

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    setIsPending(true);
    setProblem(null);
    const outcome =
      person === null
        ? await askAction(() => actions.add(input))
        : await askAction(() => actions.edit({ personId: person.id, person: input }));
    setIsPending(false);
    if (outcome.kind === "refused") {
      return setProblem({ message: outcome.message, fields: withoutPrefix(outcome.fields ?? {}) });
    }
    toast.success(person === null ? `${input.name} is added` : `${input.name} is saved`);
    onClose(outcome.value?.id);
  };

  return (
    <Dialog
      title={person === null ? "Add a person" : person.name}
      isOpen
      onOpenChange={() => onClose()}
      isDismissable={!isPending}
      footer={
        <>
          <Button onPress={() => onClose()} isDisabled={isPending}>
            Cancel
          </Button>
          <Button type="submit" form={formId} variant="primary" isPending={isPending}>
            {person === null ? "Add" : "Save"}
          </Button>
        </>
      }
    >
      <Form validationBehavior="aria" id={formId} onSubmit={(event) => void submit(event)} className="grid gap-4">
        {problem !== null && Object.keys(fields).length === 0 && <Notice tone="bad" isLive title={problem.message} />}
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label="Name"
            autoComplete="off"
            autoFocus={person === null}
            isRequired
            value={input.name}
            onChange={(name) => set({ name })}
            errorMessage={fields.name}
          />
          <TextField
            label="E-mail"
            type="email"
            autoComplete="off"
            isRequired
            value={input.email}
            onChange={(email) => set({ email })}
            errorMessage={fields.email}
          />
          <Select
            label="Role"
            items={roles}
            selectedKey={input.role}
            isDisabled={roles.length < 2}
            onSelectionChange={(id) => set({ role: id as PersonInput["role"] })}
            description={person?.isViewer === true ? "Nobody changes their own role." : undefined}
            errorMessage={fields.role}
          />
          <ManagerField
            personId={person?.id ?? null}
            manager={person?.managerId == null ? null : { id: person.managerId, name: person.managerName ?? "" }}
            onChange={(managerId) => set({ managerId })}
            findManagers={actions.findManagers}
            errorMessage={fields.managerId}
          />
          <ComboBox
            label="Time zone"
            description="Where their day begins and ends."
            items={listTimeZones(input.timeZone)}
            selectedKey={input.timeZone}
            onSelectionChange={(zone) => set({ timeZone: zone ?? "" })}
            menuTrigger="input"
            className="grid-cols-[minmax(0,1fr)]"
            errorMessage={fields.timeZone}
          />
          <Select
            label="Times"
            items={[
              { id: "24h", name: "24 hours (16:42)" },
              { id: "12h", name: "12 hours (4:42 pm)" },
            ]}
            selectedKey={input.hourCycle}
            onSelectionChange={(id) => set({ hourCycle: id === "12h" ? "12h" : "24h" })}
          />
        </div>
        <WorkHoursField hours={input} onChange={set} errorMessage={fields.workEnd} />
        <Switch
          label="May sign in"
          isSelected={input.maySignIn}
          isDisabled={person?.isViewer === true}
          onChange={(maySignIn) => set({ maySignIn })}
        />
        {person !== null && person.role !== input.role && (
          <p className="text-xs text-subtle">
            A new role signs {person.name} out everywhere, so that it holds at once.
          </p>
        )}
      </Form>
    </Dialog>
  );
}

/** The edit action nests the person, so its fields come back as "person.email". */
function withoutPrefix(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([key, message]) => [key.replace(/^person\./, ""), message]));
}
