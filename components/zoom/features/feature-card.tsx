"use client";

import { Check, CircleCheck, CircleMinus, TriangleAlert, X } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { ProductMark } from "#components/ui/product-mark.tsx";
import { Switch } from "#components/ui/switch.tsx";
import type { FeatureView } from "#lib/integration/features-schema.ts";
import { agoOf, clockOf, dayOf, type Eyes } from "../instants.ts";
import { needInWords, words } from "./feature-words.ts";

type Props = {
  feature: FeatureView;
  eyes: Eyes;
  now: number;
  isPending: boolean;
  onVisible: (isVisible: boolean) => void;
  onReceiving: (isReceiving: boolean) => void;
};

/** One product: what of it appears and never does, what it needs, and its two controls. */
export function FeatureCard({ feature, eyes, now, isPending, onVisible, onReceiving }: Props) {
  const { name, kind, appears, never } = words[feature.product];
  return (
    <Card aria-label={name} className="grid content-start lg:row-span-6 lg:grid-rows-subgrid">
      <div className="flex min-h-14 items-center gap-2 px-4">
        <ProductMark kind={kind} />
        <h2>{name}</h2>
        <Switch
          className="ml-auto font-medium"
          label={`${name} visible`}
          isSelected={feature.isVisible}
          isDisabled={isPending}
          onChange={onVisible}
        >
          {feature.isVisible ? "Visible" : "Hidden"}
        </Switch>
      </div>
      <Part title="What appears">
        {appears.map((text) => (
          <Line key={text} icon={<Check aria-hidden size={14} className="text-ok" />}>
            {text}
          </Line>
        ))}
      </Part>
      <Part title="What never does">
        {never.map((text) => (
          <Line key={text} isQuiet icon={<X aria-hidden size={14} className="text-subtle" />}>
            {text}
          </Line>
        ))}
      </Part>
      <Part title="Needs">
        <Needs feature={feature} />
      </Part>
      <Facts feature={feature} eyes={eyes} now={now} />
      <div className="flex min-h-13 items-center gap-2 border-t border-line py-2 pr-2 pl-4">
        <span className="text-muted tabular-nums">{receivingInWords(feature, eyes, now)}</span>
        <Button
          variant="plain"
          className="ml-auto"
          aria-label={
            feature.isReceiving ? `Stop receiving ${name.toLowerCase()}` : `Receive ${name.toLowerCase()} again`
          }
          isDisabled={isPending}
          onPress={() => onReceiving(!feature.isReceiving)}
        >
          {feature.isReceiving ? "Stop receiving" : "Receive again"}
        </Button>
      </div>
    </Card>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="border-t border-line px-4 pt-3 pb-4">
      <h3 className="mb-2 text-xs font-medium text-subtle">{title}</h3>
      <ul className="grid gap-1.5">{children}</ul>
    </div>
  );
}

function Line({ icon, isQuiet = false, children }: { icon: ReactNode; isQuiet?: boolean; children: ReactNode }) {
  return (
    <li className={classNames("grid grid-cols-[16px_1fr] gap-2 [&>svg]:mt-[3px]", isQuiet && "text-muted")}>
      {icon}
      <span>{children}</span>
    </li>
  );
}

function Needs({ feature }: { feature: FeatureView }) {
  const good = <CircleCheck aria-hidden size={14} className="text-ok" />;
  const short = <TriangleAlert aria-hidden size={14} className="text-warn" />;
  const need = needInWords(feature);
  return (
    <>
      {feature.troubles.length === 0 ? (
        <Line icon={good}>
          Zoom gives it on {feature.accountsOk} of {feature.accounts} {feature.accounts === 1 ? "account" : "accounts"}
        </Line>
      ) : (
        feature.troubles.map(({ connection, cause }) => (
          <Line key={connection} icon={short}>
            <Link className="link" href="/integrations/zoom/connections">
              {connection}
            </Link>
            : {cause}
          </Line>
        ))
      )}
      <Line icon={need.isShort ? short : good}>
        {need.isShort ? (
          <Link className="link" href="/integrations/zoom/users?show=noPhone">
            {need.text}
          </Link>
        ) : (
          need.text
        )}
      </Line>
    </>
  );
}

function Facts({ feature, eyes, now }: { feature: FeatureView; eyes: Eyes; now: number }) {
  const changed =
    feature.visibleChangedBy === null || feature.visibleChangedAt === null
      ? null
      : `${feature.isVisible ? "Shown" : "Hidden"} by ${feature.visibleChangedBy}, ${dayOf(feature.visibleChangedAt, eyes, now)}`;
  return (
    <dl className="grid grid-cols-[88px_1fr] content-start gap-x-2 gap-y-1 border-t border-line px-4 py-3 tabular-nums">
      <dt className="text-subtle">Last event</dt>
      <dd>
        {feature.lastEventAt === null
          ? "None yet"
          : `${clockOf(feature.lastEventAt, eyes, true)}, ${agoOf(feature.lastEventAt, now)}`}
      </dd>
      <dt className="text-subtle">Visibility</dt>
      <dd className="flex items-center gap-1.5">
        {!feature.isVisible && <CircleMinus aria-hidden size={14} className="shrink-0 text-muted" />}
        {changed ?? "Never changed"}
      </dd>
    </dl>
  );
}

function receivingInWords(feature: FeatureView, eyes: Eyes, now: number): string {
  const { isReceiving, receivingSince, receivingStoppedAt, receivingChangedBy } = feature;
  if (!isReceiving) {
    const when = receivingStoppedAt === null ? "" : ` since ${dayOf(receivingStoppedAt, eyes, now)}`;
    return `Not received${when}${receivingChangedBy === null ? "" : `, by ${receivingChangedBy}`}`;
  }
  if (receivingStoppedAt !== null && receivingSince !== null) {
    return `Receiving, except ${dayOf(receivingStoppedAt, eyes, now)} to ${dayOf(receivingSince, eyes, now)}`;
  }
  return receivingSince === null ? "Receiving" : `Receiving since ${dayOf(receivingSince, eyes, now)}`;
}
