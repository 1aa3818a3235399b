/**
 * The field types of Zoom's bodies. Zoom writes one thing in several ways (ids as number or text, empty text for "none",
 * fields missing), so a field never fails: what cannot be read is null. A schema lists only the fields that we keep.
 */
import "server-only";
import { z } from "zod";
import { markMeetingNumber } from "#lib/crypto.ts";
import { cleanName, cleanTitle, cleanWord } from "./clean-text.ts";
import type { Licence } from "./observation-types.ts";
import { parseDevice } from "./parse-device.ts";
import { parseEventTime, parseTime } from "./parse-time.ts";

const ID_LIMIT = 255;
const EMAIL_LIMIT = 254;

const field = <T>(read: (value: unknown) => T) => z.unknown().optional().transform(read);

const digitsOrText = (value: unknown) =>
  typeof value === "number" && Number.isFinite(value) ? String(value) : typeof value === "string" ? value.trim() : "";

/** An id as text, whether Zoom wrote a number or a text. Null when empty or too long to be one. */
export const idField = field((value) => {
  const id = digitsOrText(value);
  return id === "" || id.length > ID_LIMIT || !/^[\x21-\x7e]+$/.test(id) ? null : id;
});

/** A meeting number as its mark, so that nothing behind this file ever holds one that can be dialled. */
export const numberMarkField = field((value) => markMeetingNumber(digitsOrText(value)));

/** An e-mail, trimmed and lower-cased; null when it is none. */
export const emailField = field((value) => {
  if (typeof value !== "string") return null;
  const email = value.trim().toLowerCase();
  return email.length <= EMAIL_LIMIT && /^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u.test(email) ? email : null;
});

/** A whole number of zero or more, also as digits; null otherwise. */
export const countField = field((value) => {
  const number = typeof value === "string" && /^\d{1,15}$/.test(value.trim()) ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) && number >= 0 ? Math.trunc(number) : null;
});

export const flagField = field((value) => value === true || value === 1 || value === "true");
export const titleField = field(cleanTitle);
export const nameField = field(cleanName);
export const wordField = field(cleanWord);
export const deviceField = field(parseDevice);
export const timeField = field(parseTime);
export const eventTimeField = field(parseEventTime);
/** Kept raw until we know whose name it is and whether it is withheld. */
export const rawTextField = field((value) => (typeof value === "string" ? value : null));

/** The token of the next page; null at the end, which Zoom writes as an empty text. */
export const pageTokenField = field((value) => (typeof value === "string" && value !== "" ? value : null));

/** Zoom's numeric user type: 1 basic, 2 licensed (3 on premises), 4 and 99 without; a text in old events. */
export const licenceField = field((value): Licence | null => {
  const type = String(value);
  if (type === "1") return "basic";
  if (type === "2" || type === "3") return "licensed";
  return value === undefined || value === null || type === "" ? null : "none";
});

/** The rows of a list: one that is no object becomes null, so that it can be counted and the others still count. */
export const rowsOf = <T extends z.ZodType>(row: T) => z.array(row.nullable().catch(null)).nullable();
