/** What pages know of someone's calendars. Of an address only its host. */

/** Why a calendar could not be read, or not be added. */
export const feedFailures = [
  "badAddress",
  "hasPassword",
  "notHttps",
  "privateAddress",
  "unknownHost",
  "unreachable",
  "badCertificate",
  "tooSlow",
  "tooLarge",
  "tooManyRedirects",
  "webPage",
  "notCalendar",
  "oldFormat",
  "refused",
  "missing",
  "busy",
  "serverFailed",
  "badAnswer",
] as const;
export type FeedFailure = (typeof feedFailures)[number];

/** One of someone's calendars. Instants are ISO texts. */
export type FeedOnPage = {
  id: string;
  name: string;
  kind: "address" | "file";
  /** Null for a file. */
  host: string | null;
  state: "new" | "ok" | "failing";
  failure: FeedFailure | null;
  failingSince: string | null;
  readAt: string | null;
  /** When it is read again; null for a file. */
  dueAt: string | null;
  /** Events that are kept, and the start of the next of them. */
  events: number;
  next: NextEvent | null;
  /** Events that could not be understood at the last reading. */
  skipped: number;
};

/** When the next event is: a date alone (its midnight in UTC) when it lasts whole days. */
export type NextEvent = { startAt: string; isAllDay: boolean };

/** What came of reading a calendar at once. */
export type FeedReading =
  | { kind: "read"; events: number; next: NextEvent | null; skipped: number }
  | { kind: "failed"; failure: FeedFailure };

/** What came of adding one: `already` names the calendar that has this address, `full` means as many as one may have. */
export type FeedAdded =
  | { kind: "added"; reading: FeedReading }
  | { kind: "failed"; failure: FeedFailure }
  | { kind: "already"; name: string }
  | { kind: "full" };

export const MOST_FEEDS = 10;
export const LARGEST_CALENDAR_BYTES = 10 * 1024 * 1024;
export const LONGEST_FEED_NAME = 80;

type FailureWords = { what: string; next: string };

const words: Record<FeedFailure, FailureWords> = {
  badAddress: {
    what: "This is not a web address",
    next: "Copy the whole address of the calendar: it begins with https:// or webcal://.",
  },
  hasPassword: {
    what: "The address has a user name or password in it",
    next: "Use the secret or published address of the calendar, which needs neither.",
  },
  notHttps: {
    what: "The address begins with http://",
    next: "Only encrypted addresses are read: use one with https://.",
  },
  privateAddress: {
    what: "The address leads into a private network",
    next: "Only calendars in the public internet are read. Save the calendar as a file and add that instead.",
  },
  unknownHost: { what: "No server has this name", next: "Look for a typing mistake, or copy the address again." },
  unreachable: {
    what: "The server did not answer",
    next: "Try again in a while. If it stays, copy the address again.",
  },
  badCertificate: {
    what: "The server could not prove who it is",
    next: "Tell those who run the calendar's server that its certificate is not valid.",
  },
  tooSlow: { what: "The server took longer than 10 seconds", next: "Try again in a while." },
  tooLarge: {
    what: "The calendar is larger than 10 MB",
    next: "Publish less of it: fewer past months, or one calendar instead of all.",
  },
  tooManyRedirects: {
    what: "The address leads on and on",
    next: "Copy the address again from the calendar's settings.",
  },
  webPage: {
    what: "This is a web page, not a calendar",
    next: "Copy the secret or published address in iCal format: it mostly ends in .ics.",
  },
  notCalendar: {
    what: "What is there is not a calendar",
    next: "Copy the address in iCal format, or choose a file that ends in .ics.",
  },
  oldFormat: {
    what: "This is a calendar of the old format vCalendar 1.0",
    next: "Export it as iCalendar (.ics) instead.",
  },
  refused: {
    what: "The server does not let us read it",
    next: "Copy the secret or published address: the one in the browser's bar needs a sign-in.",
  },
  missing: {
    what: "There is no calendar at this address any more",
    next: "Copy the address again: it changes when the calendar is published anew or its address is reset.",
  },
  busy: {
    what: "The server asks us to come back later",
    next: "It is read again by itself. To add it, try again later.",
  },
  serverFailed: { what: "The calendar's server has a problem", next: "Try again in a while." },
  badAnswer: {
    what: "The server's answer could not be read",
    next: "Try again in a while, or copy the address again.",
  },
};

/** A failure in words: what is the case, and what to do. */
export function failureWords(failure: FeedFailure): FailureWords {
  return words[failure];
}

/** A failure as it was stored; one that is not known (any more) is an answer that could not be read. */
export function readFailure(code: string | null): FeedFailure | null {
  return code === null ? null : (feedFailures.find((failure) => failure === code) ?? "badAnswer");
}
