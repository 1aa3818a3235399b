"use server";

import { InvalidFields } from "#lib/access/invalid-fields.ts";
import { passwordProblem } from "#lib/access/passwords.ts";
import { publicAction } from "#lib/access/public-action.ts";
import { completeSetup } from "#lib/access/setup.ts";
import { setupSchema } from "#lib/access/setup-schema.ts";
import { AppError } from "#lib/errors.ts";

/** Makes the organisation and its owner; the page then signs the owner in. */
export const setUp = publicAction("setup", setupSchema, async ({ code, ...owner }, address) => {
  const problem = passwordProblem(owner.password, owner);
  if (problem !== null) throw new InvalidFields({ password: problem });
  const outcome = await completeSetup(code, owner, address, new Date());
  if (outcome.kind === "wrongCode") {
    throw new InvalidFields({
      code: "This is not the code of the last start. Look at the end of the server's output.",
    });
  }
  if (outcome.kind === "closed") {
    throw new AppError("conflict", "WorkSights is set up already. Sign in, or ask its owner to invite you.");
  }
  if (outcome.kind === "tooMany") {
    throw new AppError("too-many", "Too many tries. Wait a quarter of an hour, then try again.");
  }
  return { email: owner.email };
});
