import { z } from "zod";
import { addressList } from "#lib/ways/address-list.ts";

/** SMS by SMSC (smsc.kz/api/http): we ask for what came; what became of ours it tells an address that holds a secret. */
export const smscWay = {
  settings: z.object({
    apiUrl: z.url({ protocol: /^https?$/ }).default("https://smsc.kz/sys"),
    login: z.string().min(1),
    /** Whom our SMS are from; without it this way only receives. */
    sender: z.string().min(1).max(20).optional(),
    /** In which the account shows its times. */
    timeZone: z.string().refine((zone) => Intl.supportedValuesOf("timeZone").includes(zone)).default("Asia/Almaty"),
    addresses: addressList,
  }),
  secrets: z.object({
    password: z.string().min(1),
    /** The last part of the address that hears what became of our SMS. */
    pathSecret: z.string().min(20).max(200),
  }),
  sends: "sms",
  calledAt: ["/api/intake/sms/smsc/{pathSecret}"],
};
