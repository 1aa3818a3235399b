/** The cookie that remembers light or dark. The server reads it and writes `data-theme`, so nothing flashes. */
export const themeCookie = "theme";

export const themes = ["light", "dark", "system"] as const;
export type Theme = (typeof themes)[number];

/** The theme that a cookie's text names; "system" for anything else. */
export function parseTheme(text: string | undefined): Theme {
  return themes.find((theme) => theme === text) ?? "system";
}
