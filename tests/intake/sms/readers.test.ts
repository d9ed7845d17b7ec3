import fc from "fast-check";
import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { ZodError } from "zod";
import { infobip, infobipThings } from "#lib/intake/sms/infobip.ts";
import { partOf } from "#lib/intake/sms/part.ts";
import { senderNumber } from "#lib/intake/sms/sms.ts";
import { smsc, smscReport, smscThings } from "#lib/intake/sms/smsc.ts";
import { isSignedByTwilio } from "#lib/intake/sms/twilio-signature.ts";
import { twilio, twilioThing } from "#lib/intake/sms/twilio.ts";
import { mayCall } from "#lib/ways/address-list.ts";

const arrivedAt = new Date("2026-11-26T10:00:00Z");

describe("Twilio's signature", () => {
  // The example of Twilio's own documentation (twilio.com/docs/usage/security).
  const address = "https://mycompany.com/myapp.php?foo=1&bar=2", token = "12345", signature = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";
  const form = () => new URLSearchParams({ Digits: "1234", To: "+18005551212", From: "+14158675309", Caller: "+14158675309", CallSid: "CA1234567890ABCDE" });

  test("the documentation's example is signed", () => expect(isSignedByTwilio(address, form(), signature, token)).toBe(true));
  test("with the scheme's own port written out, too", () => expect(isSignedByTwilio("https://mycompany.com:443/myapp.php?foo=1&bar=2", form(), signature, token)).toBe(true));
  test.each<[string, () => boolean]>([
    ["another value", () => isSignedByTwilio(address, new URLSearchParams([...form()].map(([name, value]) => [name, name === "Digits" ? "1235" : value])), signature, token)],
    ["one more field", () => isSignedByTwilio(address, new URLSearchParams([...form(), ["Body", "x"]]), signature, token)],
    ["another address", () => isSignedByTwilio("https://mycompany.com/myapp.php?foo=1", form(), signature, token)],
    ["another token", () => isSignedByTwilio(address, form(), signature, "12346")],
    ["no form", () => isSignedByTwilio(address, null, signature, token)],
    ["no signature", () => isSignedByTwilio(address, form(), null, token)],
    ["an empty one", () => isSignedByTwilio(address, form(), "", token)],
    ["a part of it", () => isSignedByTwilio(address, form(), signature.slice(0, 20), token)],
    ["the same in hexadecimal", () => isSignedByTwilio(address, form(), Buffer.from(signature, "base64").toString("hex"), token)],
  ])("%s is not", (_, check) => expect(check()).toBe(false));

  test("a GET is signed over its address alone", () => {
    const called = "https://akimat.example/api/intake/sms/twilio?Body=%D0%A1%D1%83&From=%2B77011112233";
    const signed = createHmac("sha1", token).update(called).digest("base64");
    expect(isSignedByTwilio(called, null, signed, token)).toBe(true);
    expect(isSignedByTwilio(called.replace("22", "23"), null, signed, token)).toBe(false);
  });
});

test.each([
  ["+77011112233", "+77011112233"], ["77011112233", "+77011112233"], ["87011112233", "+77011112233"], ["8 (701) 111-22-33", "+77011112233"], ["+7 701 111 22 33", "+77011112233"],
  ["79161234567", "+79161234567"], ["998901234567", "+998901234567"], ["1414", null], ["Kaspi.kz", null], ["", null], ["+", null], ["0", null], ["77011112233'; DROP TABLE", null],
])("who writes from %j is %j", (written, number) => expect(senderNumber(written)).toBe(number));

test.each([
  ["0500032A0201", { ref: "2a", number: 1, of: 2 }], ["06080412340302", { ref: "1234", number: 2, of: 3 }], ["0B05040B8423F00003CC0202", { ref: "cc", number: 2, of: 2 }],
  ["0500032A0101", null], ["0500032A0200", null], ["0500032A0203", null], ["05000", null], ["zz", null], ["", null], [null, null], ["00000000000000", null],
])("the header %j speaks of the part %j", (header, part) => expect(partOf(header)).toEqual(part));

describe("Infobip", () => {
  const message = { messageId: "817790313235066447", from: "77011112233", to: "7718", text: "Су жоқ", cleanText: "жоқ", keyword: "СУ", receivedAt: "2026-11-26T09:59:30.000+0000", smsCount: 1, price: { pricePerMessage: 0, currency: "KZT" } };
  const report = (groupName: string) => ({ messageId: "m1", to: "77011112233", sentAt: "2026-11-26T09:58:00.000+0000", doneAt: "2026-11-26T09:59:00.000+0000", status: { groupId: 3, groupName, id: 5, name: `${groupName}_TO_HANDSET` }, error: { id: 27, name: "EC_ABSENT_SUBSCRIBER", permanent: false } });

  test("its messages and reports come in the same list", () => {
    expect(infobipThings({ results: [message, report("DELIVERED")] })).toMatchObject([
      { source: "infobip", sourceId: message.messageId, kind: "message", sender: "+77011112233", original: message }, { sourceId: "m1 DELIVERED", kind: "status", sender: null },
    ]);
  });
  test("a message is the whole text, its keyword too", () =>
    expect(infobip.message(message, arrivedAt)).toEqual({ provider: "infobip", messageId: message.messageId, from: "+77011112233", to: "7718", text: "Су жоқ", receivedAt: new Date("2026-11-26T09:59:30Z"), part: null }));
  test.each([["DELIVERED", "delivered"], ["UNDELIVERABLE", "failed"], ["EXPIRED", "failed"], ["REJECTED", "failed"], ["PENDING", null], ["SOMETHING_NEW", null]])("%s is %j", (groupName, status) =>
    expect(infobip.report(report(groupName), arrivedAt)).toMatchObject({ messageId: "m1", status, at: new Date("2026-11-26T09:59:00Z") }));
  test.each(["2031-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "yesterday", ""])("a clock that says %j is not believed", (receivedAt) =>
    expect(infobip.message({ ...message, receivedAt }, arrivedAt).receivedAt).toEqual(arrivedAt));
});

describe("Twilio", () => {
  test("a message, by the fields that it is made of", () => {
    const thing = twilioThing(new URLSearchParams({ MessageSid: "SM1", SmsSid: "SM1", SmsStatus: "received", AccountSid: "AC1", From: "+77011112233", To: "+77180000000", Body: "Су жоқ 🚰", NumSegments: "1", NumMedia: "0" }));
    expect(thing).toMatchObject({ sourceId: "SM1", kind: "message", sender: "+77011112233" });
    expect(twilio.message(thing.original, arrivedAt)).toEqual({ provider: "twilio", messageId: "SM1", from: "+77011112233", to: "+77180000000", text: "Су жоқ 🚰", receivedAt: arrivedAt, part: null });
  });
  test.each([["queued", null], ["sent", "sent"], ["delivered", "delivered"], ["undelivered", "failed"], ["failed", "failed"]])("a status %s is %j, and each counts once", (MessageStatus, status) => {
    const thing = twilioThing(new URLSearchParams({ MessageSid: "SM2", MessageStatus, SmsStatus: MessageStatus, ErrorCode: "30005", From: "+77180000000", To: "+77011112233" }));
    expect(thing).toMatchObject({ sourceId: `SM2 ${MessageStatus}`, kind: "status" });
    expect(twilio.report(thing.original, arrivedAt)).toMatchObject({ messageId: "SM2", status, error: status === "failed" ? `${MessageStatus} 30005` : null });
  });
});

describe("SMSC", () => {
  test("what it lists has its account's time", () => {
    const [thing] = smscThings([{ id: 1234567, received: "26.11.2026 14:59:30", phone: "77011112233", message: "Су жоқ", to_phone: "77770000000", sent: "26.11.2026 14:59:20" }], "Asia/Almaty");
    expect(thing).toMatchObject({ sourceId: "1234567", kind: "message", sender: "+77011112233" });
    expect(smsc.message(thing!.original, arrivedAt)).toEqual({ provider: "smsc", messageId: "1234567", from: "+77011112233", to: "77770000000", text: "Су жоқ", receivedAt: new Date("2026-11-26T09:59:30Z"), part: null });
  });
  test.each([["-1", null], ["0", "sent"], ["1", "delivered"], ["2", "read"], ["20", "failed"], ["25", "failed"], ["-3", null]])("status %s is %j", (status, word) => {
    const thing = smscReport(new URLSearchParams({ id: "77", phone: "77011112233", status, ts: "1795687140", err: status === "25" ? "253" : "0" }));
    expect(thing).toMatchObject({ sourceId: `report 77 ${status}`, kind: "status" });
    expect(smsc.report(thing.original, arrivedAt)).toMatchObject({ messageId: "77", status: word });
  });
});

test("addresses on the list may call, others not; without a list anybody may", () => {
  const list = ["83.166.64.0/19", "2001:db8::/32", "10.0.0.7"];
  for (const caller of ["83.166.64.1", "83.166.95.255", "2001:db8::9", "10.0.0.7"]) expect(mayCall(list, caller)).toBe(true);
  for (const caller of ["83.166.96.0", "10.0.0.8", "2001:db9::1", "::1", "unknown", null]) expect(mayCall(list, caller)).toBe(false);
  expect(mayCall([], null)).toBe(true);
});

/** Reads a thing as its taker would: either it is read or it is refused as malformed; nothing else. */
function readOrRefused(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(ZodError);
  }
}

describe("whatever comes is a thing with an id, and reading it never breaks otherwise than as malformed", () => {
  const value = fc.oneof(fc.string({ unit: "binary" }), fc.jsonValue(), fc.constantFrom("\0", "\ud800", "🚰", "‮", "__proto__", "'; DROP TABLE private.appeal; --", "<script>alert(1)</script>"));
  test("Infobip", () => {
    const result = fc.dictionary(fc.constantFrom("messageId", "from", "to", "text", "cleanText", "receivedAt", "status", "error", "udh", "doneAt", "__proto__"), value);
    fc.assert(fc.property(fc.oneof(fc.jsonValue(), fc.array(fc.oneof(result, fc.jsonValue())).map((results) => ({ results }))), (body) => {
      for (const thing of infobipThings(body)) {
        expect(thing.sourceId.length).toBeGreaterThan(0);
        expect(thing.sourceId.length).toBeLessThanOrEqual(500);
        readOrRefused(() => infobip.message(thing.original, arrivedAt));
        readOrRefused(() => infobip.report(thing.original, arrivedAt));
      }
    }), { numRuns: 500 });
  });
  test("Twilio and SMSC's reports", () => {
    const fields = fc.dictionary(fc.constantFrom("MessageSid", "SmsSid", "MessageStatus", "From", "To", "Body", "id", "status", "ts", "err", "phone", "__proto__"), fc.string({ unit: "binary" }));
    fc.assert(fc.property(fields, (given) => {
      const form = new URLSearchParams(Object.entries(given));
      for (const [thing, reader] of [[twilioThing(form), twilio], [smscReport(form), smsc]] as const) {
        expect(thing.sourceId.length).toBeGreaterThan(0);
        readOrRefused(() => reader.message(thing.original, arrivedAt));
        readOrRefused(() => reader.report(thing.original, arrivedAt));
      }
    }), { numRuns: 500 });
  });
  test("SMSC's list", () => {
    const answer = fc.dictionary(fc.constantFrom("id", "phone", "to_phone", "message", "received", "udh"), value);
    fc.assert(fc.property(fc.array(fc.oneof(answer, fc.jsonValue())), (listed) => {
      for (const thing of smscThings(listed, "Asia/Almaty")) {
        expect(thing.sourceId.length).toBeGreaterThan(0);
        readOrRefused(() => smsc.message(thing.original, arrivedAt));
      }
    }), { numRuns: 500 });
  });
  test("part headers", () => fc.assert(fc.property(fc.oneof(fc.string(), fc.uint8Array({ maxLength: 140 }).map((bytes) => Buffer.from(bytes).toString("hex"))), (header) => {
    const part = partOf(header);
    if (part) expect(part.number >= 1 && part.number <= part.of).toBe(true);
  }), { numRuns: 1000 }));
});
