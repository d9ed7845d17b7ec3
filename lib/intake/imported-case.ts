/** A case as an import writes it: one row of the source in our words. Moments are milliseconds since 1970. */
export type ImportedCase = {
  sourceId: string;
  status: string;
  kind: string | null;
  language: string;
  channel: string;
  category: string | null;
  district: string | null;
  department: string | null;
  text: string;
  name: string | null;
  phone: string | null;
  address: string | null;
  receivedAt: number;
  registeredAt: number | null;
  dueAt: number | null;
  closedAt: number | null;
  outcome: string | null;
};
