/** Zoom's ways to write an instant. */
import "server-only";

export function parseTime(_value: unknown): Date | null {
  throw new Error("Not built yet");
}
export function parseEventTime(_value: unknown): Date | null {
  throw new Error("Not built yet");
}
