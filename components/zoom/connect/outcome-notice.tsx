import type { ReactNode } from "react";
import { Notice } from "#components/ui/notice.tsx";
import type { ConnectOutcomeCode } from "#lib/integration/connect-outcome-types.ts";
import type { Product } from "#lib/zoom/observation-types.ts";
import { outcomeWords, sufferingSentence } from "./outcome-words.ts";

/** Explains a return from Zoom. */
export function OutcomeNotice({
  outcome,
  suffering = [],
  actions,
  className,
}: {
  outcome: ConnectOutcomeCode;
  suffering?: readonly (Product | "directory")[];
  actions?: ReactNode;
  className?: string;
}) {
  const { tone, title, body } = outcomeWords[outcome];
  const effect = sufferingSentence(suffering);
  return (
    <Notice
      tone={tone}
      title={title}
      isLive
      {...(actions === undefined ? {} : { actions })}
      {...(className === undefined ? {} : { className })}
    >
      <p className="max-w-[100ch]">{effect === "" ? body : `${effect} ${body}`}</p>
    </Notice>
  );
}
