import type { Metadata } from "next";
import { AuthFrame } from "#components/sign-in/auth-frame.tsx";
import { JoinForm } from "#components/sign-in/join-form.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { readLink } from "#lib/access/links.ts";
import { requestAddress } from "#lib/access/request-address.ts";
import { join } from "./actions.ts";

// The address is a secret: it must not travel on to another site.
export const metadata: Metadata = { title: "Set your password", referrer: "no-referrer" };

const refusals = {
  used: {
    title: "This link has been used",
    body: "It works once. If you set your password with it, sign in; if that was not you, tell an admin of your organisation now.",
  },
  expired: { title: "This link has expired", body: "Ask the person who invited you for a new one." },
  unknown: {
    title: "This link does not work",
    body: "Perhaps a newer one was sent, or it was not copied whole. Ask the person who invited you for a new one.",
  },
  tooMany: { title: "Too many tries from your network", body: "Wait a quarter of an hour, then open the link again." },
} as const;

export default async function JoinPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const link = await readLink(token, await requestAddress(), new Date());
  if (link.kind === "open") {
    const isInvitation = link.purpose === "invitation";
    return (
      <AuthFrame
        title={isInvitation ? `Welcome, ${link.name}` : "Set a new password"}
        lead={
          isInvitation
            ? `You are invited to WorkSights at ${link.organisationName}. Set a password and you are in.`
            : `For ${link.name} at ${link.organisationName}. You are signed out everywhere else.`
        }
      >
        <JoinForm token={token} email={link.email} onJoin={join} />
      </AuthFrame>
    );
  }
  const { title, body } = refusals[link.kind];
  return (
    <AuthFrame title="Set your password" lead="With the link that you were sent.">
      <Notice tone="warn" className="mt-6" title={title}>
        {body}
      </Notice>
      <LinkButton href="/signin" size="lg" className="mt-4 w-full">
        Go to sign-in
      </LinkButton>
    </AuthFrame>
  );
}
