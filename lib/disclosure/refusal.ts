/** The gate found no way to publish safely. Names cells and reasons for the publisher; never shown in public. */
export class DisclosureRefusal extends Error {
  readonly cells: string[];
  constructor(period: string, reasons: string[]) {
    super(`Nothing is published: ${period} can't be made safe.\n${reasons.map((reason) => `  ${reason}`).join("\n")}`);
    this.name = "DisclosureRefusal";
    this.cells = reasons;
  }
}
