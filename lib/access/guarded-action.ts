/** The wrapper of every server action: who, may they, is the input right, and errors as outcomes. */
import "server-only";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { AppError } from "#lib/errors.ts";
import { log, newReference, withLogContext } from "#lib/log.ts";
import { InvalidFields } from "./invalid-fields.ts";
import { may, type Permission } from "./permissions.ts";
import { currentViewer } from "./viewer.ts";
import type { ActionOutcome, Viewer } from "./viewer-types.ts";

type Refused = Extract<ActionOutcome<never>, { kind: "refused" }>;

function refuse(error: unknown, reference: string): Refused {
  if (error instanceof AppError && error.code !== "internal") {
    const fields = error instanceof InvalidFields ? { fields: error.fields } : {};
    return { kind: "refused", code: error.code, message: error.message, ...fields };
  }
  log.error({ err: error }, "an action failed");
  const message = "Something went wrong on our side, and nothing was changed. Try again.";
  return { kind: "refused", code: "internal", message, reference };
}

export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => [path.join("."), message] as const);
  throw new InvalidFields(Object.fromEntries(issues.reverse()));
}

/** Runs `work` as an action: a log line, a reference for what we did not expect, errors as `refused`. */
export async function asOutcome<T>(permission: string, work: () => Promise<T>): Promise<ActionOutcome<T>> {
  const requestId = newReference();
  return withLogContext({ requestId }, async () => {
    const startedAt = performance.now();
    let outcome: ActionOutcome<T>;
    try {
      outcome = { kind: "done", value: await work() };
    } catch (error) {
      unstable_rethrow(error);
      outcome = refuse(error, requestId);
    }
    const durationMs = Math.round(performance.now() - startedAt);
    log.info({ permission, outcome: outcome.kind === "done" ? "done" : outcome.code, durationMs }, "action");
    return outcome;
  });
}

/**
 * Guards `handler` by `permission` and parses its input. Use it in files with "use server". A handler may throw
 * `AppError` with a sentence for the person, or `InvalidFields`; both come back as `refused`.
 */
export function guardedAction<S extends z.ZodType, T>(
  permission: Permission,
  schema: S,
  handler: (input: z.output<S>, viewer: Viewer) => Promise<T>,
): (input: z.input<S>) => Promise<ActionOutcome<T>> {
  return (input) =>
    asOutcome(permission, async () => {
      const viewer = await currentViewer();
      if (viewer === null) throw new AppError("not-signed-in", "Your session has ended. Sign in again.");
      if (!may(viewer.role, permission)) throw new AppError("not-allowed", "Your role does not allow this.");
      return handler(parseInput(schema, input), viewer);
    });
}
