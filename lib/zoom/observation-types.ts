/**
 * What Zoom told us, in our own words. Only the fields that the product promises to keep exist here, so nothing else
 * can travel further. Instants are UTC dates; e-mails are trimmed and lower-cased; texts are cleaned.
 */

export type Product = "meetings" | "webinars" | "phone";

/**
 * Where an observation comes from: a delivery, the account-wide lists, the lists of one user, or one session or call
 * that was looked up by its key.
 */
export type ObservationSource = "webhook" | "history" | "userHistory" | "lookup";

/** Who hosted: webhooks and single look-ups know the Zoom user, the account-wide report only the e-mail of that time. */
export type SessionHost = { zoomUserId: string } | { email: string };

/** One run of a meeting or webinar. `key` is the uuid of the run, never of the series. */
export type SessionObservation = {
  kind: "session";
  product: "meetings" | "webinars";
  key: string;
  host: SessionHost;
  title: string | null;
  startAt: Date | null;
  endAt: Date | null;
  /** Keyed fingerprint of the meeting number: the number itself is dropped where it is read. */
  numberMark: string | null;
  /** When Zoom said it: the time of the event, or of our question. */
  observedAt: Date;
  source: ObservationSource;
};

/** A run that was none for us, such as the practice of a webinar: whatever is told about it, it stays away. */
export type SessionDeletion = {
  kind: "sessionDeletion";
  product: SessionObservation["product"];
  key: string;
  host: SessionHost;
  /** When it happened, by Zoom's clock. */
  at: Date;
};

/** Whose leg it is: the account-wide lists name an extension or an e-mail, everything else the Zoom user. */
export type CallUser = { zoomUserId: string } | { extensionId: string | null; email: string | null };

/** The client or desk phone on our user's side of a call. */
export type Device = { name: string; version: string | null };

/** One leg of a call for one of our users. A call is the join of its legs with the same `callKey` and user. */
export type CallLegObservation = {
  kind: "callLeg";
  /** Zoom's `call_history_uuid`; for older events the `call_path_id` that joins their legs, else "v2:" and the leg's id. */
  callKey: string;
  /** Zoom's `call_element_id`; "account" for the folded row of the account list; "v2:" and the id for older events. */
  legKey: string;
  zoomUser: CallUser;
  direction: "incoming" | "outgoing";
  /** Null when hidden, empty, a bare number or "Anonymous". */
  callerIdName: string | null;
  callerIdHidden: boolean;
  startAt: Date;
  answerAt: Date | null;
  endAt: Date | null;
  /** Zoom's word: answered, no_answer, voicemail …; words that Zoom adds later are kept as they are. */
  result: string;
  /** answered_by_other, pickup_by_other …; null when Zoom gives none. */
  resultReason: string | null;
  /** incoming, ring_to_member, forward …; null when Zoom gives none. */
  event: string | null;
  device: Device | null;
  observedAt: Date;
  source: ObservationSource;
};

/** Legs of one user were deleted in Zoom: the named ones, or all that started before `beforeAt`. */
export type CallDeletion = {
  kind: "callDeletion";
  zoomUserId: string;
  /** In the form of `CallLegObservation.legKey`. */
  legKeys: string[] | "all";
  beforeAt: Date;
};

export type Observation = SessionObservation | SessionDeletion | CallLegObservation | CallDeletion;

export type Licence = "basic" | "licensed" | "none";

/** A Zoom user changed. Fields that the event does not carry are null, and mean "unchanged". */
export type UserChange = {
  change: "created" | "updated" | "activated" | "deactivated" | "deleted" | "disassociated" | "invitationAccepted";
  zoomUserId: string;
  email: string | null;
  /** The e-mail before the change; Zoom's reports keep naming it for older sessions. */
  previousEmail: string | null;
  displayName: string | null;
  licence: Licence | null;
  timeZone: string | null;
  at: Date | null;
};

/** The Zoom account removed the app. */
export type Deauthorisation = { accountId: string; clientId: string; at: Date | null };

/** Someone in the Zoom user directory. Invited people who have not accepted have no id; a few users have no e-mail. */
export type ZoomDirectoryUser = {
  zoomUserId: string | null;
  email: string | null;
  displayName: string;
  licence: Licence;
  status: "active" | "inactive" | "pending";
  timeZone: string | null;
};

/** Someone with Zoom Phone. `extensionId` is how the account-wide call list names this user. */
export type ZoomPhoneUser = {
  zoomUserId: string;
  extensionId: string | null;
  email: string | null;
  isActivated: boolean;
};

/** A half-open range of instants. */
export type Window = { startAt: Date; endAt: Date };

/** One page of a list. */
export type Page<T> = {
  items: T[];
  /** Rows that we could not use: no key, no start, no host. */
  skipped: number;
  /** Keys whose row does not say enough: the session's host or the person who took the call must be looked up. */
  lookUp: string[];
  /** Ask again with this for the next page; null at the end. Dies after 15 minutes: never a checkpoint. */
  nextCursor: string | null;
};

/** What a verified delivery says. */
export type WebhookReading =
  | { kind: "urlValidation"; plainToken: string }
  | {
      kind: "observations";
      accountId: string;
      event: string;
      product: Product;
      eventAt: Date | null;
      observations: Observation[];
      skipped: number;
    }
  | { kind: "userChange"; accountId: string; event: string; eventAt: Date | null; change: UserChange }
  | { kind: "deauthorised"; event: string; deauthorisation: Deauthorisation }
  | { kind: "ignored"; event: string; accountId: string | null }
  | { kind: "malformed"; reason: MalformedReason; event: string | null; accountId: string | null };

export type MalformedReason = "notJson" | "noEvent" | "noAccount" | "noObject" | "badToken";
