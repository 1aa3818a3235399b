import "server-only";

export type SignatureVerdict =
  /** `secretIndex` says which of the secrets fitted. */
  | { kind: "verified"; secretIndex: number }
  | { kind: "refused"; reason: "noSecret" | "missingHeaders" | "tooOld" | "tooNew" | "badSignature" };

/** Verifies `x-zm-signature` over the bytes as received. Parses nothing. */
export function verifyWebhook(_request: {
  rawBody: Uint8Array;
  headers: { get(name: string): string | null };
  secrets: readonly string[];
  now: Date;
}): SignatureVerdict {
  throw new Error("Not built yet");
}

/**
 * Answers Zoom's question whether this address is ours. Null for a token that could be (the start of) an event: answer
 * 400 then. For unsigned questions see `readUnsignedValidation`.
 */
export function answerUrlValidation(_question: {
  plainToken: string;
  secrets: readonly string[];
  secretIndex?: number;
}): { plainToken: string; encryptedToken: string } | null {
  throw new Error("Not built yet");
}

/**
 * The plain token of a request that came without signature headers (`missingHeaders`), if its small body is an address
 * validation and nothing else; null otherwise (answer 401).
 */
export function readUnsignedValidation(_rawBody: Uint8Array): string | null {
  throw new Error("Not built yet");
}
