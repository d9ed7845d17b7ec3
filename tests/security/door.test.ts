import { expect, test } from "vitest";
import { refusedAtTheDoor } from "#scripts/serve/door.ts";

test.each([
  ["/kk/%E0%A4%A", {}, 400], ["/kk/districts/%", {}, 400], ["/data/%ff", {}, 400], ["http://evil.example/kk", {}, 400], ["*", {}, 400],
  ["/office/sign-in", { origin: "not a url" }, 400],
  ["/api/auth/callback/credentials", { "content-length": "1048577" }, 413], ["/kk", { "content-length": "99999999999999999999" }, 413],
  ["/api/intake/whatsapp", { "content-length": "3145729" }, 413],
  ["/api/auth/callback/credentials", { "transfer-encoding": "chunked" }, 411],
  ["/en/track", { "content-length": "50331649" }, 413], ["/kk/trackers", { "content-length": "1048577" }, 413],
  ["/ru/new", { "content-length": "50331649" }, 413], ["/kk/newer", { "content-length": "1048577" }, 413], ["/kk/new/../track", { "content-length": "1048577" }, 413], ["/office/new", { "content-length": "1048577" }, 413],
] as const)("%s %j is refused with %i", (url, headers, status) => {
  expect(refusedAtTheDoor({ url, headers })).toBe(status);
});

test.each([
  ["/kk?q=%E0%A4%A&%", {}], ["/kk/districts/%D2%9B", {}], ["/office/sign-in", { "content-length": "1048576", origin: "https://ashyq.example" }],
  ["/office/sign-in", { origin: "null" }], ["/", {}], ["/kk/track", { "content-length": "50331648" }], ["/api/intake/whatsapp", { "content-length": "3145728" }], ["/kk/new", { "content-length": "50331648" }],
] as const)("%s %j passes", (url, headers) => {
  expect(refusedAtTheDoor({ url, headers })).toBeNull();
});
