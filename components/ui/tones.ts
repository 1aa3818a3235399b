/** How well something is. Never colour alone: whoever uses a tone adds an icon or words. */
export type Tone = "neutral" | "ok" | "warn" | "bad";

/** Ground, edge and text of a tone. */
export const toneFill: Record<Tone, string> = {
  neutral: "bg-sunken text-muted inset-ring inset-ring-line-strong",
  ok: "bg-ok-wash text-ok inset-ring inset-ring-ok-line",
  warn: "bg-warn-wash text-warn inset-ring inset-ring-warn-line",
  bad: "bg-bad-wash text-bad inset-ring inset-ring-bad-line",
};

/** Text and icons of a tone on a plain ground. */
export const toneText: Record<Tone, string> = {
  neutral: "text-muted",
  ok: "text-ok",
  warn: "text-warn",
  bad: "text-bad",
};
