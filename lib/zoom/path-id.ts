/** Zoom's ids inside a path. */
import "server-only";

/**
 * An id for a path. Uuids are base64 and may begin with a slash or contain two: Zoom then wants them encoded twice, and
 * answers "does not exist" otherwise. Twice is right for any slash.
 */
export function pathId(id: string): string {
  const once = encodeURIComponent(id);
  return id.includes("/") ? encodeURIComponent(once) : once;
}
