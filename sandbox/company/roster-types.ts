/** The people of the demo organisation, and who they are at Zoom. */

export type RosterRole = "owner" | "executive" | "admin" | "technicalAdmin" | "manager" | "member";

/** Someone in Zoom's user directory. Invited people who have not accepted have no id. */
export type RosterZoomUser = {
  id: string | null;
  /** As Zoom has it: may differ from the work e-mail in case, or be another address; a few users have none. */
  email: string | null;
  displayName: string;
  status: "active" | "inactive" | "pending";
  licence: "basic" | "licensed";
  hasPhone: boolean;
  /** Null without Zoom Phone. */
  extensionId: string | null;
};

export type RosterPerson = {
  /** Stable name of the person in tests and in the tree, such as "amara-okafor". */
  key: string;
  name: string;
  workEmail: string;
  role: RosterRole;
  /** IANA name. */
  timeZone: string;
  managerKey: string | null;
  /** Shown as a button on the sign-in page of the demo. */
  isDemoLogin: boolean;
  department: string;
  /** Null for people who have no Zoom user in the main account. */
  zoom: RosterZoomUser | null;
};
