"use client";

import dynamic from "next/dynamic";

/** Loaded when somebody asks for it. */
const Help = dynamic(() => import("./keyboard-help.tsx").then((file) => file.KeyboardHelpDialog));

export type KeyboardHelpProps = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void; singleKeys: boolean };

/** The keys of the timeline, explained. */
export function KeyboardHelp(props: KeyboardHelpProps) {
  return props.isOpen ? <Help {...props} /> : null;
}
