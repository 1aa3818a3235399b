import { expect, test } from "vitest";
import { pagePolicy, transportSecurity } from "./security-headers.ts";

const directive = (policy: string, name: string) =>
  policy
    .split("; ")
    .find((part) => part.startsWith(`${name} `))
    ?.slice(name.length + 1);

test("a built page runs scripts of its own request only", () => {
  const policy = pagePolicy("abc", { isDevelopment: false, formTargets: [] });
  expect(directive(policy, "script-src")).toBe("'self' 'nonce-abc' 'strict-dynamic'");
  expect(policy).not.toContain("unsafe-eval");
  expect(directive(policy, "frame-ancestors")).toBe("'none'");
  expect(directive(policy, "object-src")).toBe("'none'");
  expect(directive(policy, "base-uri")).toBe("'none'");
});

test("forms lead to us and to the origins of Zoom and the identity provider, each once", () => {
  const policy = pagePolicy("abc", {
    isDevelopment: false,
    formTargets: ["https://zoom.us", "https://id.example/realms/halden", "https://id.example/other"],
  });
  expect(directive(policy, "form-action")).toBe("'self' https://zoom.us https://id.example");
});

test("only an app that is reached by https asks for https", () => {
  expect(transportSecurity("http://localhost:3000")).toBeNull();
  expect(transportSecurity("https://worksights.example")).toBe("max-age=31536000");
});
