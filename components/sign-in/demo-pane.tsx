"use client";

import { ArrowRight, ChevronRight } from "lucide-react";
import { useState } from "react";
import { Button } from "react-aria-components";
import { ThemeToggle } from "#components/shell/theme-toggle.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { Card } from "#components/ui/card.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { signInAsDemo } from "./ask-sign-in.ts";

export type DemoPaneProps = {
  organisationName: string;
  peopleCount: number;
  choices: readonly { id: string; name: string; roleName: string; sees: string }[];
  /** First names to begin as; empty once Zoom is connected. */
  connectors: readonly string[];
  next: string;
};

/** The demo's people, each a button. */
export function DemoPane({ organisationName, peopleCount, choices, connectors, next }: DemoPaneProps) {
  const [pendingId, setPendingId] = useState<string | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const signIn = async (id: string) => {
    if (pendingId !== null) return;
    setPendingId(id);
    setHasFailed(false);
    const answer = await signInAsDemo(id, next);
    if (answer.kind === "go") return location.assign(answer.url);
    setPendingId(null);
    setHasFailed(true);
  };
  return (
    <aside
      aria-label="Demo"
      className="relative grid content-center justify-items-center border-line-strong bg-canvas px-page py-12 max-lg:border-t lg:border-l"
    >
      <ThemeToggle className="absolute top-4 right-4" />
      <div className="w-full max-w-[472px]">
        <h2 className="text-lg tracking-[-0.011em]">This is a demo. Pick who you are.</h2>
        <p className="text-muted">
          Everyone sees something else: that is the point.
          {connectors.length > 0 && ` Zoom is not connected yet, so begin as ${connectors.join(" or ")}.`}
        </p>
        {hasFailed && (
          <Notice tone="bad" isLive className="mt-4" title="Signing in did not work">
            Try again in a moment.
          </Notice>
        )}
        <Card className="mt-4 overflow-hidden">
          <ul className="divide-y divide-line">
            {choices.map(({ id, name, roleName, sees }) => (
              <li key={id}>
                <Button
                  aria-label={`Sign in as ${name}, ${roleName.toLowerCase()}`}
                  aria-describedby={`${id}-sees`}
                  isPending={pendingId === id}
                  onPress={() => void signIn(id)}
                  className="group grid min-h-15 w-full py-2 grid-cols-[36px_minmax(0,1fr)_auto_16px] items-center gap-x-3 px-4 text-left -outline-offset-2 data-hovered:bg-hover data-pending:bg-hover"
                >
                  <Avatar name={name} size="lg" />
                  <span>
                    <span className="block leading-[18px] font-medium">{name}</span>
                    <span id={`${id}-sees`} className="block text-xs text-subtle">
                      {sees}
                    </span>
                  </span>
                  <span className="font-medium text-muted">{roleName}</span>
                  <ChevronRight aria-hidden size={16} className="text-subtle group-data-hovered:hidden" />
                  <ArrowRight aria-hidden size={16} className="hidden group-data-hovered:block" />
                </Button>
              </li>
            ))}
          </ul>
        </Card>
        <p className="mt-3 text-xs text-subtle">
          {organisationName} and its {peopleCount} people are invented. Nothing leaves this computer.
        </p>
      </div>
    </aside>
  );
}
