/** What we ask Zoom for, and why. */
import type { Product } from "./observation-types.ts";

export type RequiredScope = {
  granular: string;
  classic: readonly string[];
  /** The product that needs it; "directory" for the user list that mapping stands on. */
  serves: Product | "directory";
  /** Other products that need it too. */
  alsoServes?: readonly Product[];
  /** What it is for, as a sentence for the person who connects. */
  purpose: string;
};
