import "server-only";
import type { Product } from "./observation-types.ts";
import type { RequiredScope } from "./scopes-types.ts";

export const requiredScopes: readonly RequiredScope[] = [];

/** The required scopes that `granted` has under neither of their names. */
export function missingScopes(_granted: readonly string[]): RequiredScope[] {
  throw new Error("Not built yet");
}
/** For each product and the directory, the scopes it needs. */
export function scopesByProduct(): Record<Product | "directory", RequiredScope[]> {
  throw new Error("Not built yet");
}
