/** The wrapper of the few server actions that nobody is signed in for: input checked, errors as outcomes. */
import "server-only";
import type { z } from "zod";
import { asOutcome, parseInput } from "./guarded-action.ts";
import { requestAddress } from "./request-address.ts";
import type { ActionOutcome } from "./viewer-types.ts";

/** `handler` must guard itself: by a code, a link or a throttle. `address` is whom to throttle. */
export function publicAction<S extends z.ZodType, T>(
  name: string,
  schema: S,
  handler: (input: z.output<S>, address: string) => Promise<T>,
): (input: z.input<S>) => Promise<ActionOutcome<T>> {
  return (input) => asOutcome(name, async () => handler(parseInput(schema, input), await requestAddress()));
}
