"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { ActionOutcome } from "#lib/access/viewer-types.ts";
import type { FeatureProduct, FeaturesView, FeatureView } from "#lib/integration/features-schema.ts";
import type { Eyes } from "../instants.ts";
import { useNow } from "../use-now.ts";
import { useZoomAction } from "../use-zoom-action.ts";
import { useZoomView } from "../use-zoom-view.ts";
import { type ViewQuery, zoomKey } from "../zoom-queries.ts";
import { FeatureCard } from "./feature-card.tsx";
import { shownInWords, words } from "./feature-words.ts";

type Changed = Promise<ActionOutcome<{ isChanged: boolean }>>;
export type FeaturesActions = {
  setVisible: (input: { product: FeatureProduct; isVisible: boolean }) => Changed;
  setReceiving: (input: { product: FeatureProduct; isReceiving: boolean }) => Changed;
};

const featuresQuery: ViewQuery<FeaturesView> = {
  queryKey: [...zoomKey, "features"],
  queryFn: async ({ signal }) => {
    const response = await fetch("/api/zoom/features", { signal, headers: { accept: "application/json" } });
    if (!response.ok) throw new Error(`The server answered ${response.status}`);
    return (await response.json()) as FeaturesView;
  },
};
const topics = ["features", "mapping", "connection", "import"];

type Question = { about: "hide" | "stop"; product: FeatureProduct };

/** The Features tab: a card for each product. Showing is undone by hiding; only hiding and stopping are asked about. */
export function FeaturesPanel({
  initial,
  eyes,
  actions,
}: {
  initial: FeaturesView;
  eyes: Eyes;
  actions: FeaturesActions;
}) {
  const view = useZoomView(featuresQuery, initial, topics);
  const now = useNow(view.now);
  const queries = useQueryClient();
  const { run, isPending } = useZoomAction();
  const [question, setQuestion] = useState<Question | null>(null);
  const asked = view.features.find(({ product }) => product === question?.product);
  const close = (isOpen: boolean) => !isOpen && setQuestion(null);

  // The switch moves when it is pressed; what the server says, also a refusal, comes right after.
  const draw = (product: FeatureProduct, change: Partial<FeatureView>) =>
    queries.setQueryData<FeaturesView>(featuresQuery.queryKey, (kept) =>
      kept === undefined
        ? kept
        : { ...kept, features: kept.features.map((one) => (one.product === product ? { ...one, ...change } : one)) },
    );
  const change = async (
    product: FeatureProduct,
    drawn: Partial<FeatureView>,
    action: () => Changed,
    message: string,
  ) => {
    draw(product, drawn);
    const done = await run(action, message);
    if (done === null) await queries.invalidateQueries({ queryKey: featuresQuery.queryKey });
    return done !== null;
  };
  const setVisible = (product: FeatureProduct, isVisible: boolean) =>
    change(
      product,
      { isVisible },
      () => actions.setVisible({ product, isVisible }),
      isVisible ? `All ${words[product].many} are visible again.` : `All ${words[product].many} are hidden everywhere.`,
    );
  const setReceiving = (product: FeatureProduct, isReceiving: boolean) =>
    change(
      product,
      { isReceiving },
      () => actions.setReceiving({ product, isReceiving }),
      isReceiving
        ? `New ${words[product].many} are received again.`
        : `New ${words[product].many} are no longer received.`,
    );
  return (
    <>
      <div className="mt-6 grid gap-4 lg:grid-cols-3 lg:grid-rows-[repeat(6,auto)] lg:gap-y-0">
        {view.features.map((feature) => (
          <FeatureCard
            key={feature.product}
            feature={feature}
            eyes={eyes}
            now={now}
            isPending={isPending}
            onVisible={(isVisible) =>
              isVisible
                ? void setVisible(feature.product, true)
                : setQuestion({ about: "hide", product: feature.product })
            }
            onReceiving={(isReceiving) =>
              isReceiving
                ? void setReceiving(feature.product, true)
                : setQuestion({ about: "stop", product: feature.product })
            }
          />
        ))}
      </div>
      {asked !== undefined && question?.about === "hide" && (
        <ConfirmDialog
          isOpen
          onOpenChange={close}
          title={`Hide ${words[asked.product].name.toLowerCase()}?`}
          body={<HideFacts feature={asked} />}
          confirmLabel={`Hide ${words[asked.product].name.toLowerCase()}`}
          cancelLabel="Keep visible"
          onConfirm={() => setVisible(asked.product, false)}
        />
      )}
      {asked !== undefined && question?.about === "stop" && (
        <ConfirmDialog
          isOpen
          onOpenChange={close}
          isDanger
          title={`Stop receiving ${words[asked.product].many}?`}
          body={<StopFacts product={asked.product} />}
          confirmLabel="Stop receiving"
          onConfirm={() => setReceiving(asked.product, false)}
        />
      )}
    </>
  );
}

function Facts({ facts }: { facts: readonly (readonly [string, string])[] }) {
  return (
    <dl className="grid grid-cols-[4rem_1fr] gap-x-2 gap-y-1 tabular-nums">
      {facts.map(([term, text]) => (
        <div key={term} className="contents">
          <dt className="text-subtle">{term}</dt>
          <dd className="text-text">{text}</dd>
        </div>
      ))}
    </dl>
  );
}

function HideFacts({ feature }: { feature: FeatureView }) {
  const shown = feature.shown === null ? words[feature.product].name : shownInWords(feature.product, feature.shown);
  return (
    <Facts
      facts={[
        ["Hidden", `${shown}: pages, live views, totals and the API`],
        ["Kept", feature.isReceiving ? "All of it, and new ones are still received" : "All of it"],
        ["Undo", "Switch on again: all of it is back at once"],
      ]}
    />
  );
}

function StopFacts({ product }: { product: FeatureProduct }) {
  return (
    <Facts
      facts={[
        ["Stops", `${words[product].name} from now on are not stored`],
        ["Kept", "What is on timelines already, as visible as before"],
        ["Gap", "What happens meanwhile is not fetched later; timelines say so"],
      ]}
    />
  );
}
