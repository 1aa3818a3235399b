"use client";

import { SunMoon } from "lucide-react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { isDarkNow, setTheme } from "./use-theme.ts";

/** Light to dark and back, remembered on this device. */
export function ThemeToggle({ className }: { className?: string }) {
  return (
    <IconButton
      label="Light or dark"
      icon={<SunMoon aria-hidden size={16} />}
      onPress={() => setTheme(isDarkNow() ? "light" : "dark")}
      {...(className === undefined ? {} : { className })}
    />
  );
}
