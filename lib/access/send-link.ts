/** Mails a one-time link when an SMTP server is set; otherwise the link is only shown, to be copied. */
import "server-only";
import { createTransport } from "nodemailer";
import { env, type Settings } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import type { NewLink } from "./links.ts";

const TIMEOUT_MS = 10_000;

export type LinkRecipient = { name: string; email: string; organisationName: string; senderName: string };

function textOf(link: NewLink, to: LinkRecipient): { subject: string; text: string } {
  const isInvitation = link.purpose === "invitation";
  const what = isInvitation
    ? `${to.senderName} invites you to WorkSights at ${to.organisationName}.`
    : `${to.senderName} sent you a link to set a new WorkSights password at ${to.organisationName}.`;
  const days = isInvitation ? "7 days" : "24 hours";
  return {
    subject: isInvitation ? `Your invitation to WorkSights at ${to.organisationName}` : "Set a new WorkSights password",
    text: [
      `Hello ${to.name},`,
      what,
      `Open this link to set your password. It works once, for ${days}:`,
      link.url,
      "If you did not expect this, do nothing: without the link nothing changes.",
    ].join("\n\n"),
  };
}

/** Sends the link; `off` when no SMTP server is set, `failed` when it could not be handed over. */
export async function sendLink(
  link: NewLink,
  to: LinkRecipient,
  { SMTP_URL, SMTP_FROM }: Pick<Settings, "SMTP_URL" | "SMTP_FROM"> = env(),
): Promise<"sent" | "off" | "failed"> {
  if (SMTP_URL === undefined) return "off";
  const transport = createTransport({
    url: SMTP_URL,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  });
  const from = SMTP_FROM ?? `WorkSights <no-reply@${new URL(link.url).hostname}>`;
  try {
    await transport.sendMail({ from, to: { name: to.name, address: to.email }, ...textOf(link, to) });
    return "sent";
  } catch (error) {
    log.warn({ err: error }, "a link could not be mailed");
    return "failed";
  } finally {
    transport.close();
  }
}
