import { redirect } from "next/navigation";

/** The integration opens with its overview. */
export default function ZoomPage(): never {
  redirect("/integrations/zoom/overview");
}
