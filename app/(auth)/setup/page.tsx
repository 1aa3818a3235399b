import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthFrame } from "#components/sign-in/auth-frame.tsx";
import { SetupForm } from "#components/sign-in/setup-form.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { setupState } from "#lib/access/setup.ts";
import { setUp } from "./actions.ts";

export const metadata: Metadata = { title: "Set up" };
/** Whether it is open changes with the first organisation, so it is never a page made at build time. */
export const dynamic = "force-dynamic";

export default async function SetupPage() {
  const state = await setupState();
  if (state === "closed") redirect("/signin");
  return (
    <AuthFrame title="Set up WorkSights" lead="Make your organisation and its owner: you. This page works once.">
      {state === "noCode" && (
        <Notice tone="warn" className="mt-6" title="No one-time code has been printed yet">
          Start the server with “npm start”: it prints a code for this page.
        </Notice>
      )}
      <SetupForm onSetUp={setUp} />
    </AuthFrame>
  );
}
