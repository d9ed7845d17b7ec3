import { describe, expect, test } from "vitest";
import { calendarOf } from "#lib/appeals/calendar.ts";
import { freeSeat, type Hours, parseSlotKey, slotKey, slotsOf } from "#lib/reception/slots.ts";

const zone = "Asia/Almaty";
// Nauryz 2026: Monday 23 March is a day off; Saturday 28 March works for it.
const calendar = calendarOf([{ day: "2026-03-23", working: false }, { day: "2026-03-28", working: true }]);
const hours = (more: Partial<Hours>): Hours => ({ id: 1, official: 7, weekday: 1, day: null, starts: "09:00", ends: "10:00", minutes: 15, seats: 1, place: "Office 1", validFrom: "2026-01-01", validTo: null, ...more });
const on = (day: string, all: Hours[], off: { official: number; day: string; reason: string }[] = []) => slotsOf(day, all, off, calendar, zone).map((slot) => slot.startsAt.toISOString().slice(11, 16));

describe("slots of a day", () => {
  test("weekly hours are cut into visits, in the city's time zone", () => expect(on("2026-03-16", [hours({})])).toEqual(["04:00", "04:15", "04:30", "04:45"]));
  test("a rest too short for a visit is left out", () => expect(on("2026-03-16", [hours({ minutes: 25 })])).toEqual(["04:00", "04:25"]));
  test("another weekday has none", () => expect(on("2026-03-17", [hours({})])).toEqual([]));
  test("none on a day off", () => expect(on("2026-03-23", [hours({})])).toEqual([]));
  test("but on a day off that was added by hand", () => expect(on("2026-03-23", [hours({ weekday: null, day: "2026-03-23" })])).toHaveLength(4));
  test("a working Saturday has Saturday's hours", () => expect(on("2026-03-28", [hours({ weekday: 6 })])).toHaveLength(4));
  test("a cancelled day has none, not even added ones; another official's goes on", () => {
    const off = [{ official: 7, day: "2026-03-16", reason: "away" }];
    expect(on("2026-03-16", [hours({}), hours({ weekday: null, day: "2026-03-16", starts: "15:00", ends: "16:00" })], off)).toEqual([]);
    expect(on("2026-03-16", [hours({}), hours({ official: 8 })], off)).toHaveLength(4);
  });
  test("not before hours begin to hold, not after they end", () => {
    expect(on("2026-03-09", [hours({ validFrom: "2026-03-10" })])).toEqual([]);
    expect(on("2026-03-16", [hours({ validTo: "2026-03-15" })])).toEqual([]);
  });
  test("before March 2024 the city's clock was an hour further", () => expect(on("2024-02-26", [hours({ validFrom: "2024-01-01" })])[0]).toBe("03:00"));
});

describe("seats", () => {
  const slot = { official: 7, startsAt: new Date("2026-03-16T04:00:00Z"), minutes: 15, seats: 2, place: "" };
  const booked = (seat: number, at = "04:00", minutes = 15) => ({ official: 7, startsAt: new Date(`2026-03-16T${at}:00Z`), minutes, seat });
  test("the lowest free one, none when it is full", () => {
    expect(freeSeat(slot, [])).toBe(1);
    expect(freeSeat(slot, [booked(1)])).toBe(2);
    expect(freeSeat(slot, [booked(1), booked(2)])).toBeNull();
  });
  test("a longer visit of the hours before they changed takes the slot it reaches into", () => {
    expect(freeSeat(slot, [booked(1, "03:50")])).toBe(2);
    expect(freeSeat(slot, [booked(1, "03:45")])).toBe(1);
  });
});

test("a slot's key says the official and the moment; anything else is none", () => {
  const slot = { official: 7, startsAt: new Date("2026-03-16T04:00:00Z") };
  expect(parseSlotKey(slotKey(slot))).toEqual(slot);
  for (const wrong of ["", "7", "7.x", "0.1773633600", "7.1773633600.1", "-7.1773633600", "7.99999999999999"]) expect(parseSlotKey(wrong)).toBeNull();
});
