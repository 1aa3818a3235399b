/** Who is asking, as every page, route and action knows them. */
import type { Role } from "./permissions.ts";

export type Viewer = {
  organisationId: string;
  organisationName: string;
  personId: string;
  name: string;
  email: string;
  role: Role;
  timeZone: string;
  hourCycle: "24h" | "12h";
  /** Whether letters alone are shortcuts on the timeline. */
  singleKeys: boolean;
  /** The organisation's zone. */
  organisationZone: string;
  /** The version that this session was opened with; see `isSessionAlive`. */
  sessionVersion: number;
};

/** What a server action answers: an expected outcome, never an exception across the wire. */
export type ActionOutcome<T> =
  | { kind: "done"; value: T }
  /** `message` is a sentence for the person; `fields` names bad inputs; `reference` is set for failures we did not expect. */
  | {
      kind: "refused";
      code:
        | "not-signed-in"
        | "not-allowed"
        | "not-found"
        | "invalid"
        | "conflict"
        | "too-many"
        | "unavailable"
        | "internal";
      message: string;
      fields?: Record<string, string>;
      reference?: string;
    };
