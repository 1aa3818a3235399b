"use client";

import { type FormEvent, useState } from "react";
import { Form } from "react-aria-components";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { ActionOutcome } from "#lib/access/viewer-types.ts";
import { signInByPassword } from "./ask-sign-in.ts";

type Join = (input: {
  token: string;
  password: string;
}) => Promise<ActionOutcome<{ email: string; organisationId: string }>>;

/** Sets the password that the link is for, then signs the person in. */
export function JoinForm({ token, email, onJoin }: { token: string; email: string; onJoin: Join }) {
  const [password, setPassword] = useState("");
  const [isPending, setIsPending] = useState(false);
  const [problem, setProblem] = useState<{ message: string; password: string | undefined } | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    setIsPending(true);
    setProblem(null);
    const outcome = await onJoin({ token, password }).catch(() => null);
    if (outcome?.kind !== "done") {
      setIsPending(false);
      const message = outcome?.message ?? "The server could not be reached. Your link is not used up: try again.";
      return setProblem({ message, password: outcome?.fields?.password });
    }
    const { organisationId } = outcome.value;
    const answer = await signInByPassword({ email: outcome.value.email, password, organisationId }, "/timeline");
    location.assign(answer.kind === "go" ? answer.url : "/signin");
  };
  return (
    <Form validationBehavior="aria" onSubmit={(event) => void submit(event)} className="mt-6 grid gap-4">
      {problem !== null && problem.password === undefined && <Notice tone="bad" isLive title={problem.message} />}
      <TextField label="E-mail" type="email" autoComplete="username" isReadOnly size="lg" value={email} />
      <TextField
        label="New password"
        type="password"
        name="password"
        autoComplete="new-password"
        description="At least 10 characters. A few words in a row are fine."
        isRequired
        size="lg"
        value={password}
        onChange={setPassword}
        errorMessage={problem?.password}
      />
      <Button type="submit" variant="primary" size="lg" isPending={isPending}>
        Set the password and sign in
      </Button>
    </Form>
  );
}
