"use client";

import { KeyRound } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button as AriaButton, Form } from "react-aria-components";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { type OrganisationChoice, readRefusal, type SignInRefusal } from "#lib/access/sign-in-types.ts";
import { type SignInAnswer, signInByPassword, startSingleSignOn } from "./ask-sign-in.ts";
import { refusalWords } from "./refusal-words.ts";

type Problem = Exclude<SignInRefusal, { kind: "choose" }> | { kind: "unreachable" };

function wordsOf(problem: Problem): { title: string; body: string } {
  if (problem.kind !== "unreachable") return refusalWords(problem);
  return { title: "WorkSights could not be reached", body: "Check your connection, then try again." };
}

/** E-mail and password, or single sign-on where it is set up. `next` is the page to go to. */
export function SignInForm({
  next,
  hasSso,
  firstProblem,
}: {
  next: string;
  hasSso: boolean;
  firstProblem: Exclude<SignInRefusal, { kind: "choose" }> | null;
}) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [pending, setPending] = useState<"password" | "sso" | null>(null);
  const [problem, setProblem] = useState<Problem | null>(firstProblem);
  const [choices, setChoices] = useState<OrganisationChoice[]>([]);

  const take = (answer: SignInAnswer) => {
    // The button keeps turning until the next page is there.
    if (answer.kind === "go") return location.assign(answer.url);
    setPending(null);
    if (answer.kind === "unreachable") return setProblem(answer);
    const refusal = readRefusal(answer.error);
    if (refusal.kind === "choose") {
      setProblem(null);
      setChoices(refusal.organisations);
    } else setProblem(refusal);
  };
  const signIn = async (organisationId?: string) => {
    setPending("password");
    const chosen = organisationId === undefined ? {} : { organisationId };
    take(await signInByPassword({ email, password, ...chosen }, next));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChoices([]);
    if (pending === null) void signIn();
  };

  return (
    <>
      {problem !== null && (
        <Notice tone="bad" isLive className="mt-6" title={wordsOf(problem).title}>
          {wordsOf(problem).body}
        </Notice>
      )}
      <Form validationBehavior="aria" onSubmit={submit} className="mt-6 grid gap-3">
        <TextField
          label="E-mail"
          type="email"
          name="email"
          autoComplete="username"
          isRequired
          size="lg"
          placeholder="you@company.example"
          value={email}
          onChange={setEmail}
        />
        <TextField
          label="Password"
          type="password"
          name="password"
          autoComplete="current-password"
          isRequired
          size="lg"
          value={password}
          onChange={setPassword}
          aside={<Forgotten />}
        />
        <Button type="submit" variant="primary" size="lg" className="mt-1" isPending={pending === "password"}>
          Sign in
        </Button>
      </Form>
      {choices.length > 0 && (
        <Notice tone="neutral" isLive className="mt-4" title="Which organisation?">
          <p>Your e-mail and password open several.</p>
          <div className="mt-2 flex flex-wrap gap-2">
            {choices.map(({ id, name }) => (
              <Button key={id} onPress={() => void signIn(id)}>
                {name}
              </Button>
            ))}
          </div>
        </Notice>
      )}
      {hasSso && (
        <>
          <p className="my-4 flex items-center gap-3 text-xs text-subtle before:h-px before:flex-1 before:bg-line-strong after:h-px after:flex-1 after:bg-line-strong">
            or
          </p>
          <Button
            size="lg"
            className="w-full"
            icon={<KeyRound aria-hidden size={16} />}
            isPending={pending === "sso"}
            onPress={async () => {
              setPending("sso");
              take(await startSingleSignOn(next));
            }}
          >
            Single sign-on
          </Button>
        </>
      )}
      <p className="mt-6 text-xs text-subtle">No account? People are invited by someone in their organisation.</p>
    </>
  );
}

function Forgotten() {
  return (
    <Popover
      label="A new password"
      placement="bottom end"
      className="w-72"
      trigger={<AriaButton className="link hit font-normal!">Forgotten?</AriaButton>}
    >
      <p className="font-medium">A new password comes by link</p>
      <p className="mt-1 text-muted">
        Ask an owner, executive or admin of your organisation. On their People page they open you and choose “Make a
        password link”. It works once, for 24 hours.
      </p>
    </Popover>
  );
}
