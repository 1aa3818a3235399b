import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isPublicAddress, readAddress } from "./addresses.ts";

const v4 = (bits: number) => [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join(".");
/** Any address within a range of IPv4. */
function within(range: string): fc.Arbitrary<string> {
  const [base = "", length = ""] = range.split("/");
  const free = 2 ** (32 - Number(length));
  const first = base.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  return fc.integer({ min: 0, max: free - 1 }).map((more) => v4(first + more));
}
const groups = (count: number) =>
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { minLength: count, maxLength: count })
    .map((words) => words.map((word) => word.toString(16)).join(":"));

const closed = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
];

describe("an address that is not of the public internet", () => {
  test.each(closed)("%s", (range) => {
    fc.assert(fc.property(within(range), (address) => !isPublicAddress(address)));
  });

  test("an IPv4 address in the clothes of IPv6, whichever it is", () => {
    fc.assert(
      fc.property(
        fc.ipV4(),
        fc.constantFrom("::ffff:", "::", "64:ff9b::", "64:ff9b:1::", "::ffff:0:"),
        (inner, prefix) => !isPublicAddress(`${prefix}${inner}`),
      ),
    );
    fc.assert(fc.property(groups(7), (rest) => !isPublicAddress(`2002:${rest}`)));
    fc.assert(fc.property(groups(6), (rest) => !isPublicAddress(`2001:0:${rest}`)));
  });

  test("all that IPv6 has outside of its public range", () => {
    const outside = fc.integer({ min: 0, max: 0xffff }).filter((word) => word < 0x2000 || word > 0x3fff);
    fc.assert(fc.property(outside, groups(7), (first, rest) => !isPublicAddress(`${first.toString(16)}:${rest}`)));
    for (const address of ["::", "::1", "2001:db8::1", "3fff::1", "fe80::1%eth0", "fec0::1", "100::1"])
      expect(isPublicAddress(address)).toBe(false);
  });

  test("shortened, octal and hexadecimal IPv4", () => {
    for (const address of ["127.1", "0x7f.0.0.1", "2130706433", "010.0.0.1", "8.8", "", "host"])
      expect(isPublicAddress(address)).toBe(false);
  });
});

test("plain public addresses are", () => {
  for (const address of ["8.8.8.8", "142.250.74.14", "2606:4700::1111", "2a00:1450:4001::200e"])
    expect(isPublicAddress(address)).toBe(true);
});

describe("an address as someone pasted it", () => {
  const told = (text: string) => {
    const read = readAddress(text, ["http://localhost:4010"]);
    return read.kind === "url" ? read.url.href : read.failure;
  };

  test("https, and webcal as https", () => {
    expect(told(" https://calendar.example/a.ics?key=1#part ")).toBe("https://calendar.example/a.ics?key=1");
    expect(told("webcal://calendar.example:8443/a.ics")).toBe("https://calendar.example:8443/a.ics");
  });

  test("nothing else, exceptions aside", () => {
    expect(told("http://calendar.example/a.ics")).toBe("notHttps");
    expect(told("http://localhost:4010/a.ics")).toBe("http://localhost:4010/a.ics");
    expect(told("http://localhost:4011/a.ics")).toBe("notHttps");
    expect(told("http://localhost:4010@evil.example/a.ics")).toBe("hasPassword");
    expect(told("https://ann:secret@calendar.example/a.ics")).toBe("hasPassword");
    expect(told("file:///etc/passwd")).toBe("badAddress");
    expect(told("calendar")).toBe("badAddress");
    expect(told(`https://calendar.example/${"a".repeat(2_000)}`)).toBe("badAddress");
  });
});
