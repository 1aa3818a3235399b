"use client";

import { useSyncExternalStore } from "react";
import { parseTheme, type Theme, themeCookie } from "./theme-cookie.ts";

const YEAR_SECONDS = 365 * 24 * 60 * 60;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function currentTheme(): Theme {
  return parseTheme(document.documentElement.dataset.theme);
}

/** Whether the page is dark now, whoever decided it. */
export function isDarkNow(): boolean {
  const theme = currentTheme();
  return theme === "system" ? matchMedia("(prefers-color-scheme: dark)").matches : theme === "dark";
}

/** Sets the theme at once and remembers it in the cookie that the server reads. */
export function setTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that we serve
  document.cookie = `${themeCookie}=${theme}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax${secure}`;
  for (const listener of listeners) listener();
}

/** The chosen theme; `fromCookie` is what the server read, for the first paint. */
export function useTheme(fromCookie: Theme): Theme {
  return useSyncExternalStore(subscribe, currentTheme, () => fromCookie);
}
