/**
 * Free text from Zoom, made fit to be kept and shown: no control characters (Postgres refuses some), no characters that
 * turn the reading direction around (a name could rewrite the line it stands in), no join links, bounded length.
 */
import "server-only";

const LINE_BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be removed
const UNWANTED = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff\ufff9-\ufffb]/g;
/** A pasted join link often carries the passcode. With a scheme or without, but with something behind the host. */
const ZOOM_LINK =
  /(?:[a-z][a-z0-9+.-]{0,20}(?::\/\/|%3a%2f%2f))?[a-z0-9.-]{0,100}\bzoom(?:gov)?\.(?:us|com)(?::\d{1,5})?(?:[/?#]|%2f|%3f)[^\s<>"')\]]*/gi;
const PHONE_NUMBER = /(?<!\w)[+(]{0,2}\d(?:[\s().\-/]{0,2}\d){6,}(?!\w)/g;
const EMPTY_BRACKETS = /\(\s*\)|\[\s*\]|<\s*>/g;
const BARE_NUMBER = /^(?:(?:tel|sips?):)?[\s\d()+.\-–/*#]+(?:(?:ext|x|extension)\.?\s*\d+)?(?:@.*)?$/i;
const WITHHELD =
  /^(?:anonymous|unknown|private|restricted|withheld|unavailable|blocked|hidden|none|null|n\/a|(?:anonymous|unknown|private|restricted|withheld|unavailable|blocked|hidden|no)[ _-](?:caller(?:[ _-]?id)?|number|name|call))$/i;

const TITLE_LIMIT = 300;
const NAME_LIMIT = 200;
const WORD_LIMIT = 60;
/** Longer input is cut before any expression looks at it. */
const INPUT_LIMIT = 2_000;

function cleanText(value: unknown): string {
  if (typeof value !== "string") return "";
  return value.slice(0, INPUT_LIMIT).replace(LINE_BREAKS, " ").replace(UNWANTED, "").toWellFormed();
}

/** Trims, joins runs of blanks and cuts after `limit` characters, never through one. Empty is null. */
function trimTo(text: string, limit: number): string | null {
  const joined = text.replace(/\s+/g, " ").trim();
  const cut = joined.length <= limit ? joined : [...joined].slice(0, limit).join("").trim();
  return cut === "" ? null : cut;
}

/** The title of a session, at most 300 characters, without links to zoom.us. Null when nothing is left. */
export function cleanTitle(value: unknown): string | null {
  return trimTo(cleanText(value).replace(ZOOM_LINK, "").replace(EMPTY_BRACKETS, ""), TITLE_LIMIT);
}

/** A name from the directory, at most 200 characters. Null when empty. */
export function cleanName(value: unknown): string | null {
  return trimTo(cleanText(value), NAME_LIMIT);
}

/**
 * The caller ID name of a call, at most 200 characters. Null when there is none to show: empty, a bare number, or a word
 * for "withheld" such as Anonymous. Phone numbers inside a name are removed: they are never kept.
 */
export function cleanCallerName(value: unknown): string | null {
  const text = trimTo(cleanText(value), INPUT_LIMIT);
  if (text === null || BARE_NUMBER.test(text) || WITHHELD.test(text)) return null;
  const name = trimTo(text.replace(PHONE_NUMBER, "").replace(EMPTY_BRACKETS, ""), NAME_LIMIT);
  return name === null || !/[\p{L}\p{N}]/u.test(name) || BARE_NUMBER.test(name) ? null : name;
}

/** A word of one of Zoom's lists, kept as it is because the lists grow. Null when empty. */
export function cleanWord(value: unknown): string | null {
  return trimTo(cleanText(value), WORD_LIMIT);
}
