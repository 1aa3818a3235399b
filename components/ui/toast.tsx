"use client";

/** A short message at the edge of the page, see `Toaster`. */
export { toast } from "sonner";
