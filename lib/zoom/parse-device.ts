/** What Zoom tells about the client or desk phone of a call. */
import "server-only";
import { cleanName } from "./clean-text.ts";
import type { Device } from "./observation-types.ts";

const NAME_LIMIT = 120;
const VERSION_LIMIT = 40;
const VERSION_IN_BRACKETS = /^(.*\S)\s*\(\s*v?([^()\s]+)\s*\)$/;
const VERSION_AFTER_SPACE = /^(.*\S)\s+v?(\d+(?:\.\d+)+\S*)$/;

/**
 * A device from `name(version)` (`MAC_Client(6.0.2.33403)`), `name version` (`MAC_Client 5.11.9.9957`) or a bare name
 * (`AudioCodes405`). There is no list of values; a text in another form is kept as the name. Null when empty.
 */
export function parseDevice(value: unknown): Device | null {
  const text = cleanName(value);
  if (text === null) return null;
  const found = VERSION_IN_BRACKETS.exec(text) ?? VERSION_AFTER_SPACE.exec(text);
  const [name, version] = found === null ? [text, null] : [found[1] ?? text, found[2] ?? null];
  return {
    name: [...name].slice(0, NAME_LIMIT).join("").trim(),
    version: version === null ? null : version.slice(0, VERSION_LIMIT),
  };
}
