import type { ReactNode } from "react";
import { Notice } from "#components/ui/notice.tsx";
import type { ConnectOutcomeCode } from "#lib/integration/connect-outcome-types.ts";
import type { Product } from "#lib/zoom/observation-types.ts";
import { outcomeWords, sufferingSentence } from "./outcome-words.ts";

const NOTHING_SAVED = "Not even the account could be read with them, so nothing was saved.";

/** Explains a return from Zoom. */
export function OutcomeNotice({
  outcome,
  suffering = [],
  isNothingSaved = false,
  actions,
  className,
}: {
  outcome: ConnectOutcomeCode;
  suffering?: readonly (Product | "directory")[];
  /** Set where a short grant did not even let us read the account, so that it was given back. */
  isNothingSaved?: boolean;
  actions?: ReactNode;
  className?: string;
}) {
  const { tone, title, body } = outcomeWords[outcome];
  const effect = isNothingSaved ? NOTHING_SAVED : sufferingSentence(suffering);
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
