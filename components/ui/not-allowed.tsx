import { Lock } from "lucide-react";
import { Face } from "./face.tsx";
import { LinkButton } from "./link-button.tsx";
import { listNames } from "./list-names.ts";

export type NotAllowedProps = {
  /** The viewer's role, as people call it. */
  viewerRoleName: string;
  /** Names of the people who may. */
  whoMay: readonly string[];
  title?: string;
  /** What those people do that the viewer may not, as the rest of a sentence. */
  what?: string;
};

/** The page is not for this viewer: why, who could, and a way on. */
export function NotAllowed({
  viewerRoleName,
  whoMay,
  title = "This page is not for your role",
  what,
}: NotAllowedProps) {
  return (
    <Face
      level={1}
      icon={<Lock />}
      title={title}
      className="min-h-[60vh]"
      actions={<LinkButton href="/timeline">Open my day</LinkButton>}
    >
      <p>
        Your role is {viewerRoleName.toLowerCase()}.{" "}
        {whoMay.length > 0
          ? `${listNames(whoMay)} ${whoMay.length === 1 ? "has" : "have"} access${what === undefined ? "" : ` and ${what}`}: ask there.`
          : "Nobody in your organisation has access yet."}
      </p>
    </Face>
  );
}
