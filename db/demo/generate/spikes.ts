/** Invented events that bring many contacts at once. `shares`: how they spread over the days from the first. */
type Spike = { day: string; category: string; contacts: number; shares: readonly number[]; districts?: readonly string[] };

const burst = [0.65, 0.25, 0.1];
const twoWeeks = Array.from({ length: 14 }, (_, day) => (14 - day) / 105);

export const spikes: readonly Spike[] = [
  { day: "2024-11-27", category: "snow", contacts: 34, shares: burst },
  { day: "2025-01-14", category: "heating-none", contacts: 64, shares: burst, districts: ["zone-4"] },
  { day: "2025-04-14", category: "potholes", contacts: 30, shares: twoWeeks },
  { day: "2025-07-08", category: "cold-water", contacts: 38, shares: burst, districts: ["zone-2"] },
  { day: "2025-09-01", category: "bus-schedule", contacts: 30, shares: twoWeeks },
  { day: "2025-12-10", category: "snow", contacts: 60, shares: burst },
  { day: "2026-01-22", category: "heating-none", contacts: 74, shares: [0.45, 0.3, 0.15, 0.1], districts: ["zone-4", "zone-4", "zone-6"] },
  { day: "2026-05-16", category: "power-outage", contacts: 26, shares: burst, districts: ["552253000"] },
  { day: "2026-08-20", category: "bus-schedule", contacts: 45, shares: twoWeeks },
  { day: "2026-09-08", category: "renaming", contacts: 40, shares: twoWeeks },
  { day: "2026-11-11", category: "heating-weak", contacts: 36, shares: burst, districts: ["zone-3", "zone-8"] },
];
