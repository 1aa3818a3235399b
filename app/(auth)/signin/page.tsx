import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthFrame } from "#components/sign-in/auth-frame.tsx";
import { DemoPane } from "#components/sign-in/demo-pane.tsx";
import { SignInForm } from "#components/sign-in/sign-in-form.tsx";
import { readDemoOffer } from "#lib/access/demo-people.ts";
import { setupState } from "#lib/access/setup.ts";
import { readRefusal, safeNext } from "#lib/access/sign-in-types.ts";
import { currentViewer } from "#lib/access/viewer.ts";
import { listConnections } from "#lib/db/connections.ts";
import { env } from "#lib/env.ts";

export const metadata: Metadata = { title: "Sign in" };

type Search = { next?: string | string[]; error?: string | string[] };

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

export default async function SignInPage({ searchParams }: { searchParams: Promise<Search> }) {
  const search = await searchParams;
  const next = safeNext(one(search.next));
  if ((await currentViewer()) !== null) redirect(next);
  if ((await setupState()) !== "closed") redirect("/setup");
  const error = one(search.error);
  const refusal = error === undefined ? null : readRefusal(error);
  // The others are answered on the page itself and never come by address.
  const problem = refusal?.kind === "sso" || refusal?.kind === "failed" ? refusal : null;
  const offer = await readDemoOffer();
  const isConnected = offer !== null && (await listConnections(offer.organisationId)).length > 0;
  return (
    <AuthFrame
      title="Sign in"
      lead="See how a working day was spent, from metadata alone."
      beside={
        offer === null ? undefined : (
          <DemoPane
            organisationName={offer.organisationName}
            peopleCount={offer.peopleCount}
            choices={offer.choices}
            connectors={isConnected ? [] : offer.connectors}
            next={next}
          />
        )
      }
    >
      <SignInForm next={next} hasSso={env().OIDC_ISSUER !== undefined} firstProblem={problem} />
    </AuthFrame>
  );
}
