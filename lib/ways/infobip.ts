import { z } from "zod";
import { addressList } from "#lib/ways/address-list.ts";

/** SMS by Infobip (infobip.com/docs/api/channels/sms). Its webhooks are not signed: their address holds a secret. */
export const infobipWay = {
  settings: z.object({
    /** Of our own account: https://xxxxx.api.infobip.com */
    apiUrl: z.url({ protocol: /^https?$/ }),
    /** Whom our SMS are from, a number or a name; without it this way only receives. */
    sender: z.string().min(1).max(20).optional(),
    addresses: addressList,
  }),
  secrets: z.object({
    apiKey: z.string().min(1),
    /** The last part of the webhooks' address. */
    pathSecret: z.string().min(20).max(200),
  }),
  sends: "sms",
  calledAt: ["/api/intake/sms/infobip/{pathSecret}"],
};
