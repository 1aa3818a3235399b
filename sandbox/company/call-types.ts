/** One call of the company, with the legs that Zoom calls elements. Instants are ms. */

export type Party = {
  kind: "user" | "call_queue" | "auto_receptionist" | "external";
  /** Zoom user for kind "user", else null. */
  userId: string | null;
  extId: string | null;
  extNumber: number | null;
  /** Empty when Zoom knows none. */
  name: string;
  email: string | null;
  /** Seeds the canaries of this party: telephone number, addresses. */
  canary: number;
  device: string;
  isAnonymous: boolean;
};

export type CallLeg = {
  elementId: string;
  /** The user to whom the leg belongs, and on which side they are. */
  userId: string;
  side: "caller" | "callee";
  callId: string;
  caller: Party;
  callee: Party;
  startAt: number;
  answerAt: number | null;
  endAt: number;
  event: "incoming" | "outgoing" | "ring_to_member" | "direct_transfer" | "forward";
  result: "answered" | "connected" | "no_answer" | "voicemail" | "rejected" | "busy" | "canceled";
  resultReason: "answered_by_other" | null;
};

export type Call = {
  /** `call_history_uuid`: yyyymmdd-uuid. */
  uuid: string;
  callId: string;
  direction: "inbound" | "outbound";
  isInternal: boolean;
  /** As the account-wide list names them: a queue rather than the person who took the call. */
  caller: Party;
  callee: Party;
  hideCallerId: boolean;
  result: CallLeg["result"];
  startAt: number;
  answerAt: number | null;
  endAt: number;
  isRecorded: boolean;
  /** Empty for calls that ended at an auto receptionist: Zoom raises no event for them. */
  legs: CallLeg[];
};
