"use client";

import { type FormEvent, useEffect, useState } from "react";
import { Form } from "react-aria-components";
import { listTimeZones } from "#components/shell/time-zones.ts";
import { Button } from "#components/ui/button.tsx";
import { ComboBox } from "#components/ui/combo-box.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { ActionOutcome } from "#lib/access/viewer-types.ts";
import { signInByPassword } from "./ask-sign-in.ts";

type Setup = { code: string; organisation: string; timeZone: string; name: string; email: string; password: string };

/** Makes the organisation and its owner, then signs the owner in. */
export function SetupForm({ onSetUp }: { onSetUp: (setup: Setup) => Promise<ActionOutcome<{ email: string }>> }) {
  const [setup, setSetup] = useState<Setup>({
    code: "",
    organisation: "",
    timeZone: "UTC",
    name: "",
    email: "",
    password: "",
  });
  const [isPending, setIsPending] = useState(false);
  const [problem, setProblem] = useState<{ message: string; fields: Record<string, string> } | null>(null);
  useEffect(() => {
    // Only the browser knows where the person is.
    setSetup((before) => ({ ...before, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone }));
  }, []);
  const field = (key: keyof Setup) => ({
    name: key,
    value: setup[key],
    onChange: (value: string) => setSetup((before) => ({ ...before, [key]: value })),
    errorMessage: problem?.fields[key],
    isRequired: true,
    size: "lg" as const,
  });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    setIsPending(true);
    setProblem(null);
    const outcome = await onSetUp(setup).catch(() => null);
    if (outcome?.kind !== "done") {
      setIsPending(false);
      const message = outcome?.message ?? "The server could not be reached, and nothing was made. Try again.";
      return setProblem({ message, fields: outcome?.fields ?? {} });
    }
    const answer = await signInByPassword({ email: setup.email, password: setup.password }, "/people");
    location.assign(answer.kind === "go" ? answer.url : "/signin");
  };
  const hasFieldProblem = Object.keys(problem?.fields ?? {}).length > 0;
  return (
    <Form validationBehavior="aria" onSubmit={(event) => void submit(event)} className="mt-6 grid gap-4">
      {problem !== null && !hasFieldProblem && <Notice tone="bad" isLive title={problem.message} />}
      <TextField
        label="One-time code"
        autoComplete="off"
        placeholder="ABCD-EFGH-JKLM"
        description="The server printed it when it started."
        {...field("code")}
      />
      <TextField label="Organisation" autoComplete="organization" {...field("organisation")} />
      <ComboBox
        label="Time zone"
        description="Where most people work. Everyone can have their own."
        items={listTimeZones(setup.timeZone)}
        selectedKey={setup.timeZone}
        onSelectionChange={(timeZone) => setSetup((before) => ({ ...before, timeZone: timeZone ?? "" }))}
        menuTrigger="input"
        size="lg"
        errorMessage={problem?.fields.timeZone}
      />
      <TextField label="Your name" autoComplete="name" {...field("name")} />
      <TextField label="Your e-mail" type="email" autoComplete="username" {...field("email")} />
      <TextField
        label="Your password"
        type="password"
        autoComplete="new-password"
        description="At least 10 characters. A few words in a row are fine."
        {...field("password")}
      />
      <Button type="submit" variant="primary" size="lg" isPending={isPending}>
        Set up WorkSights
      </Button>
    </Form>
  );
}
