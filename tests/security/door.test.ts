import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { refusedAtTheDoor, turnedAway } from "#scripts/serve/door.ts";

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

describe("ten megabytes", () => {
  let read = 0, passed = 0;
  const sockets: Socket[] = [];
  const server = createServer((request, response) => {
    sockets.push(request.socket);
    if (turnedAway(request, response)) return;
    passed++;
    request.resume().on("end", () => response.end());
  });
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
  afterAll(() => server.close());

  /** Says how much it will send, and sends it for as long as somebody listens. @returns the answer's first line */
  async function send(address: string, head: string): Promise<string> {
    const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
    const part = Buffer.alloc(64 * 1024, "x");
    let answer = "", left = 160;
    socket.on("data", (bytes) => { answer += bytes.toString("latin1"); });
    socket.on("error", () => {}); // nobody listens any more
    socket.write(`POST ${address} HTTP/1.1\r\nHost: portal\r\n${head}\r\n\r\n`);
    const more = () => { while (left-- > 0 && !socket.destroyed && socket.write(part)); };
    socket.on("drain", more);
    setTimeout(more, 50);
    await new Promise<void>((resolve) => socket.once("close", () => resolve()));
    read = sockets.at(-1)!.bytesRead;
    return answer.split("\r\n")[0]!;
  }
  test.each(["/api/intake/whatsapp", "/api/intake/sms/twilio", "/api/intake/sms/infobip/x", "/api/intake/sms/smsc/x", "/api/open311/v2/services.json", "/kk/reception", "/kk/data/releases", "/api/talon", "/api/leave", "/office/sign-in", "/nowhere"])(
    "for %s are refused by what is said of them, and not read", async (address) => {
      expect(await send(address, "Content-Length: 10485760")).toBe("HTTP/1.1 413 Payload Too Large");
      expect(read).toBeLessThan(1024 * 1024);
      expect(await send(address, "Transfer-Encoding: chunked")).toBe("HTTP/1.1 411 Length Required");
      expect(passed).toBe(0);
    });
  test.each(["/kk/new", "/en/track", "/api/open311/v2/requests.xml"])("come in where photos are taken; sixty don't: %s", async (address) => {
    expect(await send(address, "Content-Length: 62914560")).toBe("HTTP/1.1 413 Payload Too Large");
    expect(read).toBeLessThan(1024 * 1024);
    expect(await send(address, "Content-Length: 10485760\r\nConnection: close")).toBe("HTTP/1.1 200 OK");
    expect(passed--).toBe(1);
  });
});

test("a page is read or its form is sent, and nothing else; other addresses answer for themselves", () => {
  const asked = (method: string, url: string) => refusedAtTheDoor({ method, url, headers: {} });
  for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"]) {
    for (const page of ["/", "/kk", "/ru/stats?grain=month", "/office/cases/1", "/sitemap.xml", "/kk/data/appeals"]) expect(asked(method, page), `${method} ${page}`).toBe(405);
    for (const other of ["/data/appeals.csv", "/charts/on-time.svg", "/embed/on-time", "/api/health"]) expect(asked(method, other), `${method} ${other}`).toBeNull();
  }
  for (const method of ["GET", "HEAD", "POST"]) expect(asked(method, "/kk/track")).toBeNull();
});
