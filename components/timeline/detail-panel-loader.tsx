"use client";

import dynamic from "next/dynamic";

/** What is known of the selected one. Loaded when something is selected; a link that selects brings it along. */
export const DetailPanel = dynamic(() => import("./detail-panel.tsx").then((file) => file.DetailPanel));
