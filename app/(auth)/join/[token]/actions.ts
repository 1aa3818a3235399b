"use server";

import { z } from "zod";
import { InvalidFields } from "#lib/access/invalid-fields.ts";
import { spendLink } from "#lib/access/links.ts";
import { publicAction } from "#lib/access/public-action.ts";
import { AppError } from "#lib/errors.ts";

const joinSchema = z.object({ token: z.string().max(200), password: z.string().max(1000) });

const refusals = {
  used: "This link has been used. Sign in with your password, or ask for a new link.",
  expired: "This link has expired. Ask for a new one.",
  unknown: "This link does not work any more. Ask for a new one.",
} as const;

/** Sets the password of the link's person; the page then signs them in. */
export const join = publicAction("join", joinSchema, async ({ token, password }, address) => {
  const outcome = await spendLink(token, password, address, new Date());
  if (outcome.kind === "done") return { email: outcome.email, organisationId: outcome.organisationId };
  if (outcome.kind === "badPassword") throw new InvalidFields({ password: outcome.problem });
  if (outcome.kind === "tooMany") {
    throw new AppError("too-many", "Too many tries from your network. Wait a quarter of an hour, then try again.");
  }
  throw new AppError("conflict", refusals[outcome.kind]);
});
