import { z } from "zod";

/** SMS by Twilio (twilio.com/docs/messaging). Each of its calls is signed with the account's token. */
export const twilioWay = {
  settings: z.object({
    accountSid: z.string().regex(/^AC[0-9a-fA-F]{32}$/),
    apiUrl: z.url({ protocol: /^https?$/ }).default("https://api.twilio.com"),
    /** A number in E.164, a name or a messaging service (MG…); without it this way only receives. */
    sender: z.string().min(1).max(40).optional(),
  }),
  secrets: z.object({ authToken: z.string().min(1) }),
  sends: "sms",
  calledAt: ["/api/intake/sms/twilio"],
};
