"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { Progress } from "#components/ui/progress.tsx";
import { clockOf, dayOf, type Eyes, momentOf } from "#components/zoom/instants.ts";
import type { ConnectionView, ImportView, OverviewView } from "#lib/integration/overview-types.ts";

type Step = { name: string; isDone: boolean; detail: ReactNode };

const importSteps: Record<ImportView["step"], string> = {
  account: "Looking at the account",
  users: "Reading the Zoom users",
  phoneUsers: "Finding who has Zoom Phone",
  matching: "Matching by e-mail",
};

/** How far the set-up is, step by step, while it goes on and after. */
export function SetupSteps({ view, now, eyes }: { view: OverviewView; now: number; eyes: Eyes }) {
  const steps = stepsOf(view, now, eyes);
  const done = steps.filter(({ isDone }) => isDone).length;
  const [isFolded, setIsFolded] = useState(false);
  return (
    <Card aria-label="Set-up">
      <CardHeader
        title="Set-up"
        meta={`${done} of ${steps.length} done`}
        actions={
          <Button variant="plain" size="sm" aria-expanded={!isFolded} onPress={() => setIsFolded(!isFolded)}>
            {isFolded ? "Show" : "Fold away"}
          </Button>
        }
      />
      {!isFolded && (
        <ol className="grid gap-y-4 px-4 pb-4 tabular-nums sm:grid-cols-5" aria-live="polite">
          {steps.map((step, index) => (
            <StepItem key={step.name} step={step} number={index + 1} isLast={index === steps.length - 1} />
          ))}
        </ol>
      )}
    </Card>
  );
}

function StepItem({ step, number, isLast }: { step: Step; number: number; isLast: boolean }) {
  return (
    <li className="relative pr-4 max-sm:pl-8 sm:pt-7">
      {!isLast && (
        <span
          aria-hidden
          className={classNames(
            "absolute top-[9px] right-2 left-7 h-0.5 max-sm:hidden",
            step.isDone ? "bg-ok opacity-40" : "bg-line-strong",
          )}
        />
      )}
      <span
        aria-hidden
        className={classNames(
          "absolute top-0 left-0 grid size-5 place-items-center rounded-full text-2xs font-semibold",
          step.isDone
            ? "bg-ok-wash text-ok inset-ring inset-ring-ok-line"
            : "bg-surface text-text inset-ring-2 inset-ring-ink",
        )}
      >
        {step.isDone ? <Check size={12} /> : number}
      </span>
      <strong className="block font-medium">
        {step.name}
        <span className="sr-only">{step.isDone ? ", done" : ", not done yet"}</span>
      </strong>
      <span className="block text-xs text-subtle">{step.detail}</span>
    </li>
  );
}

function stepsOf({ connections, hasEvents }: OverviewView, now: number, eyes: Eyes): Step[] {
  const live = connections.filter(({ isLive }) => isLive);
  const sum = (of: (connection: ConnectionView) => number) => live.reduce((total, one) => total + of(one), 0);
  const total = sum(({ users }) => users.total);
  const mapped = sum(({ users }) => users.mapped);
  const open = sum(({ users }) => users.open);
  const importing = live.find((connection) => connection.importing !== null)?.importing ?? null;
  const imported = live
    .flatMap(({ lastImportAt }) => lastImportAt ?? [])
    .sort()
    .at(-1);
  const isImported = live.length > 0 && live.every(({ lastImportAt }) => lastImportAt !== null);
  return [
    {
      name: "Connected",
      isDone: live.length > 0,
      detail: live.length === 1 ? live[0]?.name : `${live.length} Zoom accounts`,
    },
    {
      name: importing === null ? "Users imported" : importSteps[importing.step],
      isDone: isImported && importing === null,
      detail:
        importing !== null ? (
          <Progress label="Reading the Zoom users" isLabelHidden detail={`${importing.read} so far`} className="mt-1" />
        ) : imported === undefined ? (
          "Begins in a moment"
        ) : (
          `${total}, last ${momentOf(imported, eyes, now).replace(/^T/, "t").replace(/^Y/, "y")}`
        ),
    },
    {
      name: isImported ? `Mapped ${mapped} of ${total}` : "People mapped",
      isDone: isImported && open === 0,
      detail: isImported ? <MappedDetail open={open} /> : "By e-mail, after the import",
    },
    historyStep(live, isImported),
    {
      name: hasEvents ? "First event received" : "First event",
      isDone: hasEvents,
      detail: hasEvents ? lastOf(live, now, eyes) : "Waits for the next session or call",
    },
  ];
}

function MappedDetail({ open }: { open: number }) {
  if (open === 0) return "Nobody is left";
  return (
    <Link href="/integrations/zoom/users" className="link text-xs">
      Map the {open} left
    </Link>
  );
}

function historyStep(live: readonly ConnectionView[], isImported: boolean): Step {
  const reading = live.find((connection) => connection.reading !== null)?.reading ?? null;
  if (reading !== null) {
    const { daysRead, daysAsked, merged } = reading;
    return {
      name: "Reading history",
      isDone: false,
      detail: (
        <Progress
          label="History read"
          isLabelHidden
          value={daysRead}
          max={daysAsked}
          detail={`${daysRead} of ${daysAsked} days, ${merged.toLocaleString("en-GB")} found`}
          className="mt-1"
        />
      ),
    };
  }
  const days = Math.max(0, ...live.map(({ historyDays }) => historyDays));
  const detail = days === 0 ? "None was asked for" : isImported ? `${days} days` : `${days} days, after the import`;
  return { name: isImported ? "History read" : "History", isDone: isImported, detail };
}

function lastOf(live: readonly ConnectionView[], now: number, eyes: Eyes): string {
  const last = live
    .flatMap(({ lastEventAt }) => lastEventAt ?? [])
    .sort()
    .at(-1);
  if (last === undefined) return "Before this connection";
  return now - Date.parse(last) < 86_400_000 ? `Last one ${clockOf(last, eyes)}` : `Last one ${dayOf(last, eyes, now)}`;
}
