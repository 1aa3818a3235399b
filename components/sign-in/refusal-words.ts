import type { SignInRefusal, SsoRefusal } from "#lib/access/sign-in-types.ts";

const ssoWords: Record<SsoRefusal, { title: string; body: string }> = {
  unknown: {
    title: "Your e-mail is not known here",
    body: "Single sign-on worked, but nobody has this e-mail in WorkSights, or they may not sign in. Ask someone who manages people in your organisation to add you.",
  },
  unverified: {
    title: "Your e-mail is not confirmed",
    body: "Your identity provider does not say that this e-mail is yours. Confirm it there, then try again.",
  },
  noEmail: {
    title: "Your identity provider sent no e-mail",
    body: "We find people by their e-mail. Ask whoever runs single sign-on to share it with WorkSights.",
  },
  several: {
    title: "Your e-mail belongs to several organisations",
    body: "Single sign-on does not say which one you mean. Sign in with your password instead.",
  },
  cancelled: {
    title: "Single sign-on was not finished",
    body: "Your identity provider sent you back without signing you in, or it took too long. Try again.",
  },
  unreachable: {
    title: "Single sign-on could not be reached",
    body: "Your identity provider did not answer. Try again in a minute, or sign in with your password.",
  },
};

/** What happened, and what to do. Times are of this browser. */
export function refusalWords(refusal: Exclude<SignInRefusal, { kind: "choose" }>): { title: string; body: string } {
  if (refusal.kind === "sso") return ssoWords[refusal.reason];
  if (refusal.kind === "wrong") {
    return {
      title: "E-mail and password do not belong together",
      body: "Check both. Someone who manages people in your organisation can send you a link for a new password.",
    };
  }
  if (refusal.kind === "tooMany") {
    const at = new Date(refusal.retryAt).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    return {
      title: "Too many tries",
      body: `To keep guessing out, nobody can sign in this way for a while. Try again after ${at}.`,
    };
  }
  return { title: "Signing in did not work", body: "Something failed on our side. Try again in a minute." };
}
